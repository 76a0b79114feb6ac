import {once} from 'node:events';
import zlib from 'node:zlib';
import {expect} from 'vitest';
import type {Fact} from '../../../src/model.ts';
import {CAPS} from '../../../src/run/http.ts';
import {undecided} from '../behaviour.ts';
import type {Behaviour} from '../behaviour.ts';
import {saying} from '../wire.ts';

const PIECE = Buffer.alloc(10 * 1024 * 1024);
const repeated = (times: number, piece: Buffer, end: Buffer = Buffer.alloc(0)): Buffer => Buffer.concat([...Array.from({length: times}, () => piece), end]);

// Members of gzip and flushed blocks of deflate may follow one another; neither packs ten gigabytes into what we read of a body.
const MEMBER = zlib.gzipSync(PIECE, {level: 9});
const BLOCK = zlib.deflateRawSync(PIECE, {level: 9, finishFlush: zlib.constants.Z_FULL_FLUSH});

/** A stream of which the part for so many zeros, once it repeats, stands there as often as is wanted. */
async function brotli(times: number): Promise<Buffer> {
  const stream = zlib.createBrotliCompress({params: {[zlib.constants.BROTLI_PARAM_QUALITY]: 5, [zlib.constants.BROTLI_PARAM_LGWIN]: 16}});
  let part: Buffer[] = [];
  stream.on('data', (data: Buffer) => part.push(data));
  const taken = (): Buffer => {
    const whole = Buffer.concat(part);
    part = [];
    return whole;
  };
  const packed = async (): Promise<Buffer> => {
    stream.write(PIECE);
    await new Promise<void>((done) => { stream.flush(zlib.constants.BROTLI_OPERATION_FLUSH, done); });
    return taken();
  };
  const [first, again] = [await packed(), await packed()];
  stream.end();
  await once(stream, 'end');
  return Buffer.concat([first, repeated(times - 1, again), taken()]);
}

/** A frame of blocks (RFC 8878, 3.1.1) each of which says: the byte 0, 131,072 times. */
function zstd(times: number): Buffer {
  const block = (last: 0 | 1): Buffer => {
    const head = Buffer.alloc(4);
    head.writeUIntLE((128 * 1024 * 8) + 2 + last, 0, 3);
    return head;
  };
  return Buffer.concat([Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x38]), repeated(times - 1, block(0)), block(1)]);
}

const BOMBS: readonly (readonly [title: string, encoding: string, bomb: Buffer, fact: Fact])[] = [
  ['ten gigabytes in ten megabytes of gzip', 'gzip', repeated(1_024, MEMBER), 'body-over-cap'],
  ['four gigabytes in four megabytes of gzip', 'gzip', repeated(400, MEMBER), 'decompressed-over-cap'],
  ['ten gigabytes in ten megabytes of deflate', 'deflate', repeated(1_024, BLOCK, Buffer.from([3, 0])), 'body-over-cap'],
  ['four gigabytes in four megabytes of deflate', 'deflate', repeated(400, BLOCK, Buffer.from([3, 0])), 'decompressed-over-cap'],
  ['ten gigabytes in a megabyte of brotli', 'br', await brotli(1_024), 'decompressed-over-cap'],
  ['a hundred gigabytes of gzip within gzip', 'gzip, gzip', zlib.gzipSync(repeated(10_240, MEMBER)), 'decompressed-over-cap'],
];

const packed = (bomb: Buffer, encoding: string): Behaviour['start'] => saying(bomb, ['Content-Type: application/json', `Content-Encoding: ${encoding}`]);
const KNOWS_ZSTD = 'createZstdDecompress' in zlib;

export const behaviours: readonly Behaviour[] = [
  ...BOMBS.map(([title, encoding, bomb, fact]) => ({
    title: `answers with ${title}`,
    start: packed(bomb, encoding),
    recorded: {kind: 'answer', bytes: CAPS.bodyBytes, facts: [fact]},
    verdict: undecided('body-over-cap'),
  })),
  KNOWS_ZSTD
    ? {
        title: 'answers with ten gigabytes in a third of a megabyte of zstd',
        start: packed(zstd(80 * 1_024), 'zstd'),
        recorded: {kind: 'answer', bytes: CAPS.bodyBytes, facts: ['decompressed-over-cap']},
        verdict: undecided('body-over-cap'),
      }
    : {
        title: 'answers with ten gigabytes of zstd, which this version of Node cannot read',
        start: packed(zstd(80 * 1_024), 'zstd'),
        recorded: {kind: 'answer', facts: expect.arrayContaining(['unsupported-encoding'])},
        verdict: undecided('body-encoding'),
      },
];
