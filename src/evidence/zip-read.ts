// The only door to yauzl: reads a stranger's archive into memory. What mimcheck would not have written is refused, and nothing is ever unpacked.

import {promisify} from 'node:util';
import {inflateRaw} from 'node:zlib';
import {fromBufferPromise} from 'yauzl';
import type {Entry, ZipFile} from 'yauzl';
import {inputError} from '../error.ts';

export interface ZipLimits {
  readonly entries: number;
  /** Of all files together, unpacked. */
  readonly bytes: number;
  /** Names that a file may have; otherwise those that mimcheck itself would give. */
  readonly names?: RegExp;
}

/** Far above what a run comes to, far below what a machine cannot hold. */
const ZIP_LIMITS: ZipLimits = {entries: 4_000, bytes: 1024 * 1024 * 1024};

const STORED = 0;
const DEFLATED = 8;
const KIND_OF_FILE = 0o170000;
const PLAIN_FILE = 0o100000;
const LONGEST_NAME = 240;
/** Letters, digits and a few signs between single slashes; no part begins with a dot. */
const NAME = /^(?:[A-Za-z0-9_][A-Za-z0-9_.@+=,()-]*\/)*[A-Za-z0-9_][A-Za-z0-9_.@+=,()-]*$/;

/** The files of an archive by name. Throws an `InputError` that says why an archive is refused. */
export async function readZip(bytes: Uint8Array, file: string, limits: ZipLimits = ZIP_LIMITS): Promise<ReadonlyMap<string, Uint8Array>> {
  try {
    const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), {strictFileNames: true, autoClose: false});
    if (zip.entryCount > limits.entries) throw refuse(file, `holds ${zip.entryCount} files, more than ${limits.entries}`);
    return await readEntries(zip, file, limits);
  } catch (error) {
    if (error instanceof Error && error.name === 'InputError') throw error;
    throw refuse(file, `cannot be read as a zip archive: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function readEntries(zip: ZipFile, file: string, limits: ZipLimits): Promise<ReadonlyMap<string, Uint8Array>> {
  const entries: Entry[] = [];
  for await (const entry of zip.eachEntry()) {
    const wrong = whyRefused(entry, limits.names ?? NAME);
    if (wrong !== null) throw refuse(file, wrong);
    entries.push(entry);
  }
  const names = new Set(entries.map(({fileName}) => fileName.toLowerCase()));
  if (names.size !== entries.length) throw refuse(file, 'holds two files of one name');
  // What is announced is trusted only so far: it is an error when more comes.
  if (entries.reduce((sum, {uncompressedSize}) => sum + uncompressedSize, 0) > limits.bytes) throw refuse(file, `would unpack to more than ${limits.bytes} bytes`);
  return new Map(await Promise.all(entries.map(async (entry) => [entry.fileName, await content(zip, entry)] as const)));
}

function whyRefused({fileName, externalFileAttributes, compressionMethod, ...entry}: Entry, names: RegExp): string | null {
  if (fileName.length > LONGEST_NAME || !names.test(fileName)) return `holds a file of a name that is not allowed: ${JSON.stringify(fileName.slice(0, LONGEST_NAME))}`;
  const kind = (externalFileAttributes >>> 16) & KIND_OF_FILE;
  if (kind !== 0 && kind !== PLAIN_FILE) return `holds something that is no plain file: ${fileName}`;
  if ((entry.generalPurposeBitFlag & 1) !== 0) return `holds an encrypted file: ${fileName}`;
  if (compressionMethod !== STORED && compressionMethod !== DEFLATED) return `holds a file packed in an unusual way: ${fileName}`;
  return null;
}

async function content(zip: ZipFile, entry: Entry): Promise<Uint8Array> {
  const packed = entry.compressionMethod === DEFLATED;
  const pieces: Buffer[] = [];
  for await (const piece of await zip.openReadStreamPromise(entry, packed ? {decompress: false} : {})) pieces.push(piece as Buffer);
  return packed ? unpacked(Buffer.concat(pieces), entry.uncompressedSize) : Buffer.concat(pieces);
}

const inflated = promisify(inflateRaw);
/** Most files are unpacked in one go, off the main thread; what only says that it is huge gets no more room than this before it is. */
const LARGEST_CHUNK = 32 * 1024 * 1024;

/** Throws when what comes is more or less than was announced. */
async function unpacked(packed: Uint8Array, size: number): Promise<Uint8Array> {
  // One byte more than announced has room, so that one too many shows.
  const bytes = await inflated(packed, {chunkSize: Math.min(Math.max(size + 1, 64), LARGEST_CHUNK), maxOutputLength: size + 1}).catch((error: unknown) => {
    throw error instanceof RangeError ? tooMany(size) : error;
  });
  if (bytes.length > size) throw tooMany(size);
  if (bytes.length < size) throw new Error(`not enough bytes: ${size} were announced, and ${bytes.length} came`);
  return bytes;
}

function tooMany(size: number): Error {
  return new Error(`too many bytes: only ${size} were announced`);
}

function refuse(file: string, message: string): Error {
  return inputError(file, message, 'use the bundle as mimcheck wrote it');
}
