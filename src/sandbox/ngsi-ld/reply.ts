// What another server on this machine has answered, read to a bound.

import type {IncomingMessage} from 'node:http';

/** An answer of another server. */
export interface Reply {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly text: string;
}

/** Reads an answer to its end. Rejects when it breaks off, or is longer than so many bytes. */
export async function readReply(incoming: IncomingMessage, limitBytes: number): Promise<Reply> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limitBytes) throw new Error('too large');
    chunks.push(chunk);
  }
  return {status: incoming.statusCode ?? 0, headers: incoming.headers, text: Buffer.concat(chunks).toString('utf8')};
}
