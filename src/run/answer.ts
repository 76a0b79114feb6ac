// Bytes that came back, as an answer that can be written down: decoded, capped, and with every oddity as a fact.

import {isUtf8} from 'node:buffer';
import type {Answer, Fact, HeaderField} from '../model.ts';
import {inflate} from './inflate.ts';

export interface RawAnswer {
  readonly status: number;
  readonly httpVersion: string;
  readonly headers: readonly HeaderField[];
  readonly body: Buffer;
  /** The body went on beyond the cap; its beginning is enough. */
  readonly overCap: boolean;
}

/** Of a body that is not taken at its word anyway, this much is kept as evidence, in bytes. */
export const KEPT_OVER_CAP = 64 * 1024;

/** Decodes content encodings and UTF-8. `cap` in bytes, after decompression. */
export async function toAnswer({status, httpVersion, headers, body, overCap}: RawAnswer, cap: number): Promise<Answer> {
  const facts: Fact[] = overCap ? ['body-over-cap'] : [];
  const encoding = headers.filter(([name]) => name.toLowerCase() === 'content-encoding').map(([, value]) => value).join(',');
  const inflated = overCap ? {body, fact: null} : await inflate(body, encoding, cap);
  if (inflated.fact !== null) facts.push(inflated.fact);
  const isCut = overCap || inflated.fact === 'decompressed-over-cap';
  const kept = isCut ? inflated.body.subarray(0, KEPT_OVER_CAP) : inflated.body;
  // A cut may fall into the middle of a character: then it says nothing.
  if (!isCut && !isUtf8(kept)) facts.push('invalid-utf8');
  return {kind: 'answer', status, httpVersion, headers, body: kept.toString('utf8'), bytes: isCut ? cap : kept.length, facts};
}

/** The first field of that name, letter case ignored. */
export function firstHeader(headers: readonly HeaderField[], name: string): string | undefined {
  return headers.find(([key]) => key.toLowerCase() === name)?.[1];
}
