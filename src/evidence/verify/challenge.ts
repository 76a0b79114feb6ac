// Does the run answer the buyer's challenge, and no other?

import {digest, stableJson} from '../../journal/digest.ts';
import type {JournalHeader} from '../../model.ts';
import {challengeDigest, challengeSigner, readChallenge, seedOf, selectionFor} from '../challenge.ts';
import type {SignedChallenge} from '../challenge.ts';
import {check} from '../check.ts';
import type {Check} from '../check.ts';
import type {PublicKey} from '../keys.ts';
import {readStarts, startDigest} from '../start.ts';

export interface ChallengeInput {
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly header: JournalHeader;
  /** When the run was gone on with. */
  readonly resumed: readonly string[];
  /** The one that the reader holds in his hand. */
  readonly held: SignedChallenge | null;
  readonly trust: readonly PublicKey[];
  /** The tender that the reader holds in his hand. */
  readonly tender: {readonly reference: string; readonly bytes: Uint8Array} | null;
}

/** Holds a record against its challenge. */
export async function checkChallenge({files, header, resumed, held, trust, tender}: ChallengeInput): Promise<readonly Check[]> {
  if (header.challenge === undefined) {
    if (held !== null || tender !== null) return [check('altered', 'challenge-wanted')];
    return [check('note', 'challenge-none')];
  }
  const challenge = fromBundle(files);
  if (challenge === null || challengeDigest(challenge) !== header.challenge.digest) return [check('altered', 'challenge-broken')];
  if (held !== null && challengeDigest(held) !== header.challenge.digest) return [check('altered', 'challenge-other', {tender: challenge.tender.reference})];
  return [
    await checkSource(challenge, held, trust),
    ...checkAnswer(challenge, header, resumed),
    ...checkStarts(files, header),
    ...(tender === null ? [] : [checkTender(challenge, tender)]),
  ];
}

function fromBundle(files: ReadonlyMap<string, Uint8Array>): SignedChallenge | null {
  try {
    return readChallenge(Buffer.from(files.get('challenge.json') ?? []).toString('utf8'), 'challenge.json');
  } catch {
    return null;
  }
}

/** Whose challenge it is: the reader's own, or one that a buyer whom he trusts has signed. */
async function checkSource(challenge: SignedChallenge, held: SignedChallenge | null, trust: readonly PublicKey[]): Promise<Check> {
  const {tender: {reference}, notBefore, notAfter} = challenge;
  if (held !== null) return check('ok', 'challenge-held', {tender: reference, from: notBefore, until: notAfter});
  const signer = await challengeSigner(challenge);
  if (typeof signer === 'string') return check('altered', 'challenge-broken');
  const known = trust.find(({kid, role}) => kid === signer?.signer.kid && role === 'buyer' && signer.signer.role === 'buyer');
  if (known === undefined) return check('note', 'challenge-stranger', {tender: reference});
  return check('ok', 'challenge-trusted', {tender: reference, from: notBefore, until: notAfter, name: known.name});
}

function checkAnswer(challenge: SignedChallenge, {seed, suites, started, selection}: JournalHeader, resumed: readonly string[]): readonly Check[] {
  // To go on with a run is to begin again.
  const late = [started, ...resumed].find((one) => !(Date.parse(one) >= Date.parse(challenge.notBefore) && Date.parse(one) <= Date.parse(challenge.notAfter)));
  return [
    ...(seed === seedOf(challenge, suites) ? [] : [check('altered', 'challenge-seed')]),
    ...(stableJson(selection) === stableJson(selectionFor(challenge)) ? [] : [check('altered', 'challenge-scope')]),
    ...(late === undefined ? [] : [check('altered', 'challenge-late', {started: late, from: challenge.notBefore, until: challenge.notAfter})]),
  ];
}

function checkStarts(files: ReadonlyMap<string, Uint8Array>, {challenge, planDigest, target}: JournalHeader): readonly Check[] {
  const starts = readStarts(Buffer.from(files.get('starts.jsonl') ?? []).toString('utf8'));
  const own = starts?.[(challenge?.attempt ?? 0) - 1];
  // Two products that claim the same have the same plan.
  const product = stableJson({name: target.product, version: target.version, vendor: target.vendor});
  if (starts === null || own === undefined || own.planDigest !== planDigest || own.challenge !== challenge?.digest || stableJson(own.product) !== product) return [check('altered', 'starts-broken')];
  return [check('note', 'attempt', {attempt: own.attempt, of: starts.length, start: startDigest(own)})];
}

function checkTender({tender: asked}: SignedChallenge, tender: NonNullable<ChallengeInput['tender']>): Check {
  const same = asked.digest === digest(tender.bytes) && asked.reference === tender.reference;
  return same ? check('ok', 'tender-same', {tender: asked.reference}) : check('altered', 'tender-other', {tender: asked.reference, held: tender.reference});
}
