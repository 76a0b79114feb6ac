import {PORTAL} from './security/secrets.ts';
import type {Secrets} from './security/secrets.ts';
import {sessionCookieName} from './security/session.ts';
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
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** A name under `auth`. */
  readonly auth?: string;
}

/** Credentials of a target.yaml. */
type SandboxAuth = {
  readonly oauth2: {
    readonly 'token-url': string;
    readonly 'client-id': string;
    readonly 'client-secret': string | {readonly env: string};
    readonly scope: string;
  };
} | {readonly form: {readonly url: string; readonly fields: Readonly<Record<string, string>>; readonly secrets: Readonly<Record<string, string>>}} | {readonly basic: {readonly user: string; readonly password: {readonly env: string}}} | {readonly 'api-key': {readonly header: string; readonly value: string}};

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
export function describeTarget(settings: SandboxSettings, origins: Origins, secrets: Secrets): SandboxTarget {
  const {http, https} = origins;
  const tokenUrl = `${https}/oauth/token`;
  const {demo, guest} = secrets;
  const secret = {env: SECRET_VARIABLE};
  return {
    target: {product: 'mimcheck sandbox', version: '1.0.0', vendor: 'mimcheck'},
    endpoints: {
      'ngsi-ld': {url: `${http}/ngsi-ld/v1`, version: '1.9.1'},
      'ogc-api-features': {url: `${http}/ogc`, parameters: OGC_PARAMETERS},
      openapi: {url: `${https}/api/openapi.json`, parameters: restParameters(https)},
      http: {url: https, auth: 'demo', parameters: httpParameters(settings, origins, secrets)},
    },
    auth: {
      demo: {oauth2: {'token-url': tokenUrl, 'client-id': demo.id, 'client-secret': secret, scope: 'read write'}},
      guest: {oauth2: {'token-url': tokenUrl, 'client-id': guest.id, 'client-secret': guest.secret, scope: 'read'}},
      'oauth-client': {basic: {user: demo.id, password: secret}},
      'test-user': {'api-key': {header: 'Cookie', value: `${sessionCookieName(settings.faults)}=${secrets.user.session}`}},
      'sign-in': {form: {url: `${https}/login`, fields: {username: secrets.user.name}, secrets: {password: secrets.user.password}}},
    },
    claims: {'ngsi-ld': {without: ['snapshots']}, http: {without: ['public']}},
  };
}

const OGC_PARAMETERS: Readonly<Record<string, unknown>> = {
  collection: 'stations', 'temporal-collection': 'stations', 'area-collection': 'districts', 'height-collection': 'masts', 'placeless-collection': 'masts',
  'timeless-collection': 'districts', 'filter-name': 'category', 'filter-property': 'category', 'filter-values': ['traffic', 'industrial'],
};

// Where the suites find data, and by what they may be filtered.
function restParameters(https: string): Readonly<Record<string, unknown>> {
  const collections = `${https}/api/v1/collections`;
  return {
    'collection-url': `${collections}/stations/items`,
    'second-collection-url': `${collections}/masts/items`,
    'item-url': `${collections}/stations/items/station-001`,
    'missing-item-url': `${collections}/stations/items/station-999`,
    'filter-name': 'category',
    'filter-property': 'category',
    'filter-values': ['traffic', 'industrial'],
    'time-property': 'observedAt',
    'time-between': '2026-03-09T00:00:00Z',
    boxes: [[5.05, 52.03, 5.12, 52.08], [5.15, 52.09, 5.23, 52.14]],
    'health-url': `${https}/api/v1/health`,
    'freshness-member': 'dataUpdated',
  };
}

// Where the suites find what the parts about access and pages show, and tokens that must be refused.
function httpParameters(settings: SandboxSettings, {http, https}: Origins, secrets: Secrets): Readonly<Record<string, unknown>> {
  const stray = secrets.strayTokens(https, settings.now());
  return {
    'plain-url': `${http}/`,
    'page-url': `${https}/`,
    'login-url': `${https}/login`,
    'session-cookie': sessionCookieName(settings.faults),
    'sign-in-url': `${https}/login`,
    'form-token': 'csrf',
    'account-url': `${https}/account`,
    'change-url': `${https}/account`,
    'change-field': 'language',
    'change-value': 'en',
    'folder-url': `${https}/files/`,
    'cors-url': `${https}/api/v1/collections`,
    'allowed-site': new URL(PORTAL).host,
    'protected-url': `${https}/secure/data`,
    'foreign-url': `${https}/secure/data/guest-1`,
    'forbidden-url': `${https}/secure/audit`,
    'expired-token': stray.expired,
    'foreign-token': stray.foreign,
    'unsigned-token': stray.unsigned,
    'confused-token': stray.confused,
    'token-url': `${https}/oauth/token`,
    'plain-token-url': `${http}/oauth/token`,
    'client-id': secrets.demo.id,
    scope: 'read',
    'forbidden-scope': 'audit',
    issuer: https,
    'metadata-url': `${https}/.well-known/oauth-authorization-server`,
    'openid-configuration-url': `${https}/.well-known/openid-configuration`,
    'redirect-uri': secrets.demo.redirectUri,
  };
}
