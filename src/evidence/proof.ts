// One request with its answer, shown without the rest of the run: it leads to the root that the signed manifest names.

import {inputError} from '../error.ts';
import {readAttestations} from './attestations.ts';
import {readCanonical} from './canonical.ts';
import {answerOf, check} from './check.ts';
import type {Check, Verification} from './check.ts';
import {NO_ASSURANCE} from './assurance.ts';
import {entryText} from './entries.ts';
import type {Entry} from './entries.ts';
import type {PublicKey} from './keys.ts';
import {ATTESTATIONS, MANIFEST, parseManifest} from './manifest.ts';
import {leafHash, pathTo, rootFrom} from './merkle.ts';
import {checkSignatures} from './verify/signatures.ts';

export interface Proof {
  readonly format: 'mimcheck-proof/1';
  readonly entry: Entry;
  /** Its number among all, from 0. */
  readonly index: number;
  /** Hexadecimal, nearest first. */
  readonly path: readonly string[];
  /** The manifest of the bundle, to the letter: it says nothing of the other requests but how many there are. */
  readonly manifest: string;
  /** The signatures over the manifest, by file name. */
  readonly attestations: Readonly<Record<string, string>>;
}

/** The proof for one entry of a bundle. */
export function proofOf(entry: Entry, index: number, {leaves, files}: {readonly leaves: readonly Uint8Array[]; readonly files: ReadonlyMap<string, Uint8Array>}): Proof {
  const text = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString('utf8');
  const attestations = [...files].filter(([name]) => name.startsWith(ATTESTATIONS) && name.endsWith('.json'));
  return {
    format: 'mimcheck-proof/1', entry, index, path: pathTo(index, leaves).map((hash) => Buffer.from(hash).toString('hex')),
    manifest: text(files.get(MANIFEST)), attestations: Object.fromEntries(attestations.map(([name, bytes]) => [name, text(bytes)])),
  };
}

/** Reads a proof. Throws an `InputError` when the text is none. */
export function readProof(text: string, file: string): Proof {
  const value = readCanonical(text.trimEnd()) as Partial<Proof> | null;
  const whole = value?.format === 'mimcheck-proof/1' && typeof value.manifest === 'string' && typeof value.index === 'number' && Array.isArray(value.path)
    && value.path.every((one) => /^[0-9a-f]{64}$/.test(String(one))) && typeof value.entry === 'object' && typeof value.attestations === 'object'
    && Object.values(value.attestations).every((one) => typeof one === 'string');
  if (!whole) throw inputError(file, 'is no proof, or was altered', 'make one with mimcheck prove');
  return value as Proof;
}

/** Tells whether an entry was part of a run that somebody signed. Its verdict cannot be computed from it alone. */
export async function verifyProof(proof: Proof, {file, trust}: {readonly file: string; readonly trust: readonly PublicKey[]}): Promise<Verification> {
  const {exchanges, product, run} = parseManifest(proof.manifest, file);
  const files = new Map([[MANIFEST, proof.manifest], ...Object.entries(proof.attestations)].map(([name, text]) => [name ?? '', Buffer.from(text ?? '', 'utf8')]));
  const attestations = await readAttestations(files, trust);
  const root = rootFrom(leafHash(entryText(proof.entry)), {index: proof.index, size: exchanges.count, path: proof.path.map((one) => Buffer.from(one, 'hex'))});
  const {entry} = proof;
  const checks: readonly Check[] = [
    root?.toString('hex') === exchanges.root
      ? check('ok', 'proof-holds', {case: entry.case, step: entry.step + 1, number: proof.index + 1, of: exchanges.count, product: product.name, version: product.version, started: run.started})
      : check('altered', 'proof-broken', {}),
    ...checkSignatures(attestations),
  ];
  return {
    format: 'mimcheck-verification/1', answer: answerOf(checks), assurance: NO_ASSURANCE, about: null, checks,
    signatures: attestations.flatMap(({signed, trusted, name}) => (signed === null ? [] : [{role: signed.signer.role, name, key: signed.signer.kid, trusted, at: signed.at, kind: signed.kind}])),
  };
}
