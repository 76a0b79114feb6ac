// Is the record whole, was asked what the plan says, and do its verdicts follow from it?

import type {Journal, Score, Verdict} from '../../model.ts';
import {isExpired} from '../../declared.ts';
import {digest} from '../../journal/digest.ts';
import {runIdOf} from '../../scope/run-id.ts';
import type {Asked} from '../asked.ts';
import {check, few} from '../check.ts';
import type {Check} from '../check.ts';
import type {Manifest} from '../manifest.ts';
import type {RecordFacts} from '../record.ts';

/** A record that was judged again, with what follows from it. */
export interface Examined {
  readonly journal: Journal;
  readonly verdicts: readonly Verdict[];
  readonly score: Score;
  readonly facts: RecordFacts;
  readonly asked: Asked;
  /** By name, what follows from the record and from nothing else. */
  readonly derived: ReadonlyMap<string, string>;
}

/** Is the record whole, and does it belong to this manifest? */
export function checkRecord({journal, facts, verdicts, asked}: Examined, manifest: Manifest): readonly Check[] {
  const {header, footer, cases} = journal;
  const unanswered = verdicts.filter(isUnanswered).map((one) => one.case);
  const notReevaluable = verdicts.filter(({findings}) => findings.some(({code}) => code === 'withheld')).length;
  return [
    footer === null ? check('note', 'record-cut') : check('ok', 'record-whole', {ended: footer.ended, exchanges: facts.exchanges}),
    ...(footer !== null && footer.exchanges !== facts.exchanges ? [check('altered', 'exchanges-missing', {said: footer.exchanges, found: facts.exchanges})] : []),
    unanswered.length === 0
      ? check('ok', 'answered', {cases: cases.length, left: journal.leftOut.length})
      : check(footer?.ended === 'completed' ? 'altered' : 'note', 'unanswered', {count: unanswered.length, cases: few(unanswered)}),
    ...(`sha256:${facts.root}` === `sha256:${manifest.exchanges.root}` && facts.leaves.length === manifest.exchanges.count ? [] : [check('altered', 'tree-other')]),
    ...(isManifestOf(manifest, journal, {commitments: facts.commitments.length, notReevaluable}) ? [] : [check('altered', 'manifest-other')]),
    ...(header.runId === runIdOf(header.seed) && asked.other.length === 0
      ? [check('ok', 'asked-as-planned', {count: asked.same, withheld: asked.withheld})]
      : [check('altered', 'asked-otherwise', {count: asked.other.length, case: asked.other[0]?.case ?? '-', expected: asked.other[0]?.expected ?? '', recorded: asked.other[0]?.recorded ?? ''})]),
    ...(facts.commitments.length === 0 ? [] : [check('note', 'withheld', {count: facts.commitments.length})]),
    ...(notReevaluable === 0 ? [] : [check('note', 'not-reevaluable', {count: notReevaluable})]),
  ];
}

/** Are the files that prove what is declared those that were hashed before the run, and is what they prove still valid? */
export function checkEvidence(files: ReadonlyMap<string, Uint8Array>, {header: {target, started}}: Journal): readonly Check[] {
  const declared = Object.entries(target.declarations);
  const named = new Map(declared.flatMap(([, {files: own = []}]) => own.map((one) => [one.name, one.digest])));
  const wrong = [...named].filter(([name, sum]) => digest(files.get(`evidence/${name}`) ?? new Uint8Array()) !== sum).map(([name]) => name);
  return [
    ...(wrong.length > 0 ? [check('altered', 'evidence-other', {files: few(wrong)})] : named.size > 0 ? [check('ok', 'evidence-same', {count: named.size})] : []),
    ...declared.filter(([, one]) => isExpired(one, started)).map(([id, {validUntil = ''}]) => check('note', 'evidence-expired', {requirement: id, until: validUntil})),
  ];
}

/** The record of the case is missing, or has no end. */
function isUnanswered({reason}: Verdict): boolean {
  return reason?.code === 'recording-incomplete' || reason?.code === 'aborted' || reason?.code === 'run-timeout';
}

function isManifestOf({product, run, suites, challenge, withheld}: Manifest, {header}: Journal, found: Manifest['withheld']): boolean {
  const {target, started, runId, planDigest} = header;
  return product.name === target.product && product.version === target.version && product.vendor === target.vendor
    && run.started === started && run.id === runId && run.planDigest === planDigest && run.attempt === (header.challenge?.attempt ?? null)
    && challenge === (header.challenge?.digest ?? null) && JSON.stringify(suites.map(({id, file, digest: sum}) => [id, file, sum])) === JSON.stringify(header.suites.map(({id, file, digest: sum}) => [id, file, sum]))
    && withheld.commitments === found.commitments && withheld.notReevaluable === found.notReevaluable;
}

/** Is what follows from the record as it would be made now? Another version of mimcheck may make it otherwise. */
export function checkDerived(files: ReadonlyMap<string, Uint8Array>, {derived, verdicts}: Examined, sameVersion: boolean): readonly Check[] {
  const other = [...derived].filter(([name, text]) => Buffer.from(files.get(name) ?? []).toString('utf8') !== text).map(([name]) => name);
  if (other.length === 0) return [check('ok', 'derived-same', {verdicts: verdicts.length, documents: derived.size})];
  if (!sameVersion) return [check('unknown', 'derived-unknown', {files: few(other)})];
  const cases = casesThatDiffer(files.get('verdicts.json'), verdicts);
  return [
    ...(cases.length === 0 ? [] : [check('altered', 'verdicts-other', {count: cases.length, cases: few(cases)})]),
    check('altered', 'derived-other', {files: few(other)}),
  ];
}

/** Which verdicts in a file are not those that the record gives, as `CASE: said, is`. */
function casesThatDiffer(bytes: Uint8Array | undefined, verdicts: readonly Verdict[]): readonly string[] {
  try {
    const said = new Map((JSON.parse(Buffer.from(bytes ?? []).toString('utf8')) as readonly Verdict[]).map((one) => [one.case, one.outcome]));
    return verdicts.flatMap(({case: id, outcome}) => (said.get(id) === outcome ? [] : [`${id}: ${said.get(id) ?? '-'}, ${outcome}`]));
  } catch {
    return [];
  }
}
