// mimcheck run TARGET: test, judge, report.

import {randomBytes} from 'node:crypto';
import {existsSync, readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {inputError} from '../../src/error.ts';
import {eachLine, piecesOf} from '../../src/journal/lines.ts';
import type {Selection} from '../../src/model.ts';
import {RELEASES} from '../../src/model.ts';
import {loadLibrary} from '../library.ts';
import type {Language} from '../../reports/words.ts';
import {harmless, openTerminal} from '../console.ts';
import {EXIT, exitCodeOf} from '../exit-code.ts';
import {demandDescriptors} from '../descriptors.ts';
import {demandEmpty} from '../files.ts';
import {keepHeapSmall} from '../heap.ts';
import {optimizeLess} from '../optimize-less.ts';
import {follow, freshFolder, loadMeanwhile, planOf, secretsOf} from '../line.ts';
import type {Line} from '../line.ts';
import {printDry} from '../dry.ts';
import {showProgress} from '../progress.ts';
import {narrowed} from '../narrowed.ts';
import {demandReachable} from '../reach.ts';
import {mimsOf, releasesOf, suitesOf} from '../selection.ts';
import {summary} from '../summary.ts';
import {targetOf} from '../target.ts';
import type {TargetArguments} from '../target.ts';
import {formatsOf} from './report.ts';

export interface RunArguments extends TargetArguments {
  readonly release?: readonly string[] | undefined;
  readonly mim?: readonly string[] | undefined;
  readonly suite?: readonly string[] | undefined;
  readonly case?: readonly string[] | undefined;
  readonly out?: string | undefined;
  readonly seed?: string | undefined;
  readonly format?: readonly string[] | undefined;
  readonly lang: string;
  readonly quiet: boolean;
  readonly json: boolean;
  readonly readOnly: boolean;
  readonly dryRun: boolean;
  readonly resume?: string | undefined;
  readonly challenge?: string | undefined;
  readonly keepWithheld: boolean;
}

/** Runs what a target claims; gives the exit code of the verdict. */
export async function runCommand(given: RunArguments): Promise<number> {
  if (given.dryRun && given.json) throw inputError('--json', 'does not go with --dry-run, which prints requests to read and makes no report', 'leave one of them out');
  optimizeLess();
  const library = await loadLibrary();
  const target = await targetOf(given, library);
  const resumed = given.resume === undefined ? null : choiceOf(given.resume);
  const answering = given.challenge === undefined ? null : await import('../attempt.ts');
  const asked = answering === null ? null : answering.openChallenge(challengeAlone(given), new Date());
  const selection = resumed?.selection ?? asked?.selection ?? selectionOf(given);
  const seed = resumed?.seed ?? asked?.seedFor(library.suites) ?? given.seed ?? randomBytes(16).toString('hex');
  // What does not exist is said before anybody is asked.
  const planned = planOf({library, target, selection, seed});
  const terminal = openTerminal(given.quiet);
  // Nobody reads it then, and it takes a second plan.
  if (given.mim !== undefined && resumed === null && !given.quiet) for (const sentence of narrowed(planned, {library, target})) terminal.note(sentence);
  if (given.dryRun) return printDry(planned, target);
  if (given.resume !== undefined && given.out !== undefined) throw inputError('--out', 'does not go with --resume, which writes where the run began');
  if (given.out !== undefined) demandEmpty(given.out);
  demandDescriptors(target);
  const made = {formats: given.json ? [...new Set([...formatsOf(given.format), 'json' as const])] : formatsOf(given.format), language: given.lang as Language};
  await Promise.all([demandReachable(target, secretsOf(process.env, given.target), terminal), loadMeanwhile(made)]);
  const out = given.resume ?? given.out ?? freshFolder('runs', new Date());
  const begun = asked === null ? null : answering?.beginAttempt({...asked, plan: planned, target, out, now: new Date()}) ?? null;
  if (begun !== null) terminal.note(`This is attempt ${begun.attempt} at the challenge of ${harmless(asked?.challenge.tender.reference ?? '')}. Its start: ${begun.start}`);
  return finish({
    library, target, selection, seed, plan: planned, out, resume: given.resume !== undefined, keepWithheld: given.keepWithheld, evidence: dirname(given.target), ...(begun === null ? {} : {challenge: {digest: begun.digest, attempt: begun.attempt}}),
    ...made, environment: process.env,
  }, given);
}

/** Follows the line to its end, with progress, Ctrl-C and one summary. */
export async function finish(line: Omit<Line, 'signal' | 'onEvent'>, {quiet, json}: {readonly quiet: boolean; readonly json: boolean}): Promise<number> {
  keepHeapSmall();
  const terminal = openTerminal(quiet);
  const control = new AbortController();
  const interrupt = (): void => {
    terminal.note('\nInterrupted: taking back what was created. Ctrl-C again ends at once.');
    control.abort();
    process.once('SIGINT', () => process.exit(EXIT.interrupted));
  };
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  try {
    const done = await follow({...line, signal: control.signal, onEvent: showProgress(terminal)});
    if (json) terminal.print(readFileSync(join(line.out, 'report.json'), 'utf8').trimEnd());
    else terminal.print(`${summary(done, terminal)}\n\n${done.files.filter((file) => /report\.|junit/.test(file)).join('\n')}`);
    return done.interrupted ? EXIT.interrupted : exitCodeOf(done.score.profile.verdict);
  } finally {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
  }
}

/** What was asked for on the command line; without a release, the newest. */
export function selectionOf({release, mim, suite, case: cases, readOnly}: Pick<RunArguments, 'release' | 'mim' | 'suite' | 'case' | 'readOnly'>): Selection {
  return {
    releases: release === undefined ? RELEASES.slice(0, 1) : releasesOf(release),
    mims: mim === undefined ? null : mimsOf(mim),
    suites: suite === undefined ? null : suitesOf(suite), cases: cases ?? null, readOnly,
  };
}

/** The file of the challenge. Throws an `InputError` where something else would decide what is run as well. */
function challengeAlone(given: RunArguments): string {
  const fixed = (['release', 'mim', 'suite', 'case', 'seed', 'resume'] as const).find((name) => given[name] !== undefined) ?? (given.readOnly ? 'read-only' : null);
  if (fixed !== null) throw inputError(`--${fixed}`, 'does not go with --challenge', fixed === 'resume' ? 'a run that is resumed keeps the challenge with which it began' : 'what is run follows from the challenge');
  return given.challenge ?? '';
}

/** Seed and selection of the run that is resumed. */
function choiceOf(folder: string): {readonly seed: string; readonly selection: Selection} {
  const file = join(folder, 'journal.jsonl');
  if (!existsSync(file)) throw inputError('--resume', `there is no journal in ${folder}`, 'name the folder of a run');
  // The header is the first line, and what follows may be long.
  for (const line of eachLine(piecesOf(file), file)) if (line.kind === 'header') return {seed: line.seed, selection: line.selection};
  throw new Error('a journal begins with its header');
}

