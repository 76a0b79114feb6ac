import {PORTAL} from './security/secrets.ts';
import type {Secrets} from './security/secrets.ts';
import type {SandboxSettings} from './types.ts';

/** Where the sandbox can be reached. */
export interface Origins {
  readonly http: string;
  readonly https: string;
}

/** One endpoint of a target.yaml. */
interface SandboxEndpoint {
  readonly url: string;
  /** Version of the standard that is claimed. */
  readonly version?: string;
  /** What the suites may want to know about it. */
  readonly parameters?: Readonly<Record<string, string>>;
}

/** Credentials of a target.yaml. */
interface SandboxAuth {
  readonly oauth2: {
    readonly 'token-url': string;
    readonly 'client-id': string;
    readonly 'client-secret': string | {readonly env: string};
    readonly scope: string;
  };
}

/** What a target.yaml for the sandbox would say. */
export interface SandboxTarget {
  readonly target: {readonly product: string; readonly version: string; readonly vendor: string};
  readonly endpoints: Readonly<Record<string, SandboxEndpoint>>;
  readonly auth: Readonly<Record<string, SandboxAuth>>;
  /** What the sandbox does not offer, by mechanism. */
  readonly claims: Readonly<Record<string, {readonly without: readonly string[]}>>;
}

/** The environment variable from which the target takes the secret of its client. */
export const SECRET_VARIABLE = 'MIMCHECK_SANDBOX_SECRET';

/** Describes the running sandbox as a target. */
export function describeTarget({http, https}: Origins, secrets: Secrets): SandboxTarget {
  const tokenUrl = `${https}/oauth/token`;
  const {demo, guest} = secrets;
  return {
    target: {product: 'mimcheck sandbox', version: '1.0.0', vendor: 'mimcheck'},
    endpoints: {
      'ngsi-ld': {url: `${http}/ngsi-ld/v1`, version: '1.9.1'},
      'ogc-api-features': {url: `${http}/ogc`, parameters: {collection: 'stations', 'temporal-collection': 'stations'}},
      openapi: {url: `${http}/api/openapi.json`},
      http: {url: https},
    },
    auth: {
      demo: {oauth2: {'token-url': tokenUrl, 'client-id': demo.id, 'client-secret': {env: SECRET_VARIABLE}, scope: 'read write'}},
      guest: {oauth2: {'token-url': tokenUrl, 'client-id': guest.id, 'client-secret': guest.secret, scope: 'read'}},
    },
    claims: {
      'ngsi-ld': {without: ['snapshots', 'distributed', 'temporal']},
      openapi: {without: ['subscriptions']},
    },
  };
}

/** Where to look for what the parts about access and pages show, and two tokens that must be refused. */
export function describeExhibits(settings: SandboxSettings, {http, https}: Origins, secrets: Secrets): Readonly<Record<string, string>> {
  const stray = secrets.strayTokens(https, settings.now());
  return {
    'plain-url': http,
    'protected-url': `${https}/secure/data`,
    'foreign-record-url': `${https}/secure/data/guest-1`,
    'expired-token': stray.expired,
    'foreign-audience-token': stray.foreign,
    'allowed-origin': PORTAL,
    'login-url': `${https}/login`,
    'user-name': secrets.user.name,
    'user-password': secrets.user.password,
    'redirect-uri': secrets.demo.redirectUri,
  };
}
