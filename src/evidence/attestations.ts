// Signatures in a bundle: each party's beside the others', added without changing what is signed.

import type {JsonObject} from '../model.ts';
import {canonicalJson, readCanonical} from './canonical.ts';
import type {PrivateKey, PublicKey} from './keys.ts';
import {ATTESTATIONS, MANIFEST} from './manifest.ts';
import {readStatement, state} from './statement.ts';
import type {Kind, Signed} from './statement.ts';

const SEALED = '.dsse.json';

export interface Attesting {
  readonly kind: Exclude<Kind, 'challenge'>;
  readonly content: JsonObject;
  readonly key: PrivateKey;
  /** ISO 8601 UTC. */
  readonly at: string;
}

/** The files of a bundle with one more signature; one of the same kind by the same key is replaced. */
export function attested(files: ReadonlyMap<string, Uint8Array>, {kind, content, key, at}: Attesting): ReadonlyMap<string, Uint8Array> {
  const envelope = state({kind, subject: MANIFEST, bytes: files.get(MANIFEST) ?? new Uint8Array(), at, content}, key);
  return new Map([...files, [fileOf(kind, key), Buffer.from(canonicalJson(envelope), 'utf8')]]);
}

/** A signature that was found in a bundle. */
export interface Attestation {
  readonly file: string;
  /** Null: it does not hold, and `wrong` says why. */
  readonly signed: Signed | null;
  readonly wrong: 'malformed' | 'forged' | 'other-subject' | null;
  /** The key is among those that the reader trusts, with the same role. */
  readonly trusted: boolean;
  /** As the reader knows the signer; as the signer says himself where the key is not trusted. */
  readonly name: string;
}

/** Every signature in a bundle, in the order of their names. */
export async function readAttestations(files: ReadonlyMap<string, Uint8Array>, trust: readonly PublicKey[]): Promise<readonly Attestation[]> {
  const manifest = files.get(MANIFEST) ?? new Uint8Array();
  const names = [...files.keys()].filter((name) => name.startsWith(ATTESTATIONS) && name.endsWith(SEALED)).sort();
  return Promise.all(names.map((file) => readAttestation({file, text: Buffer.from(files.get(file) ?? []).toString('utf8'), manifest}, trust)));
}

/** One signature over a manifest. */
async function readAttestation(
  {file, text, manifest}: {readonly file: string; readonly text: string; readonly manifest: string | Uint8Array},
  trust: readonly PublicKey[],
): Promise<Attestation> {
  const signed = await readStatement(readCanonical(text), manifest);
  if (typeof signed === 'string') return {file, signed: null, wrong: signed, trusted: false, name: ''};
  const {kind, signer} = signed;
  if (kind === 'challenge' || fileOf(kind, signer) !== file) return {file, signed: null, wrong: 'malformed', trusted: false, name: ''};
  const known = trust.find(({kid, role}) => kid === signer.kid && role === signer.role);
  return {file, signed, wrong: null, trusted: known !== undefined, name: known?.name ?? signer.name};
}

function fileOf(kind: Kind, {kid, role}: PublicKey): string {
  return `${ATTESTATIONS}${role}-${kind}-${Buffer.from(kid, 'base64url').toString('hex').slice(0, 16)}${SEALED}`;
}
