// Undoes Content-Encoding (RFC 9110, 8.4) under a cap: a small body that unfolds into a huge one is cut off, not unfolded.

import zlib from 'node:zlib';
import type {Transform} from 'node:stream';
import type {Fact} from '../model.ts';

export interface Inflated {
  readonly body: Buffer;
  /** What went wrong, or null. */
  readonly fact: Fact | null;
}

// More encodings on top of each other than this are no service to anyone.
const MOST_LAYERS = 3;
const MOST_OF_A_BOMB = 64 * 1024;
/** Registered with IANA, and not read here. Requests name no encodings, so a platform may use them (RFC 9110, 12.5.3). */
const OTHERS: ReadonlySet<string> = new Set(['aes128gcm', 'compress', 'x-compress', 'dcb', 'dcz', 'exi', 'pack200-gzip']);

/** Decodes a whole body. `encoding` is the header's value; of one that grows beyond `cap` bytes the beginning is kept. */
export async function inflate(body: Buffer, encoding: string, cap: number): Promise<Inflated> {
  const layers = encoding.split(',').map((name) => name.trim().toLowerCase()).filter((name) => name !== '' && name !== 'identity');
  if (body.length === 0 || layers.length === 0) return {body, fact: null};
  if (layers.length > MOST_LAYERS) return {body, fact: 'unsupported-encoding'};
  let current: Inflated = {body, fact: null};
  for (const layer of layers.reverse()) {
    const stream = decoder(layer, current.body);
    if (typeof stream === 'string') return {body: current.body, fact: stream};
    current = await drain(stream, current.body, cap);
    if (current.fact !== null) return current;
  }
  return current;
}

function decoder(name: string, body: Buffer): Transform | Fact {
  switch (name) {
    case 'gzip':
    case 'x-gzip': return zlib.createGunzip();
    case 'br': return zlib.createBrotliDecompress();
    // Some servers send raw deflate data without the zlib wrapper that RFC 9110 asks for.
    case 'deflate': return ((body[0] ?? 0) & 0x0f) === 8 ? zlib.createInflate() : zlib.createInflateRaw();
    case 'zstd': return zstd();
    default: return OTHERS.has(name) ? 'unsupported-encoding' : 'unknown-encoding';
  }
}

/** Only newer Node versions know it (22.15): on an older one that is our lack, not the platform's mistake. */
function zstd(): Transform | Fact {
  const {createZstdDecompress} = zlib as {createZstdDecompress?: () => Transform};
  return createZstdDecompress?.() ?? 'unsupported-encoding';
}

function drain(stream: Transform, input: Buffer, cap: number): Promise<Inflated> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const end = (fact: Fact | null): void => {
      resolve({body: Buffer.concat(chunks, fact === 'decompressed-over-cap' ? Math.min(cap, MOST_OF_A_BOMB) : length), fact});
      chunks.length = 0;
      stream.destroy();
    };
    stream.on('data', (chunk: Buffer) => {
      if (length > cap) return;
      chunks.push(chunk);
      length += chunk.length;
      if (length > cap) end('decompressed-over-cap');
    });
    stream.once('end', () => end(null));
    stream.on('error', () => end('broken-encoding'));
    stream.end(input);
  });
}
