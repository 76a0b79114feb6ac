// Is a bundle what it claims to be? Nothing in it is believed that can be computed again. Pure: no clock, no network, no files.

import type {Certificate} from 'pkijs';
import {InputError} from '../error.ts';
import {NO_ASSURANCE, assuranceOf, attestedIn} from './assurance.ts';
import {readAttestations} from './attestations.ts';
import type {Attestation} from './attestations.ts';
import type {SignedChallenge} from './challenge.ts';
import {answerOf, check} from './check.ts';
import type {About, Check, Verification} from './check.ts';
import {opens} from './commitment.ts';
import type {Disclosure} from './commitment.ts';
import type {PublicKey} from './keys.ts';
import {readManifest} from './manifest.ts';
import type {Manifest} from './manifest.ts';
import {checkChallenge} from './verify/challenge.ts';
import type {ChallengeInput} from './verify/challenge.ts';
import {checkFiles} from './verify/files.ts';
import {checkDerived, checkEvidence, checkRecord} from './verify/record.ts';
import type {Examined} from './verify/record.ts';
import {checkSignatures} from './verify/signatures.ts';
import {checkTime} from './verify/time.ts';
import {checkSuites} from './verify/suites.ts';
import type {Installed} from './verify/suites.ts';

export interface Verifying {
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** As complaints name it. */
  readonly file: string;
  readonly installed: Installed;
  /** Judges a journal again. Throws an `InputError` when it is not as it was written. */
  readonly examine: (journal: Uint8Array, known: {readonly language: string; readonly plan?: Uint8Array | undefined}) => Promise<Examined>;
  /** Whom the reader trusts. */
  readonly trust: readonly PublicKey[];
  /** Certificates of time-stamping authorities that he trusts. */
  readonly authorities: readonly Certificate[];
  readonly challenge: SignedChallenge | null;
  readonly tender: ChallengeInput['tender'];
  /** What the vendor shows of what was kept out. */
  readonly disclosures?: readonly Disclosure[];
}

/** Verifies a bundle that could be opened. */
export async function verify(given: Verifying): Promise<Verification> {
  const {files, trust} = given;
  const attestations = await readAttestations(files, trust);
  const opened = attempt(() => readManifest(files, given.file));
  if (typeof opened === 'string') return conclude({attestations, checks: [check('altered', 'archive-refused', {why: opened})], examined: null});
  const outside = [...checkFiles(files, opened), ...checkSignatures(attestations), ...await checkTime(files, opened, given.authorities)];
  const {checks, examined} = await checkInside(given, opened);
  return conclude({attestations, checks: [...outside, ...checks], examined});
}

/** What is said of a file that could not be opened as a bundle. */
export function refused(why: string): Verification {
  return conclude({attestations: [], checks: [check('altered', 'archive-refused', {why})], examined: null});
}

interface Inside {
  readonly checks: readonly Check[];
  readonly examined: Examined | null;
}

async function checkInside(given: Verifying, manifest: Manifest): Promise<Inside> {
  try {
    return await examineInside(given, manifest);
  } catch (error) {
    if (error instanceof InputError) return {checks: [check('altered', 'record-broken', {why: whyOf(error)})], examined: null};
    // A stranger's file can be of any form, and we can be wrong: neither makes anybody a forger.
    return {checks: [check('unknown', 'record-unreadable', {why: error instanceof Error ? error.message : String(error)})], examined: null};
  }
}

async function examineInside(given: Verifying, manifest: Manifest): Promise<Inside> {
  const {files, installed, trust, tender} = given;
  const examined = await given.examine(files.get('journal.jsonl') ?? new Uint8Array(), {language: manifest.language, plan: files.get('plan.json')});
  const {header} = examined.journal;
  const suites = checkSuites(files, examined.journal, installed);
  // One that came with other suites may write its documents otherwise, whatever version it says it is.
  const same = manifest.tool.version === installed.tool.version && !suites.some(({code}) => code === 'suites-unknown');
  return {examined, checks: [
    ...checkRecord(examined, manifest),
    ...checkEvidence(files, examined.journal),
    ...suites,
    ...checkDerived(files, examined, same),
    ...checkDisclosures(given.disclosures ?? [], examined),
    ...await checkChallenge({files, header, resumed: examined.facts.resumed, held: given.challenge, trust, tender}),
  ]};
}

/** Is what is shown what was kept out? What has no value is not shown. */
function checkDisclosures(disclosures: readonly Disclosure[], {facts: {commitments}}: Examined): readonly Check[] {
  return disclosures.filter(({value}) => value !== undefined).map((one) => {
    const recorded = commitments.some(({name, digest}) => name === one.name && digest === one.commitment);
    return recorded && opens(one) ? check('ok', 'disclosed', {name: one.name}) : check('altered', 'disclosure-wrong', {name: one.name});
  });
}

function conclude({attestations, checks, examined}: {attestations: readonly Attestation[]; checks: readonly Check[]; examined: Examined | null}): Verification {
  const answer = answerOf(checks);
  return {
    format: 'mimcheck-verification/1', answer,
    assurance: answer === 'altered' || examined === null ? NO_ASSURANCE : assuranceOf({...examined, attestations, checks}),
    about: examined === null ? null : aboutOf(examined),
    signatures: attestations.flatMap(({signed, trusted, name}) => (signed === null ? [] : [
      {role: signed.signer.role, name, key: signed.signer.kid, trusted, at: signed.at, kind: signed.kind},
    ])),
    checks,
  };
}

function aboutOf({journal: {header: {target, started}, requirements}, score}: Examined): About {
  const {profile} = score;
  const mandatory = {...score.mandatory, declared: attestedIn(requirements, score).length};
  return {product: target.product, version: target.version, vendor: target.vendor, started, profile: {scope: profile.scope, verdict: profile.verdict}, mandatory};
}

function attempt<T>(act: () => T): T | string {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return whyOf(error);
  }
}

/** Without the remedies, which are for who wrote the file. */
export function whyOf({complaints}: InputError): string {
  return complaints.map(({at, message}) => `${at} ${message}`).join('; ');
}
