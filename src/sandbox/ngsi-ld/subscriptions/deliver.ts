// Sends notifications over HTTP (clause 6.3.8). Only to this very machine: the sandbox never reaches out to a network.

import {request as plainRequest} from 'node:http';
import {request as secureRequest} from 'node:https';
import {isLoopback} from '../loopback.ts';

export interface Outgoing {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly timeoutMilliseconds: number;
  /** Gives up when the broker closes. */
  readonly signal: AbortSignal;
}

/** Sends one message; resolves with the status of the answer, or undefined when there was none. Never rejects. */
export type Deliver = (outgoing: Outgoing) => Promise<number | undefined>;

export const deliverOverHttp: Deliver = ({url, headers, body, timeoutMilliseconds, signal}) => {
  const target = new URL(url);
  if (!isLoopback(target.hostname)) return Promise.resolve(undefined);
  const send = target.protocol === 'https:' ? secureRequest : plainRequest;
  return new Promise((resolve) => {
    const outgoing = send(
      target,
      {
        method: 'POST',
        headers: {...headers, 'content-length': String(Buffer.byteLength(body))},
        agent: false,
        timeout: timeoutMilliseconds,
        signal,
      },
      (incoming) => {
        incoming.resume();
        incoming.on('error', () => resolve(undefined));
        incoming.on('end', () => resolve(incoming.statusCode));
      },
    );
    outgoing.on('timeout', () => outgoing.destroy());
    outgoing.on('error', () => resolve(undefined));
    outgoing.on('close', () => resolve(undefined));
    outgoing.end(body);
  });
};
