// The straight line, from a plan to documents. Every command that runs or judges goes along it.

import {existsSync, readFileSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {setTimeout} from 'node:timers/promises';
import {loadTemplates} from '../reports/write.ts';
import type {Format} from '../reports/write.ts';
import type {Language} from '../reports/words.ts';
import {loadPaths} from '../src/check/json-path.ts';
import {createRule} from '../src/check/rule-step.ts';
import {stableDigest} from '../src/journal/digest.ts';
import {eachLine, piecesOf} from '../src/journal/lines.ts';
import {readCaseByCase} from '../src/journal/read.ts';
import {createRedactor} from '../src/journal/redact.ts';
import {judgeCaseByCase} from '../src/judge/judge.ts';
import type {OnStep} from '../src/judge/judge.ts';
import {InputError, inputError} from '../src/error.ts';
import type {Case, Journal, JournalLine, Library, Plan, Selection, Target} from '../src/model.ts';
import {plan} from '../src/plan/plan.ts';
import {createClock} from '../src/run/clock.ts';
import {knownSecrets} from '../src/run/known-secrets.ts';
import type {RunEvent} from '../src/run/events.ts';
import {score} from '../src/score/score.ts';
import {readContexts} from '../src/suite/contexts.ts';
import {placeInTarget} from '../src/target/place.ts';
import {resolveSecret} from '../src/target/secrets.ts';
import {findBrowser} from './browser.ts';
import {openDisclosures} from './disclosures.ts';
import {documentsOf} from './documents.ts';
import {keepEvidence} from './evidence-files.ts';
import {asInput, makeFolder, writeFiles} from './files.ts';
import {loadLibrary} from './library.ts';
import {SUITES, toolVersion} from './root.ts';
import type {Judged} from './summary.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface Line {
  readonly library: Library;
  readonly target: Target;
  readonly selection: Selection;
  readonly seed: string;
  /** What the four above come to, where it is known already. */
  readonly plan?: Plan;
  /** Folder for the record and the documents. */
  readonly out: string;
  readonly resume: boolean;
  /** Where the files lie that prove what is declared. */
  readonly evidence?: string;
  /** The buyer's challenge that the run answers, by its digest. */
  readonly challenge?: {readonly digest: string; readonly attempt: number};
  /** Keeps, for the owner, the values of what was kept out and nobody but the run has seen. */
  readonly keepWithheld?: boolean;
  readonly formats: readonly Format[];
  readonly language: Language;
  readonly environment: Environment;
  readonly signal: AbortSignal;
  readonly onEvent: (event: RunEvent) => void;
}

/** Plans, runs, judges, scores and writes. Gives back what was judged and the paths of what was written. */
export async function follow(line: Line): Promise<Judged & {readonly files: readonly string[]; readonly interrupted: boolean}> {
  const {target, out, environment} = line;
  const resolved = secretsOf(environment);
  const planned = line.plan ?? planOf(line);
  makeFolder(out);
  const rule = createRule({contexts: await contexts()});
  const {run} = await import('../src/run/run.ts');
  // It learns tokens on the way, and looks through every file at the end.
  const redactor = createRedactor(knownSecrets(target, resolved));
  keepEvidence(line, redactor.scan);
  const footer = await run(planned, target, {
    clock: createClock(Date.now, () => performance.now()), rule, redactor, resolveSecret: resolved, tool: toolVersion(), node: process.version, platform: process.platform,
    commit: openDisclosures(out, {keep: line.keepWithheld ?? false}), ...(line.challenge === undefined ? {} : {challenge: line.challenge}),
    journal: join(out, 'journal.jsonl'), resume: line.resume, browser: findBrowser(environment), signal: line.signal, onEvent: line.onEvent,
  });
  // Of what was written just now there is no doubt whose plan it is.
  const judged = await judgeFolder(out, {proven: !line.resume, planned: planned.cases});
  const files = writeFiles(out, new Map([
    ...judgement(judged),
    ...(await documentsOf(judged, {formats: line.formats, language: line.language, library: line.library})),
  ]), redactor.scan);
  return {...judged, files, interrupted: footer.ended === 'interrupted'};
}

// By then the platform has been asked, and takes its time.
const UNTIL_ASKED_MS = 25;

/** Loads what the answers and the documents are going to need while nobody waits for it. */
export async function loadMeanwhile({formats, language}: Pick<Line, 'formats' | 'language'>): Promise<void> {
  await setTimeout(UNTIL_ASKED_MS);
  loadPaths();
  await contexts();
  await loadTemplates(formats, language);
}

let known: ReturnType<typeof readContexts> | undefined;
/** The contexts that comparisons rely on, read once. */
const contexts = (): ReturnType<typeof readContexts> => (known ??= readContexts(SUITES));

/** What judging a run comes to, as files by name. */
export function judgement({verdicts, score: scored}: Judged): ReadonlyMap<string, string> {
  return new Map([['verdicts.json', `${JSON.stringify(verdicts, null, 2)}\n`], ['score.json', `${JSON.stringify(scored, null, 2)}\n`]]);
}

