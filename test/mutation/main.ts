// npm run mutation [-- --suite PATTERN …] [-- --sample N] [-- --journal DIR] [-- --write]: can the checks fail?
// With --write, instead of the figures: one mutant that fails it is written down for every case.

import {parseArgs} from 'node:util';
import {SUITES} from '../../bin/root.ts';
import {createRule} from '../../src/check/rule-step.ts';
import {judgeCase} from '../../src/judge/judge.ts';
import {readContexts} from '../../src/suite/contexts.ts';
import {loadLibrary} from '../../bin/library.ts';
import {evidenceFor, readEvidence, writeEvidence} from './evidence.ts';
import {NAMED_SHARE, PAIRS_SHARE, figuresOf, reaches, staleReasons} from './figures.ts';
import type {Evidence} from './evidence.ts';
import type {Fate} from './mutate.ts';
import {fatesOf} from './mutate.ts';
import {recordOf} from './record.ts';

const {values} = parseArgs({options: {suite: {type: 'string', multiple: true}, sample: {type: 'string', default: '1'}, journal: {type: 'string'}, survivors: {type: 'boolean', default: true}, write: {type: 'boolean', default: false}}});
const started = Date.now();
const journal = await recordOf(values.journal);
const contexts = await readContexts(SUITES);
const sample = Number(values.sample);
const fates: Fate[] = [];
const evidence: Record<string, Evidence[string]> = {};
const unfailing: string[] = [];
let passed = 0;
for (const one of journal.cases) {
  if (values.suite !== undefined && !values.suite.some((pattern) => one.suite.includes(pattern))) continue;
  if ((await judgeCase(one, journal, createRule({contexts}))).outcome !== 'passed') continue;
  passed += 1;
  if (values.write) {
    const found = await evidenceFor(one, {journal, contexts});
    if (found === null) unfailing.push(one.id);
    else evidence[one.id] = found;
    continue;
  }
  // One in `sample`, always the same ones.
  for await (const fate of fatesOf(one, {journal, contexts, pick: (number) => number % sample === 0})) fates.push(fate);
}

const print = (text: string): void => void process.stdout.write(`${text}\n`);
const share = (part: number, whole: number): string => (whole === 0 ? '–' : `${((100 * part) / whole).toFixed(2)} %`);
if (values.write) {
  // What was given up goes, whichever part is written anew.
  const known = new Set((await loadLibrary()).suites.flatMap(({cases}) => cases.map(({id}) => id)));
  const kept = values.suite === undefined ? [] : Object.entries(readEvidence()).filter(([id]) => known.has(id));
  writeEvidence({...Object.fromEntries(kept), ...evidence});
  print(`${Object.keys(evidence).length} of ${passed} cases that pass can fail; ${((Date.now() - started) / 1000).toFixed(0)} s`);
  for (const id of unfailing) print(`  nothing fails ${id}`);
  process.exit(unfailing.length === 0 ? 0 : 1);
}
const {suites} = await loadLibrary();
const figures = figuresOf(fates, suites);
for (const one of figures) {
  print(`\n${one.suite}: ${one.mutants} mutants`);
  print(`  of ${one.named} in parts that a case names, noticed ${one.namedNoticed} (${share(one.namedNoticed, one.named)})`);
  print(`  of ${one.pairs} pairs of operation and change, ${one.pairsExplained} are explained, and of the others some case notices ${one.pairsNoticed} (${share(one.pairsNoticed, one.pairs - one.pairsExplained)})`);
  if (values.survivors) for (const survivor of one.survivors) print(`    survived: ${survivor}`);
  if (values.survivors) for (const pair of one.unseen) print(`    nobody looks: ${pair}`);
}
// A part of the suites says nothing of what the others look at.
const whole = values.suite === undefined && sample === 1;
const stale = whole ? staleReasons(fates, suites) : [];
if (stale.length > 0) print(`\nExplained, and not there or noticed after all:\n${stale.map((line) => `  ${line}`).join('\n')}`);
const sum = (key: 'mutants' | 'named' | 'namedNoticed' | 'pairs' | 'pairsNoticed' | 'pairsExplained'): number => figures.reduce((total, one) => total + one[key], 0);
print(`\nAll: ${passed} cases, ${sum('mutants')} mutants; named ${share(sum('namedNoticed'), sum('named'))} noticed, pairs ${share(sum('pairsNoticed'), sum('pairs') - sum('pairsExplained'))} noticed, ${sum('pairsExplained')} explained; ${((Date.now() - started) / 1000).toFixed(0)} s`);
const short = figures.filter((one) => !reaches(one.namedNoticed, one.named, NAMED_SHARE) || (whole && !reaches(one.pairsNoticed, one.pairs - one.pairsExplained, PAIRS_SHARE)));
if (short.length > 0) print(`Short of the mark: ${short.map(({suite}) => suite).join(', ')}`);
process.exitCode = short.length + stale.length > 0 ? 1 : 0;
