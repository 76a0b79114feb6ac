// Takes in one answer under caps of size and time, and settles once, whatever happens afterwards.

import {isUtf8} from 'node:buffer';
import type {Dispatcher} from 'undici';
import type {HeaderField, Silence} from '../model.ts';
import {KEPT_OVER_CAP} from './answer.ts';
import type {RawAnswer} from './answer.ts';
import type {Caps} from './http.ts';
import {silenceFrom} from './silence.ts';

export interface Received {
  readonly outcome: RawAnswer | Silence;
  /** When the request went out; null: it never did. */
  readonly started: number | null;
}

export interface Receiver {
  readonly handler: Dispatcher.DispatchHandler;
  readonly done: Promise<Received>;
  /** Ends it from our side. */
  readonly abort: (reason: string) => void;
  readonly fail: (error: unknown) => void;
}

export interface ReceiverOptions {
  readonly caps: Caps;
  readonly elapsed: () => number;
  /** Asked when the header is there. */
  readonly httpVersion: () => string;
}

/** Makes a handler for one dispatch. Its clocks start when the request leaves, so waiting for a free connection does not count. */
export function createReceiver({caps, elapsed, httpVersion}: ReceiverOptions): Receiver {
  let controller: Dispatcher.DispatchController | null = null;
  let started: number | null = null;
  let head: {status: number; headers: readonly HeaderField[]} | null = null;
  let bytes = 0;
  let settled = false;
  let headersTimer: NodeJS.Timeout | undefined;
  let exchangeTimer: NodeJS.Timeout | undefined;
  const chunks: Buffer[] = [];
  let resolve: (received: Received) => void = () => undefined;
  const done = new Promise<Received>((settle) => { resolve = settle; });

  const end = (outcome: RawAnswer | Silence): void => {
    if (settled) return;
    settled = true;
    clearTimeout(headersTimer);
    clearTimeout(exchangeTimer);
    resolve({outcome, started});
    chunks.length = 0;
  };
  const give = (outcome: RawAnswer | Silence): void => {
    end(outcome);
    controller?.abort(new Error('the exchange is over'));
  };
  const late = (ms: number): void => give({
    kind: 'silence',
    reason: 'timeout',
    detail: head === null
      ? `no answer within ${ms} ms`
      : `the answer (status ${head.status}) was not complete within ${ms} ms, ${bytes} bytes of the body had come`,
  });
  const answer = (overCap: boolean): RawAnswer =>
    ({
      status: head?.status ?? 0,
      headers: head?.headers ?? [],
      httpVersion: httpVersion(),
      body: overCap ? Buffer.concat(chunks, Math.min(KEPT_OVER_CAP, caps.bodyBytes)) : Buffer.concat(chunks),
      overCap,
    });
  const fail = (error: unknown): void => end(silenceFrom(error, {started: started !== null, status: head?.status ?? null, bytes}));

  const handler: Dispatcher.DispatchHandler = {
    onRequestStart: (given) => {
      controller = given;
      if (settled) return given.abort(new Error('the exchange is over'));
      started = elapsed();
      headersTimer = setTimeout(late, caps.headersMs, caps.headersMs);
      exchangeTimer = setTimeout(late, caps.exchangeMs, caps.exchangeMs);
    },
    onResponseStart: (given, status) => {
      if (status < 200) return;
      clearTimeout(headersTimer);
      const headers = fields(given.rawHeaders);
      head = {status, headers};
      // HTTP/2 sessions do not know the cap.
      const size = headers.reduce((sum, [name, value]) => sum + name.length + value.length + 4, 0);
      if (size > caps.headerBytes) give(
        {kind: 'silence', reason: 'header-cap', detail: `a header of ${size} bytes, of which ${caps.headerBytes} are read`},
      );
    },
    onResponseData: (_, chunk) => {
      if (settled) return;
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes > caps.bodyBytes) give(answer(true));
    },
    onResponseEnd: () => end(answer(false)),
    onResponseError: (_, error) => fail(error),
  };
  return {handler, done, fail, abort: (reason) => give({kind: 'silence', reason: 'aborted', detail: reason})};
}

/** Fields as they came, in order. Header values are bytes (RFC 9110, 5.5): what is UTF-8 is read so, the rest as Latin-1. */
function fields(raw: Dispatcher.DispatchController['rawHeaders']): readonly HeaderField[] {
  if (!Array.isArray(raw)) return [];
  const texts = raw.map((part: Buffer | string) => (typeof part === 'string' ? part : part.toString(isUtf8(part) ? 'utf8' : 'latin1')));
  return Array.from({length: texts.length / 2}, (_, i): HeaderField => [texts[2 * i] ?? '', texts[2 * i + 1] ?? '']);
}
