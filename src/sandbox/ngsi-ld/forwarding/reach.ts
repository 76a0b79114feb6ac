// Asks a context source over HTTP. Only on this very machine: the sandbox never reaches out to a network.

import {request as plainRequest} from 'node:http';
import {request as secureRequest} from 'node:https';
import {readReply, type Reply} from '../reply.ts';
import {isLoopback} from '../loopback.ts';

const LIMIT_BYTES = 16 * 1024 * 1024;

/** A request to a context source. */
export interface Errand {
  readonly method: string;
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly timeoutMs: number;
}

/** Asks one source; resolves with `late` when nothing came in time, with `unreachable` when nothing can come. Never rejects. */
export type Reach = (errand: Errand) => Promise<Reply | 'late' | 'unreachable'>;

/** The real thing. */
export const reachOverHttp: Reach = ({method, url, headers, body, timeoutMs}) => {
  const target = new URL(url);
  if (!isLoopback(target.hostname)) return Promise.resolve('unreachable');
  const send = target.protocol === 'https:' ? secureRequest : plainRequest;
  return new Promise<Reply | 'late' | 'unreachable'>((resolve) => {
    const length = body === undefined ? {} : {'content-length': String(Buffer.byteLength(body))};
    let begun = false;
    const outgoing = send(target, {method, headers: {...headers, ...length}, agent: false}, (incoming) => {
      begun = true;
      readReply(incoming, LIMIT_BYTES).then(resolve, () => resolve('unreachable'));
    });
    // Not the socket's own timeout, which starts anew with every byte.
    const timer = setTimeout(() => {
      resolve('late');
      outgoing.destroy();
    }, timeoutMs);
    outgoing.on('error', () => resolve('unreachable'));
    outgoing.on('close', () => {
      clearTimeout(timer);
      // An answer that has begun may still be read.
      if (!begun) resolve('unreachable');
    });
    outgoing.end(body);
    // A header that cannot be sent.
  }).catch(() => 'unreachable');
};
