// A buyer's challenge: a number that nobody could know before. Ids, values and samples of the run follow from it, so that no old recording answers it.

import {hkdfSync} from 'node:crypto';
import {inputError} from '../error.ts';
import {digest} from '../journal/digest.ts';
import type {Plan, Release, Selection} from '../model.ts';
import {canonicalJson} from './canonical.ts';
import type {Envelope} from './envelope.ts';
import type {PrivateKey} from './keys.ts';
import {readStatement, state} from './statement.ts';
import type {Signed} from './statement.ts';

export interface Challenge {
  readonly format: 'mimcheck-challenge/1';
  readonly tender: {
    /** As the tender calls itself. */
    readonly reference: string;
    /** Of the bytes of its file. */
    readonly digest: string;
  };
  /** 32 random bytes, base64url. */
  readonly nonce: string;
  /** What is to be run; null: every MIM that the target claims. */
  readonly scope: {readonly releases: readonly Release[]; readonly mims: readonly number[] | null};
  /** ISO 8601 UTC. */
  readonly notBefore: string;
  readonly notAfter: string;
}

/** A challenge as a file: readable, with the buyer's signature below. */
export interface SignedChallenge extends Challenge {
  readonly signature?: Envelope;
}

const HOW_LONG = /^(\d{1,4})([hd])$/;
const UNIT_MS = {h: 3_600_000, d: 86_400_000} as const;

/** Milliseconds in `30d` or `12h`. */
export function validity(text: string): number {
  const match = HOW_LONG.exec(text);
  const ms = match === null ? 0 : Number(match[1]) * UNIT_MS[match[2] as keyof typeof UNIT_MS];
  if (ms === 0) throw inputError('--valid', `'${text}' is no time`, 'write for example 30d or 12h');
  return ms;
}

/** The digest that a run, its start and its bundle name. The signature is no part of it. */
export function challengeDigest(challenge: Challenge): string {
  return digest(canonicalJson(bare(challenge)));
}

/** The same challenge with a buyer's signature. */
export function signChallenge(challenge: Challenge, {key, at}: {readonly key: PrivateKey; readonly at: string}): SignedChallenge {
  return {...bare(challenge), signature: state({kind: 'challenge', subject: 'challenge', bytes: canonicalJson(bare(challenge)), at, content: {}}, key)};
}

/** Who signed a challenge: null when nobody did, a word when the signature does not hold. */
export async function challengeSigner(challenge: SignedChallenge): Promise<Signed | null | string> {
  if (challenge.signature === undefined) return null;
  const signed = await readStatement(challenge.signature, canonicalJson(bare(challenge)));
  return typeof signed === 'string' || signed.kind === 'challenge' ? signed : 'malformed';
}

/**
 * The seed of a run that answers a challenge (HKDF, RFC 5869): whoever knows the nonce and the suites comes to the same, and nobody who does
 * not know the nonce.
 */
export function seedOf({nonce}: Challenge, suites: Plan['suites']): string {
  // Node takes no more than 1024 bytes here, and there may be hundreds of suites.
  const info = `mimcheck seed 1 ${digest(canonicalJson(suites.map((one) => one.digest)))}`;
  return Buffer.from(hkdfSync('sha256', Buffer.from(nonce, 'base64url'), Buffer.alloc(0), Buffer.from(info, 'utf8'), 16)).toString('hex');
}

/** What a challenge asks to be run. */
export function selectionFor({scope}: Challenge): Selection {
  return {releases: scope.releases, mims: scope.mims, suites: null, cases: null, readOnly: false};
}

/** The challenge in a file. Throws an `InputError` when it is none. */
export function readChallenge(text: string, file: string): SignedChallenge {
  let value: Partial<SignedChallenge> | null;
  try {
    value = JSON.parse(text) as Partial<SignedChallenge> | null;
  } catch {
    value = null;
  }
  const isTime = (one: unknown): boolean => typeof one === 'string' && !Number.isNaN(Date.parse(one));
  const whole = value?.format === 'mimcheck-challenge/1' && typeof value.tender?.reference === 'string' && typeof value.tender.digest === 'string'
    && typeof value.nonce === 'string' && Buffer.from(value.nonce, 'base64url').length === 32 && Buffer.from(value.nonce, 'base64url').toString('base64url') === value.nonce
    && Array.isArray(value.scope?.releases) && (value.scope.mims === null || Array.isArray(value.scope.mims)) && isTime(value.notBefore) && isTime(value.notAfter);
  if (!whole) throw inputError(file, 'is no challenge', 'the buyer makes one with mimcheck challenge');
  return value as SignedChallenge;
}

function bare({format, tender, nonce, scope, notBefore, notAfter}: Challenge): Challenge {
  return {
    format, tender: {reference: tender.reference, digest: tender.digest}, nonce,
    scope: {releases: scope.releases, mims: scope.mims}, notBefore, notAfter,
  };
}
