// What a signature says: an in-toto Statement v1 about one thing, named by its digest, with who says it and when.

import {sha256} from '../journal/digest.ts';
import type {JsonObject} from '../model.ts';
import {canonicalJson, readCanonical} from './canonical.ts';
import {isSealedBy, seal, textIn} from './envelope.ts';
import type {Envelope} from './envelope.ts';
import {publicHalf, publicKeyOf} from './keys.ts';
import type {PrivateKey, PublicKey} from './keys.ts';

const STATEMENT = 'https://in-toto.io/Statement/v1';

/** That a run was made and is handed in; that a run was repeated; that declarations were reviewed; that a buyer asks for a run. */
const KINDS = ['run', 'rerun', 'review', 'challenge'] as const;
export type Kind = (typeof KINDS)[number];

/** A statement whose signature is right, by the key that it names itself. Whether that key is to be trusted is another question. */
export interface Signed {
  readonly kind: Kind;
  readonly signer: PublicKey;
  /** ISO 8601 UTC, by the signer's clock. */
  readonly at: string;
  readonly content: JsonObject;
}

export interface Saying {
  readonly kind: Kind;
  /** What it is about: `manifest.json`. */
  readonly subject: string;
  readonly bytes: string | Uint8Array;
  readonly at: string;
  readonly content: JsonObject;
}

/** Says something about a thing and signs it. */
export function state({kind, subject, bytes, at, content}: Saying, key: PrivateKey): Envelope {
  return seal(canonicalJson({
    _type: STATEMENT,
    subject: [{name: subject, digest: {sha256: sha256(bytes)}}],
    predicateType: predicateType(kind),
    predicate: {signer: publicHalf(key), at, content},
  }), key);
}

/** What an envelope says about a thing: the statement, or in one word why it does not hold. */
export async function readStatement(value: unknown, bytes: string | Uint8Array): Promise<Signed | 'malformed' | 'forged' | 'other-subject'> {
  const text = textIn(value);
  const statement = text === null ? null : readCanonical(text);
  const predicate = statement?.['predicate'];
  if (statement?.['_type'] !== STATEMENT || !isRecord(predicate)) return 'malformed';
  const kind = KINDS.find((one) => predicateType(one) === statement['predicateType']);
  const signer = await publicKeyOf(predicate['signer']);
  const {at, content} = predicate;
  if (kind === undefined || signer === null || typeof at !== 'string' || Number.isNaN(Date.parse(at)) || !isRecord(content)) return 'malformed';
  if (!isSealedBy(value as Envelope, signer)) return 'forged';
  const [subject, ...more] = Array.isArray(statement['subject']) ? statement['subject'] as readonly unknown[] : [];
  const named = isRecord(subject) && isRecord(subject['digest']) ? subject['digest']['sha256'] : null;
  if (more.length > 0 || named !== sha256(bytes)) return 'other-subject';
  return {kind, signer, at, content: content as JsonObject};
}

function predicateType(kind: Kind): string {
  return `urn:mimcheck:${kind}:v1`;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
