// The way through a forward proxy. What the proxy itself answers was not done by the platform, so it is silence, and never an answer of the record.

import type {Socket} from 'node:net';
import type {ConnectionOptions} from 'node:tls';
import type {Dispatcher, Pool as UndiciPool, buildConnector as Connector} from 'undici';
import type {Redactor} from '../journal/redact.ts';
import type {Answer, ProxySettings, Silence} from '../model.ts';
import {firstHeader} from './answer.ts';
import type {ResolveSecret} from './known-secrets.ts';

/** A proxy whose password was found. */
export interface ProxyWay {
  readonly url: string;
  readonly login?: {readonly user: string; readonly password: string};
}

/** Where a request is dispatched to. */
export interface Way {
  readonly dispatch: (options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler) => void;
  readonly destroy: () => Promise<void>;
}

/** How the proxy itself is reached. */
export interface Reaching {
  readonly proxy: ProxyWay;
  readonly timeout: number;
  /** Whom to trust, where the proxy speaks TLS. */
  readonly tls: Pick<ConnectionOptions, 'rejectUnauthorized' | 'secureContext'>;
}

// 407 is what the standard has; tinyproxy says 401 to a wrong password.
const REFUSES_WHO: ReadonlySet<number> = new Set([401, 407]);

/** Looks the password up, and keeps what is made of it out of everything that is written. */
export function resolveProxy({url, auth}: ProxySettings, {resolve, redactor}: {resolve: ResolveSecret; redactor: Redactor}): ProxyWay {
  if (auth === undefined) return {url};
  const login = {user: auth.user, password: resolve(auth.password, 'proxy.password')};
  redactor.add({name: 'proxy', value: encoded(login)});
  return {url, login};
}

/** Connections to a platform with https go through a tunnel (RFC 9110, 9.3.6). */
export function tunnelling(origin: string, reaching: Reaching, connector: Connector.connector): Connector.connector {
  const {host, port} = new URL(origin);
  const authority = port === '' ? `${host}:443` : host;
  return (options, callback) => {
    openTunnel(authority, reaching).then((httpSocket) => connector({...options, httpSocket}, callback), (error: Error) => callback(error, null));
  };
}

async function openTunnel(authority: string, {proxy, timeout, tls}: Reaching): Promise<Socket> {
  const {protocol, hostname, port} = new URL(proxy.url);
  const secure = protocol === 'https:';
  const {request} = await (secure ? import('node:https') : import('node:http'));
  const headers = {Host: authority, ...Object.fromEntries(loginField(proxy))};
  return new Promise((resolve, reject) => {
    const asked = request({...tls, host: hostname.replace(/^\[(.*)\]$/, '$1'), port: port || (secure ? 443 : 80), agent: false, method: 'CONNECT', path: authority, headers});
    const late = setTimeout(() => asked.destroy(failure('ETIMEDOUT', `no tunnel to ${authority} within ${timeout} ms`)), timeout);
    asked.once('connect', ({statusCode = 0, statusMessage = ''}, socket: Socket, head) => {
      clearTimeout(late);
      if (statusCode >= 200 && statusCode < 300) {
        if (head.length > 0) socket.unshift(head);
        return resolve(socket);
      }
      socket.destroy();
      reject(REFUSES_WHO.has(statusCode) ? failure('PROXY_AUTH', wanting(proxy, statusCode)) : failure('PROXY_REFUSED', `${named(proxy)} opens no tunnel to ${authority}: ${statusCode} ${statusMessage}`.trimEnd()));
    });
    asked.once('error', (error) => {
      clearTimeout(late);
      reject(ofProxy(proxy, error));
    });
    asked.end();
  });
}

/** Requests to a platform with http go to the proxy with the whole address in them (RFC 9112, 3.2.2). */
export function forwarding(origin: string, {proxy}: Reaching, openPool: (origin: string) => UndiciPool): Way {
  const pool = openPool(new URL(proxy.url).origin);
  const {host} = new URL(origin);
  return {
    dispatch: (options, handler) => {
      const headers = options.headers as readonly string[];
      const hasHost = headers.some((name, index) => index % 2 === 0 && name.toLowerCase() === 'host');
      pool.dispatch({...options, path: `${origin}${options.path}`, headers: [...(hasHost ? [] : ['Host', host]), ...headers, ...loginField(proxy).flat()]}, handler);
    },
    destroy: () => pool.destroy(),
  };
}

/** A connector that says so when it is the proxy that cannot be reached. */
export function naming({proxy}: Reaching, connector: Connector.connector): Connector.connector {
  return (options, callback) => connector(options, (...[error, socket]) => (error === null ? callback(null, socket) : callback(ofProxy(proxy, error), null)));
}

/** Whether it was the proxy that answered what was meant for the platform: 407, or an error that bears the mark of a proxy (RFC 9209 and older ones). */
export function answerOfProxy({status, headers}: Answer, proxy: ProxyWay): Silence | null {
  if (status === 407) return {kind: 'silence', reason: 'auth', detail: wanting(proxy, status)};
  if (status < 400) return null;
  const squid = firstHeader(headers, 'x-squid-error');
  const told = firstHeader(headers, 'proxy-status') ?? '';
  const mark = squid ?? (/;\s*error\s*=/.test(told) ? told : null) ?? (/^tinyproxy\b/.test(firstHeader(headers, 'server') ?? '') ? 'tinyproxy' : null);
  if (mark === null) return null;
  if (REFUSES_WHO.has(status)) return {kind: 'silence', reason: 'auth', detail: wanting(proxy, status)};
  return {kind: 'silence', reason: 'refused', detail: `${named(proxy)} answers ${status} itself: ${mark}`};
}

function loginField({login}: ProxyWay): readonly (readonly [string, string])[] {
  return login === undefined ? [] : [['Proxy-Authorization', `Basic ${encoded(login)}`]];
}

function encoded({user, password}: NonNullable<ProxyWay['login']>): string {
  return Buffer.from(`${user}:${password}`, 'utf8').toString('base64');
}

function wanting(proxy: ProxyWay, status: number): string {
  return `${named(proxy)} wants ${proxy.login === undefined ? 'credentials' : 'other credentials'} (${status})`;
}

const named = ({url}: ProxyWay): string => `the proxy ${new URL(url).host}`;

function ofProxy(proxy: ProxyWay, error: NodeJS.ErrnoException): Error {
  return failure(error.code ?? 'PROXY_REFUSED', `${named(proxy)}: ${error.message}`);
}

function failure(code: string, message: string): Error {
  return Object.assign(new Error(message), {code});
}
