import {setTimeout as delay} from 'node:timers/promises';
import {problem} from './answer/problem.ts';
import {faultsNamed} from './faults.ts';
import {dispatch, partsOf} from './parts.ts';
import {makeSecrets} from './security/secrets.ts';
import {shield} from './security/shield.ts';
import {readRequest, writeResponse} from './server/exchange.ts';
import type {Address, NodeRequest, NodeResponse} from './server/exchange.ts';
import {listenPlain, listenSecure} from './server/listen.ts';
import {secureOptions} from './server/tls.ts';
import {describeTarget, SECRET_VARIABLE} from './target.ts';
import type {Origins, SandboxTarget} from './target.ts';
import type {SandboxPart, SandboxRequest, SandboxResponse, SandboxSettings} from './types.ts';

/** How to start the sandbox. */
export interface SandboxOptions {
  /** Port of the HTTP server, the HTTPS server taking the next one; both take free ones when absent or 0. */
  readonly port?: number;
  /** Names of the faults to switch on. */
  readonly faults?: readonly string[];
  /** The present time in milliseconds since 1970. */
  readonly now: () => number;
  /** A fresh unguessable string. */
  readonly random: () => string;
  /** How long every answer is held back, in milliseconds. */
  readonly latencyMs?: number;
  /** After how long the NGSI-LD broker shows what was written, in milliseconds; absent: at once. */
  readonly lagMs?: number;
  /** Told of every fault that the sandbox asks about, on or off: whoever answers without asking is not touched by it. */
  readonly onAsk?: (fault: string) => void;
}

/** A running sandbox. */
export interface Sandbox {
  readonly http: string;
  readonly https: string;
  /** The authority that signed the certificate of the HTTPS server. */
  readonly caPem: string;
  /** What a target.yaml for it would say. */
  readonly target: SandboxTarget;
  /** The environment variable that `target` takes the secret of its client from, and that secret. */
  readonly secretVariable: string;
  readonly secret: string;
  readonly close: () => Promise<void>;
}

/** Starts the embedded reference platform on 127.0.0.1; throws an Error when a fault is not known. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const settings: SandboxSettings = {faults: heard(faultsNamed(options.faults ?? []), options.onAsk), now: options.now, random: options.random, ...(options.lagMs === undefined ? {} : {lagMs: options.lagMs})};
  const {options: tls, caPem} = secureOptions(settings);
  const secrets = makeSecrets(settings);
  let parts: readonly SandboxPart[] = [];
  const answer = shield(settings, async (request: SandboxRequest): Promise<SandboxResponse> => {
    if (options.latencyMs !== undefined && options.latencyMs > 0) await delay(options.latencyMs);
    return dispatch(parts, request);
  });
  const serve = (secure: boolean) => (request: NodeRequest, response: NodeResponse): void => {
    void exchange({request, response, answer, address: addressOf(request, secure, settings)});
  };
  const plain = await listenPlain(options.port ?? 0, serve(false));
  const encrypted = await listenSecure(options.port ? options.port + 1 : 0, tls, serve(true)).catch(async (error: unknown) => {
    await plain.close();
    throw error;
  });
  const origins: Origins = {http: `http://127.0.0.1:${plain.port}`, https: `https://127.0.0.1:${encrypted.port}`};
  parts = partsOf(settings, origins, secrets);
  const close = async (): Promise<void> => {
    await Promise.all(parts.map((part) => part.close()));
    await Promise.all([plain.close(), encrypted.close()]);
  };
  const target = describeTarget(settings, origins, secrets);
  return {...origins, caPem, target, secretVariable: SECRET_VARIABLE, secret: secrets.demo.secret, close};
}

function heard(faults: ReadonlySet<string>, onAsk: SandboxOptions['onAsk']): ReadonlySet<string> {
  if (onAsk === undefined) return faults;
  return new Proxy(faults, {
    get: (target, key) => {
      if (key !== 'has') return Reflect.get(target, key, target);
      return (fault: string): boolean => {
        onAsk(fault);
        return target.has(fault);
      };
    },
  });
}

function addressOf(request: NodeRequest, secure: boolean, settings: SandboxSettings): Address {
  const port = request.socket.localPort ?? 0;
  return {
    origin: `${secure ? 'https' : 'http'}://127.0.0.1:${port}`,
    hosts: [`127.0.0.1:${port}`, `localhost:${port}`],
    secure,
    trustsHost: settings.faults.has('sec-host-header-trusted'),
  };
}

interface Exchange {
  readonly request: NodeRequest;
  readonly response: NodeResponse;
  readonly address: Address;
  readonly answer: (request: SandboxRequest) => Promise<SandboxResponse>;
}

async function exchange({request, response, address, answer}: Exchange): Promise<void> {
  try {
    const read = await readRequest(request, address);
    const answered = read === undefined
      ? {status: 400, headers: {'content-type': 'application/problem+json'}, body: '{"title":"Bad Request","status":400}\n'}
      : await answer(read).catch(() => problem(read, 500, 'The sandbox failed.'));
    writeResponse(request.method ?? 'GET', response, answered);
  } catch {
    // The client is gone, or spoke no HTTP.
    response.destroy();
  }
}
