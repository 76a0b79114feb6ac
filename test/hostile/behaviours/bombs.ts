import zlib from 'node:zlib';
import type {Fact} from '../../../src/model.ts';
import {CAPS} from '../../../src/run/http.ts';
import {undecided} from '../behaviour.ts';
import type {Behaviour} from '../behaviour.ts';
import {saying} from '../wire.ts';

const PIECE = Buffer.alloc(10 * 1024 * 1024);
const repeated = (times: number, piece: Buffer, end: Buffer = Buffer.alloc(0)): Buffer => Buffer.concat([...Array.from({length: times}, () => piece), end]);

// Members of gzip, frames of zstd and flushed blocks of deflate may follow one another.
const MEMBER = zlib.gzipSync(PIECE, {level: 9});
const {zstdCompressSync} = zlib as {zstdCompressSync?: (data: Buffer) => Buffer};
const BOMBS: readonly (readonly [title: string, encoding: string, bomb: Buffer, fact: Fact])[] = [
  ['ten gigabytes in ten megabytes of gzip', 'gzip', repeated(1_000, MEMBER), 'body-over-cap'],
  ['four gigabytes in four megabytes of gzip', 'gzip', repeated(400, MEMBER), 'decompressed-over-cap'],
  ['four gigabytes in four megabytes of deflate', 'deflate', repeated(400, zlib.deflateRawSync(PIECE, {level: 9, finishFlush: zlib.constants.Z_FULL_FLUSH}), Buffer.from([3, 0])), 'decompressed-over-cap'],
  // A stream of brotli cannot be put together so; this one is fifty times the cap.
  ['two hundred megabytes of brotli', 'br', zlib.brotliCompressSync(Buffer.alloc(200 * 1024 * 1024), {params: {[zlib.constants.BROTLI_PARAM_QUALITY]: 1}}), 'decompressed-over-cap'],
  ['a hundred gigabytes of gzip within gzip', 'gzip, gzip', zlib.gzipSync(repeated(10_000, MEMBER)), 'decompressed-over-cap'],
  ...(zstdCompressSync === undefined ? [] : [['ten gigabytes of zstd', 'zstd', repeated(1_000, zstdCompressSync(PIECE)), 'decompressed-over-cap'] as const]),
];

export const behaviours: readonly Behaviour[] = BOMBS.map(([title, encoding, bomb, fact]) => ({
  title: `answers with ${title}`,
  start: saying(bomb, ['Content-Type: application/json', `Content-Encoding: ${encoding}`]),
  recorded: {kind: 'answer', bytes: CAPS.bodyBytes, facts: [fact]},
  verdict: undecided('body-over-cap'),
}));