/** The plan of a line; its digest is taken over the whole of it. */
export function planOf({library, target, selection, seed}: Pick<Line, 'library' | 'target' | 'selection' | 'seed'>): Plan {
  return plan({library, target, selection, seed, digest: stableDigest});
}

/** Refuses a journal whose plan is not the one that its header names. */
function demandPlan({header, requirements, cases, leftOut, records, footer}: Journal, file: string): void {
  const {seed, selection, suites, mechanisms, planDigest} = header;
  if (stableDigest({seed, selection, suites, mechanisms, requirements, cases, leftOut}) === planDigest) return;
  if (footer === null && Object.keys(records).length === 0) throw inputError(file, 'breaks off before its plan is whole', 'run the suites again');
  throw otherPlan(file);
}

/** What is said of a journal whose plan is not the one that its header names. */
export function otherPlan(file: string): InputError {
  return inputError(file, 'holds another plan than its header names', 'use the file as mimcheck wrote it, or run the suites again');
}

/** What to say about a journal that was recorded with other suites than those that are here; null when they are the same. */
export async function otherSuites({header}: Journal): Promise<string | null> {
  const here = new Map((await loadLibrary()).suites.map(({id, digest: sum}) => [id, sum]));
  const other = header.suites.filter(({id, digest: sum}) => here.get(id) !== sum).map(({id}) => id);
  if (other.length === 0) return null;
  return `This was recorded with other versions of ${other.length} of the ${header.suites.length} suites than are here (${other.slice(0, 5).join(', ')}${other.length > 5 ? ' …' : ''}); it is judged by the cases recorded in it.`;
}

/** Judges the journal in a folder. */
export async function judgeFolder(folder: string, options: Omit<Judging, 'file'> = {}): Promise<Judged> {
  const file = join(folder, 'journal.jsonl');
  return judgeJournal(piecesOf(file), {file, ...options});
}

export interface Judging {
  /** As complaints name it. */
  readonly file: string;
  /** Of what was written just now there is no doubt whose plan it is. */
  readonly proven?: boolean;
  /** Cases that are in memory: those of the record that are the same are not held twice. */
  readonly planned?: readonly Case[];
  /** Told of every line on the way. */
  readonly onLine?: (line: JournalLine) => void;
  /** Told of every step that is ruled on, with what its names stand for. */
  readonly onStep?: OnStep;
}

/** Judges a journal case by case: of those that meet every step only the verdict is kept. */
export async function judgeJournal(pieces: Iterable<Uint8Array>, {file, proven = false, planned = [], onLine, onStep}: Judging): Promise<Judged> {
  const {look, verdicts} = judgeCaseByCase(createRule({contexts: await contexts()}), onStep);
  let doubted = !proven;
  const prove = (journal: Journal): void => {
    if (doubted) demandPlan(journal, file);
    doubted = false;
  };
  try {
    const journal = await readCaseByCase(told(once(eachLine(pieces, file), planned), onLine), (one, soFar) => {
      prove(soFar);
      return look(one, soFar);
    });
    prove(journal);
    const judged = await verdicts(journal);
    return {journal, verdicts: judged, score: score(journal, judged)};
  } catch (error) {
    throw asInput(file, error);
  }
}

/** The lines, with the cases that are in memory already in place of the same ones. */
function* once(lines: Iterable<JournalLine>, planned: readonly Case[]): Generator<JournalLine> {
  const known = new Map(planned.map((one) => [one.id, one]));
  for (const line of lines) {
    const same = line.kind === 'planned' ? known.get(line.case.id) : undefined;
    yield line.kind === 'planned' && same !== undefined && JSON.stringify(same) === JSON.stringify(line.case) ? {...line, case: same} : line;
  }
}

function* told(lines: Iterable<JournalLine>, onLine: (line: JournalLine) => void = () => undefined): Generator<JournalLine> {
  for (const line of lines) {
    onLine(line);
    yield line;
  }
}

/** Finds secrets in the environment or in files. Says of one that is missing where in the file of the target, if there is one, it is asked for. */
export function secretsOf(environment: Environment, file?: string): Parameters<typeof knownSecrets>[1] {
  return (secret, at) => {
    try {
      return resolveSecret(secret, at, {env: environment, readFile: (path) => readFileSync(path, 'utf8')});
    } catch (error) {
      if (!(error instanceof InputError) || file === undefined || !existsSync(file)) throw error;
      const place = placeInTarget(readFileSync(file), file, at);
      throw new InputError(error.complaints.map((one) => ({...one, at: place, message: `${one.at}: ${one.message}`})));
    }
  };
}

/** A folder for a run that nobody named: by its beginning, and new. */
export function freshFolder(base: string, started: Date): string {
  const stamp = started.toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');
  for (let number = 1; ; number += 1) {
    const folder = resolve(base, number === 1 ? stamp : `${stamp}-${number}`);
    if (!existsSync(folder)) return folder;
  }
}

