// A run as a bundle, and a bundle as a run again. Both ways go along the one line.

import {readFileSync, readdirSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {USUAL_FORMATS} from '../reports/write.ts';
import type {Language} from '../reports/words.ts';
import {inputError} from '../src/error.ts';
import {compareRequests} from '../src/evidence/asked.ts';
import {withManifest} from '../src/evidence/manifest.ts';
import {gatherRecord} from '../src/evidence/record.ts';
import type {Examined} from '../src/evidence/verify/record.ts';
import type {Installed} from '../src/evidence/verify/suites.ts';
import {sameJson} from '../src/evidence/same-json.ts';
import {readZip} from '../src/evidence/zip-read.ts';
import {writeZip} from '../src/evidence/zip-write.ts';
import {digest, stableJson} from '../src/journal/digest.ts';
import type {Library} from '../src/model.ts';
import {plan} from '../src/plan/plan.ts';
import {documentsOf} from './documents.ts';
import {EVIDENCE_FOLDER, declaredFiles} from './evidence-files.ts';
import {asInput, writeFiles} from './files.ts';
import {loadLibrary} from './library.ts';
import {judgeJournal, judgement, otherPlan} from './line.ts';
import {SUITES, toolVersion} from './root.ts';
import type {Judged} from './summary.ts';

export const JOURNAL = 'journal.jsonl';
/** What a run that answers a challenge has in its folder besides. */
export const CHALLENGE = 'challenge.json';
export const STARTS = 'starts.jsonl';

export interface Examining {
  /** As complaints name it. */
  readonly file: string;
  readonly language: Language;
  /** The plan as a bundle holds it: where it is the one of the record, it need not be written down again. */
  readonly plan?: Uint8Array | undefined;
  /** The catalogue, where it is read already. */
  readonly library?: Library;
}

/** Judges a journal again and makes everything anew that follows from it. Throws an `InputError` when it is not as it was written. */
export async function examine(bytes: Uint8Array, {file, language, plan: bundled, library}: Examining): Promise<Examined> {
  const record = gatherRecord();
  const requests = compareRequests(record.header);
  const judged = await judgeJournal([bytes], {file, proven: true, onLine: record.see, onStep: requests.look});
  const contents = planContents(judged);
  const {planDigest} = judged.journal.header;
  const proven = bundled !== undefined && digest(bundled) === planDigest && isPlan(bundled, contents);
  const planned = proven ? Buffer.from(bundled).toString('utf8') : stableJson(contents);
  if (!proven && digest(planned) !== planDigest) throw otherPlan(file);
  const made = await documentsOf(judged, {formats: USUAL_FORMATS, language, ...(library === undefined ? {} : {library})});
  const derived = new Map([
    ['plan.json', planned],
    ['target.json', `${JSON.stringify(judged.journal.header.target, null, 2)}\n`],
    ...judgement(judged),
    ...[...made].map(([name, text]) => [`documents/${name}`, text] as const),
  ]);
  return {...judged, facts: record.facts(), asked: requests.result(), derived};
}

/** The plan in a record; written down as stable JSON it is what the plan's digest is taken over. */
function planContents({journal: {header: {seed, selection, suites, mechanisms}, requirements, cases, leftOut}}: Judged) {
  return {seed, selection, suites, mechanisms, requirements, cases, leftOut};
}

function isPlan(bytes: Uint8Array, contents: ReturnType<typeof planContents>): boolean {
  try {
    return sameJson(JSON.parse(Buffer.from(bytes).toString('utf8')), contents);
  } catch {
    return false;
  }
}

export interface Packing {
  readonly language: Language;
  readonly installed: Installed;
}

/** The files of a bundle for the run in a folder, with their manifest. */
export async function pack(folder: string, {language, installed: own}: Packing): Promise<{readonly files: ReadonlyMap<string, Uint8Array>; readonly examined: Examined}> {
  const file = join(folder, JOURNAL);
  const bytes = read(file);
  const examined = await examine(bytes, {file, language, library: own.library});
  const {journal: {header}, facts, verdicts, derived} = examined;
  if (header.suites.some(({file: suite, digest: sum}) => own.library.suites.find((one) => one.file === suite)?.digest !== sum)) throw inputError(file, 'was recorded with other suites than those that are here', 'bundle it with the mimcheck that ran it');
  const files = new Map<string, Uint8Array>([[JOURNAL, bytes]]);
  for (const [name, text] of derived) files.set(name, Buffer.from(text, 'utf8'));
  for (const [name, content] of own.files) files.set(`suites/${name}`, content);
  for (const {name} of declaredFiles(header.target)) files.set(`${EVIDENCE_FOLDER}/${name}`, read(join(folder, EVIDENCE_FOLDER, name)));
  if (header.challenge !== undefined) for (const name of [CHALLENGE, STARTS]) files.set(name, read(join(folder, name)));
  const {product, version, vendor} = header.target;
  return {examined, files: withManifest(files, {
    tool: own.tool, language, product: {name: product, version, vendor},
    run: {id: header.runId, started: header.started, planDigest: header.planDigest, attempt: header.challenge?.attempt ?? null},
    suites: header.suites, challenge: header.challenge?.digest ?? null,
    exchanges: {root: facts.root, count: facts.leaves.length},
    withheld: {commitments: facts.commitments.length, notReevaluable: verdicts.filter(isNotReevaluable).length},
  })};
}

/** A verdict that could not be reached, because what it would be held against was a secret. */
function isNotReevaluable({findings}: Judged['verdicts'][number]): boolean {
  return findings.some(({code}) => code === 'withheld');
}

/** What this mimcheck came with. */
export async function installed(): Promise<Installed> {
  const library = await loadLibrary();
  return {tool: toolVersion(), library, files: suiteFiles(), plan: ({target, selection, seed}) => plan({library, target, selection, seed, digest: () => ''})};
}

/** What the suites are made of, by path below the suites folder. */
function suiteFiles(): ReadonlyMap<string, Uint8Array> {
  const names = readdirSync(SUITES, {recursive: true, encoding: 'utf8'}).map((name) => name.replaceAll('\\', '/'));
  const made = names.filter((name) => /^(?:mim\d+\/|contexts\/|mechanisms\.yaml$)/.test(name) && statSync(join(SUITES, name)).isFile());
  return new Map(made.sort().map((name) => [name, readFileSync(join(SUITES, name))]));
}

/** The files of a bundle by name. Throws an `InputError` when there is none, or it is refused. */
export async function openBundle(file: string): Promise<ReadonlyMap<string, Uint8Array>> {
  return readZip(read(file), file);
}

/** Writes files as a bundle; gives back its path. */
export function writeBundle(folder: string, name: string, files: ReadonlyMap<string, Uint8Array>): string {
  return writeFiles(folder, new Map([[name, writeZip(files)]]), null)[0] ?? '';
}

/** The bytes of a file that the user named. */
export function read(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    throw asInput(file, error);
  }
}

