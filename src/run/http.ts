// The only door to undici: sends one request, and whatever the other side does becomes an exchange that can be written down.

import {Readable} from 'node:stream';
import type {buildConnector as Connector} from 'undici';
import type {Answer, Exchange, SentRequest, Silence} from '../model.ts';
import {originOf} from './origin.ts';
import {answerOfProxy, forwarding, naming, tunnelling} from './proxy.ts';
import type {ProxyWay, Reaching, Way} from './proxy.ts';
import {toAnswer} from './answer.ts';
import {createReceiver} from './receive.ts';
import {trusting} from './tls/trust.ts';

export interface HttpSettings {
  /** Origins that may be contacted; every other is refused. */
  readonly origins: ReadonlySet<string>;
  readonly tls: TlsMaterial;
  readonly proxy?: ProxyWay;
  /** Connections per origin. */
  readonly connections: number;
  readonly caps: Caps;
  /** Milliseconds since the run began. */
  readonly elapsed: () => number;
}

/** Everything PEM. */
export interface TlsMaterial {
  /** Trusted besides the usual authorities. */
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly verify: boolean;
}

export interface Caps {
  /** Of a body, as it comes and after decompression. */
  readonly bodyBytes: number;
  readonly headerBytes: number;
  /** Until the header is there. */
  readonly headersMs: number;
  /** For the whole exchange. */
  readonly exchangeMs: number;
}

export const CAPS: Omit<Caps, 'headersMs' | 'exchangeMs'> = {bodyBytes: 4 * 1024 * 1024, headerBytes: 64 * 1024};

// A platform whose answers come to more than this is no longer taken at length, for the record has to stay on a disk. It is more than ten
// times what the answers of a whole run come to.
const ALL_BODIES = 256 * 1024 * 1024;
const BODY_BYTES_THEN = 64 * 1024;

export interface Http {
  /** Never rejects for anything that a platform or the network does. */
  readonly send: (request: SentRequest, signal?: AbortSignal) => Promise<Exchange>;
  readonly close: () => Promise<void>;
}

/** Opens a client with its pools of connections; nothing is contacted yet. */
export function openHttp(settings: HttpSettings): Http {
  const pools = new Map<string, Promise<Way>>();
  /** What ALPN came to, by origin. */
  const versions = new Map<string, string>();
  let received = 0;
  const poolOf = (origin: string): Promise<Way> => {
    const pool = pools.get(origin) ?? openPool(origin, settings, versions);
    pools.set(origin, pool);
    return pool;
  };
  return {
    send: async (request, signal) => {
      const at = settings.elapsed();
      const over = (outcome: Answer | Silence, started = at): Exchange =>
        ({request, at: started, tookMs: Math.max(0, settings.elapsed() - started), outcome});
      const address = split(request.url);
      if (address === null) return over({kind: 'silence', reason: 'malformed', detail: `${request.url} is no address`});
      const {origin, path} = address;
      if (!settings.origins.has(origin)) return over(
        {kind: 'silence', reason: 'other-origin', detail: `${origin} is not named in the target`},
      );
      const caps = received > ALL_BODIES ? {...settings.caps, bodyBytes: Math.min(settings.caps.bodyBytes, BODY_BYTES_THEN)} : settings.caps;
      const receiver = createReceiver({caps, elapsed: settings.elapsed, httpVersion: () => versions.get(origin) ?? '1.1'});
      const stop = (): void => receiver.abort(signal === undefined ? '' : reasonText(signal));
      signal?.addEventListener('abort', stop, {once: true});
      if (signal?.aborted === true) stop();
      else await poolOf(origin).then((pool) => {
        if (signal?.aborted === true) return;
        const {method, headers, body = null, chunked} = request;
        const content = chunked === true && body !== null ? Readable.from([Buffer.from(body)]) : body;
        pool.dispatch({origin, path, method, headers: headers.flat(), body: content, headersTimeout: 0, bodyTimeout: 0}, receiver.handler);
      }).catch(receiver.fail);
      const {outcome, started} = await receiver.done;
      signal?.removeEventListener('abort', stop);
      if (!('body' in outcome)) return over(outcome, started ?? at);
      const answer = await toAnswer(outcome, caps.bodyBytes);
      received += answer.facts.includes('body-over-cap') ? answer.body.length : answer.bytes;
      const {proxy} = settings;
      // In a tunnel nobody but the platform can answer.
      return over((proxy === undefined || origin.startsWith('https:') ? null : answerOfProxy(answer, proxy)) ?? answer, started ?? at);
    },
    close: async () => {
      // One that did not come about, because a key or a certificate cannot be used, has nothing to close.
      for (const pool of pools.values()) await pool.then((one) => one.destroy(), () => undefined);
    },
  };
}

