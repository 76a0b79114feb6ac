// What a bundle says of itself: the digest of every file in it, and what it is about. What is signed is the digest of this.

import {inputError} from '../error.ts';
import {digest} from '../journal/digest.ts';
import type {JournalHeader, Plan} from '../model.ts';
import {canonicalJson, readCanonical} from './canonical.ts';

export const MANIFEST = 'manifest.json';
/** What is added to a bundle after it was made, without changing what is signed. */
export const ATTESTATIONS = 'attestations/';

export interface Manifest {
  readonly format: 'mimcheck-bundle/1';
  /** What packed it. */
  readonly tool: JournalHeader['tool'];
  /** Language of the documents. */
  readonly language: string;
  readonly product: {readonly name: string; readonly version: string; readonly vendor: string};
  readonly run: {
    readonly id: string;
    /** ISO 8601 UTC, by the clock of who ran it. */
    readonly started: string;
    readonly planDigest: string;
    /** Which attempt at its challenge, from 1; null without a challenge. */
    readonly attempt: number | null;
  };
  readonly suites: Plan['suites'];
  /** Digest of the challenge that it answers. */
  readonly challenge: string | null;
  /** The tree over everything that was sent and received. */
  readonly exchanges: {readonly root: string; readonly count: number};
  /** Of the secrets that were kept out: how many were committed to, and how many verdicts could not be reached for want of them. */
  readonly withheld: {readonly commitments: number; readonly notReevaluable: number};
  /** By name, without this one and without attestations. */
  readonly files: Readonly<Record<string, {readonly bytes: number; readonly digest: string}>>;
}

/** The files of a bundle with their manifest. */
export function withManifest(files: ReadonlyMap<string, Uint8Array>, about: Omit<Manifest, 'format' | 'files'>): ReadonlyMap<string, Uint8Array> {
  const listed = [...files].map(([name, bytes]) => [name, {bytes: bytes.length, digest: digest(bytes)}] as const);
  const manifest: Manifest = {format: 'mimcheck-bundle/1', ...about, files: Object.fromEntries(listed)};
  return new Map([...files, [MANIFEST, Buffer.from(canonicalJson(manifest), 'utf8')]]);
}

/** The manifest among the files of a bundle. Throws an `InputError` when there is none, or none that mimcheck wrote. */
export function readManifest(files: ReadonlyMap<string, Uint8Array>, file: string): Manifest {
  const bytes = files.get(MANIFEST);
  if (bytes === undefined) throw inputError(file, 'holds no manifest.json, so it is no bundle', 'make one with mimcheck bundle');
  return parseManifest(Buffer.from(bytes).toString('utf8'), file);
}

/** The manifest in a text. */
export function parseManifest(text: string, file: string): Manifest {
  const value = readCanonical(text);
  if (value?.['format'] !== 'mimcheck-bundle/1' || !hasShape(value)) {
    throw inputError(`${file}/${MANIFEST}`, 'is not as mimcheck writes it', 'use the bundle as mimcheck wrote it, or the version of mimcheck that made it');
  }
  return value as unknown as Manifest;
}

function hasShape(value: Readonly<Record<string, unknown>>): boolean {
  const isRecord = (one: unknown): one is Readonly<Record<string, unknown>> => one !== null && typeof one === 'object' && !Array.isArray(one);
  const {files, run, exchanges, product, tool, suites, withheld, challenge} = value;
  return isRecord(files) && Object.values(files).every((one) => isRecord(one) && typeof one['digest'] === 'string' && typeof one['bytes'] === 'number')
    && isRecord(run) && typeof run['planDigest'] === 'string' && typeof run['id'] === 'string' && typeof run['started'] === 'string'
    && isRecord(exchanges) && typeof exchanges['root'] === 'string' && typeof exchanges['count'] === 'number'
    && isRecord(product) && isRecord(tool) && isRecord(withheld) && Array.isArray(suites) && (challenge === null || typeof challenge === 'string');
}
