// mimcheck rerun BUNDLE: the buyer runs it again, wholly or in part, with the same values, and compares verdict by verdict.

import {randomBytes} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {basename, dirname, join, resolve} from 'node:path';
import {inputError} from '../../src/error.ts';
import {attested} from '../../src/evidence/attestations.ts';
import {compareRuns} from '../../src/evidence/compare-runs.ts';
import type {Comparison} from '../../src/evidence/compare-runs.ts';
import {readManifest} from '../../src/evidence/manifest.ts';
import {chanceToNotice, sampleOf} from '../../src/evidence/sample.ts';
import type {Examined} from '../../src/evidence/verify/record.ts';
import {digest} from '../../src/journal/digest.ts';
import type {Selection} from '../../src/model.ts';
import type {Language} from '../../reports/words.ts';
import {JOURNAL, examine, writeBundle} from '../bundle.ts';
import {harmless, openTerminal, table} from '../console.ts';
import type {Terminal} from '../console.ts';
import {EXIT} from '../exit-code.ts';
import {demandEmpty} from '../files.ts';
import {loadLibrary} from '../library.ts';
import {follow, freshFolder, otherSuites, secretsOf} from '../line.ts';
import {showProgress} from '../progress.ts';
import {demandReachable} from '../reach.ts';
import {targetOf} from '../target.ts';
import {wholeNumber} from '../whole-number.ts';
import {keyOf, wholeBundle} from './sign.ts';

export interface RerunArguments {
  readonly bundle: string;
  readonly target: string;
  readonly as?: string | undefined;
  readonly sample?: string | undefined;
  readonly seed?: string | undefined;
  readonly key?: string | undefined;
  readonly out?: string | undefined;
  readonly quiet: boolean;
}

/** Runs again and compares: 0 the same, 1 something came out otherwise, 2 something could not be repeated. */
export async function rerun(given: RerunArguments): Promise<number> {
  const terminal = openTerminal(given.quiet);
  const key = given.key === undefined ? null : await keyOf(given.key, 'buyer');
  const files = await wholeBundle(given.bundle);
  const before = await examine(files.get(JOURNAL) ?? new Uint8Array(), {file: given.bundle, language: readManifest(files, given.bundle).language as Language});
  if (await otherSuites(before.journal) !== null) throw inputError(given.bundle, 'was made with other suites than those that are here', `use mimcheck ${before.journal.header.tool.version}`);
  const {cases, seed} = chosen(before, given);
  const out = given.out ?? freshFolder('runs/rerun', new Date());
  const after = await again(given, {before, cases, out, terminal});
  const comparison = compareRuns(before.verdicts, after, cases);
  terminal.print(told(comparison, {all: before.journal.cases.length, asked: cases.length, seed}));
  if (key !== null) {
    const content = {
      all: before.journal.cases.length, compared: comparison.compared, differing: comparison.differing.length, notRepeated: comparison.notRepeated.length,
      seed, cases: comparison.differing.map((one) => ({...one})), record: digest(readFileSync(join(out, JOURNAL))),
    };
    const path = resolve(given.bundle);
    writeBundle(dirname(path), basename(path), attested(files, {kind: 'rerun', key, at: new Date().toISOString(), content}));
    terminal.print(`${key.name} has signed this in ${given.bundle}.`);
  }
  if (comparison.differing.length > 0) return EXIT['not-conformant'];
  return comparison.notRepeated.length > 0 ? EXIT.undecided : EXIT.conformant;
}

/** Which cases are run again, and the seed by which they were drawn. */
function chosen({journal: {cases}}: Examined, {sample, seed = randomBytes(16).toString('hex')}: RerunArguments): {readonly cases: readonly string[]; readonly seed: string} {
  const size = sample === undefined ? cases.length : wholeNumber('--sample', sample, [1]);
  return {cases: sampleOf(cases.map(({id}) => id), size, seed), seed};
}

interface Again {
  readonly before: Examined;
  readonly cases: readonly string[];
  readonly out: string;
  readonly terminal: Terminal;
}

async function again(given: RerunArguments, {before: {journal: {header, cases: all}}, cases, out, terminal}: Again): Promise<Examined['verdicts']> {
  const library = await loadLibrary();
  const target = await targetOf({target: given.target, as: given.as}, library);
  if (given.out !== undefined) demandEmpty(out);
  await demandReachable(target, secretsOf(process.env, given.target), terminal);
  const [now, then] = [target, header.target].map(({limits: {settleMs = 0}}) => settleMs);
  if (now !== then) terminal.note(`Here the platform is given ${now} ms after each write (limits.settle in ${given.target}), in the bundle it was ${then} ms: that alone may make cases come out otherwise.`);
  const selection: Selection = {...header.selection, ...(cases.length === all.length ? {} : {suites: null, cases})};
  const done = await follow({
    library, target, selection, seed: header.seed, out, resume: false, formats: ['html'], language: 'en', environment: process.env,
    signal: new AbortController().signal, onEvent: showProgress(terminal),
  });
  return done.verdicts;
}

function told({compared, differing, notRepeated}: Comparison, {all, asked, seed}: {readonly all: number; readonly asked: number; readonly seed: string}): string {
  const faked = Math.ceil(all / 10);
  const chance = (100 * chanceToNotice({all, faked, looked: compared})).toFixed(1);
  return harmless([
    differing.length === 0 ? `${compared} of ${all} cases were run again, and each came out as before.` : `${compared} of ${all} cases were run again; ${differing.length} came out otherwise:`,
    ...(differing.length === 0 ? [] : [table([['case', 'before', 'now'], ...differing.map((one) => [one.case, one.before, one.now])])]),
    ...(notRepeated.length === 0 ? [] : [`${notRepeated.length} could not be repeated: ${notRepeated.map((one) => `${one.case} (${one.now})`).join(', ')}.`]),
    `Had a tenth of them (${faked}) been made up, this would have shown it with a probability of ${chance} %.`,
    ...(asked < all ? [`The cases were drawn with --seed ${seed}.`] : []),
  ].join('\n'));
}