const contextOf = trusting({});

async function openPool(origin: string, settings: HttpSettings, versions: Map<string, string>): Promise<Way> {
  const {caps, connections, proxy, tls} = settings;
  const {Pool, buildConnector} = await loadPool();
  const timeout = caps.headersMs;
  const common = {connections, maxHeaderSize: caps.headerBytes, autoSelectFamily: true};
  const reaching = proxy === undefined ? null : reach(proxy, settings);
  if (reaching !== null && origin.startsWith('http:')) {
    const connect = naming(reaching, buildConnector({...reaching.tls, autoSelectFamily: true, timeout}));
    return forwarding(origin, reaching, (proxyOrigin) => new Pool(proxyOrigin, {...common, connect}));
  }
  const secure = {rejectUnauthorized: tls.verify, ...(origin.startsWith('https:') ? {secureContext: contextOf(tls)} : {})};
  const connector = buildConnector({...secure, allowH2: true, autoSelectFamily: true, timeout});
  const noting: Connector.connector = (options, callback) => connector(options, (...args) => {
    const [error, socket] = args;
    if (error === null && 'alpnProtocol' in socket && socket.alpnProtocol === 'h2') versions.set(origin, '2');
    callback(...args);
  });
  return new Pool(origin, {...common, connect: reaching === null ? noting : tunnelling(origin, reaching, noting), allowH2: true});
}

/** The client certificate is for the platform, and not for the proxy. */
function reach(proxy: ProxyWay, {caps, tls: {ca, verify}}: HttpSettings): Reaching {
  const secure = proxy.url.startsWith('https:') ? {secureContext: contextOf({verify, ...(ca === undefined ? {} : {ca})})} : {};
  return {proxy, timeout: caps.headersMs, tls: {rejectUnauthorized: verify, ...secure}};
}

/**
 * Loaded when there is something to send, and by its files: the whole of undici brings fetch, caches and sockets, and takes three times as
 * long. Where another version keeps them elsewhere, it is the whole after all.
 */
async function loadPool(): Promise<Pick<typeof import('undici'), 'Pool' | 'buildConnector'>> {
  try {
    const [{default: Pool}, {default: buildConnector}] = await Promise.all([import('undici/lib/dispatcher/pool.js'), import('undici/lib/core/connect.js')]);
    return {Pool, buildConnector};
  } catch {
    return import('undici');
  }
}

/** The path goes out as it is written: normalising it would hide what a case wants to see handled. Null: no address. */
function split(url: string): {origin: string; path: string} | null {
  const parts = /^([a-z]+:\/\/[^/?#]*)([^#]*)/i.exec(url);
  const origin = originOf(url);
  if (parts === null || origin === null) return null;
  const written = parts[2] ?? '';
  if (!/^[\x21-\x7e]+$/.test(written)) {
    const {pathname, search} = new URL(url);
    return {origin, path: pathname + search};
  }
  return {origin, path: written.startsWith('/') ? written : `/${written}`};
}

function reasonText({reason}: AbortSignal): string {
  return reason instanceof Error ? reason.message : String(reason);
}
