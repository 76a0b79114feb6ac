import {dispatch, partsOf} from '../../src/sandbox/parts.ts';
import {makeSecrets} from '../../src/sandbox/security/secrets.ts';
import type {Secrets} from '../../src/sandbox/security/secrets.ts';
import {shield} from '../../src/sandbox/security/shield.ts';
import type {SandboxResponse, SandboxSettings} from '../../src/sandbox/types.ts';
import type {Body} from './body.ts';
import {NOW} from './start.ts';

export const HTTP = 'http://127.0.0.1:8080';
export const HTTPS = 'https://127.0.0.1:8081';

export interface Asking {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** The sandbox without its sockets: every part behind the shield, a clock that can be set, random strings that can be told apart. */
export interface Platform {
  readonly ask: (url: string, asking?: Asking) => Promise<SandboxResponse>;
  readonly json: (url: string, asking?: Asking) => Promise<Body>;
  readonly secrets: Secrets;
  readonly passTime: (milliseconds: number) => void;
  readonly faulty: boolean;
}

export function platform(...faults: readonly string[]): Platform {
  let now = NOW;
  let count = 0;
  const settings: SandboxSettings = {faults: new Set(faults), now: () => now, random: () => `random-${(count += 1)}`};
  const secrets = makeSecrets(settings);
  const parts = partsOf(settings, {http: HTTP, https: HTTPS}, secrets);
  const answer = shield(settings, (request) => dispatch(parts, request));
  const ask = (text: string, {method = 'GET', headers = {}, body = ''}: Asking = {}): Promise<SandboxResponse> => {
    const url = new URL(text, HTTP);
    return answer({method, url, path: url.pathname, headers, body: Buffer.from(body), secure: url.protocol === 'https:'});
  };
  return {
    ask,
    json: async (url, asking) => JSON.parse(String((await ask(url, asking)).body)),
    secrets,
    passTime: (milliseconds) => { now += milliseconds; },
    faulty: faults.length > 0,
  };
}

/** True when the platform behaves. */
export type Probe = (platform: Platform) => Promise<boolean>;
