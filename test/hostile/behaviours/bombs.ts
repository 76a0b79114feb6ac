import zlib from 'node:zlib';
import {undecided} from '../behaviour.ts';
import type {Behaviour} from '../behaviour.ts';
import {saying} from '../wire.ts';

const PIECE = Buffer.alloc(10 * 1024 * 1024);
const repeated = (piece: Buffer, end: Buffer = Buffer.alloc(0)): Buffer => Buffer.concat([...Array.from({length: 1000}, () => piece), end]);

// Members of gzip, frames of zstd and flushed blocks of deflate may follow one another: a thousand times ten megabytes, in less than the cap.
const {zstdCompressSync} = zlib as {zstdCompressSync?: (data: Buffer) => Buffer};
const BOMBS: Readonly<Record<string, Buffer>> = {
  gzip: repeated(zlib.gzipSync(PIECE, {level: 9})),
  deflate: repeated(zlib.deflateRawSync(PIECE, {level: 9, finishFlush: zlib.constants.Z_FULL_FLUSH}), Buffer.from([3, 0])),
  // A stream of brotli cannot be put together so; this one is twenty times the cap.
  br: zlib.brotliCompressSync(Buffer.alloc(200 * 1024 * 1024), {params: {[zlib.constants.BROTLI_PARAM_QUALITY]: 1}}),
  'gzip, gzip': zlib.gzipSync(repeated(zlib.gzipSync(PIECE))),
  ...(zstdCompressSync === undefined ? {} : {zstd: repeated(zstdCompressSync(PIECE))}),
};

export const behaviours: readonly Behaviour[] = Object.entries(BOMBS).map(([encoding, bomb]) => ({
  title: `answers with a bomb of ${encoding}`,
  start: saying(bomb, ['Content-Type: application/json', `Content-Encoding: ${encoding}`]),
  recorded: {kind: 'answer', bytes: 10 * 1024 * 1024, facts: ['decompressed-over-cap']},
  verdict: undecided('body-over-cap'),
}));
