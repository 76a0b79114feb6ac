// npm run freedoms [-- --suite PATTERN …] [-- --journal DIR]: do the checks fail a platform for what its standard leaves open?

import {parseArgs} from 'node:util';
import {SUITES} from '../../bin/root.ts';
import {createRule} from '../../src/check/rule-step.ts';
import {judgeCase} from '../../src/judge/judge.ts';
import {readContexts} from '../../src/suite/contexts.ts';
import {named} from '../../src/plan/routes.ts';
import {recordOf} from '../mutation/record.ts';
import {boundIn, deniedBy} from './denied.ts';
import type {Denied} from './denied.ts';
import {BOUND, FREEDOMS} from './freedoms.ts';

const {values} = parseArgs({options: {suite: {type: 'string', multiple: true}, journal: {type: 'string'}}});
const started = Date.now();
const journal = await recordOf(values.journal);
const contexts = await readContexts(SUITES);
const times = new Map<string, number>();
const all: Denied[] = [];
const bonds: Denied[] = [];
let passed = 0;
for (const one of journal.cases) {
  if (values.suite !== undefined && !values.suite.some((pattern) => one.suite.includes(pattern))) continue;
  if ((await judgeCase(one, journal, createRule({contexts}))).outcome !== 'passed') continue;
  passed += 1;
  const bound = boundIn(one, FREEDOMS);
  const {taken, denied} = await deniedBy(one, FREEDOMS.filter((freedom) => !bound.includes(freedom)), {journal, contexts});
  bonds.push(...(await deniedBy(one, bound, {journal, contexts})).denied);
  for (const name of taken) times.set(name, (times.get(name) ?? 0) + 1);
  all.push(...denied);
}

const print = (text: string): void => void process.stdout.write(`${text}\n`);
for (const {name, source} of FREEDOMS) {
  const denied = all.filter(({freedom}) => freedom === name);
  print(`${name} (${source}): taken in ${times.get(name) ?? 0} cases, denied in ${denied.length}`);
  for (const {case: id, outcome, findings: [first]} of denied) print(`  ${id} is ${outcome}: ${first?.at} ${first?.code} ${first?.where}: ${JSON.stringify(first?.expected)?.slice(0, 200)}, not ${JSON.stringify(first?.actual)?.slice(0, 200)}`);
}
print(`\nAll: ${passed} cases, ${[...times.values()].reduce((sum, count) => sum + count, 0)} times something said otherwise, ${all.length} times denied; ${((Date.now() - started) / 1000).toFixed(0)} s`);
// Of a run of everything, a freedom that nobody could take shows nothing, nor does a bond where none is denied.
const whole = values.suite === undefined && values.journal === undefined;
const idle = whole ? FREEDOMS.filter(({name}) => !times.has(name)) : [];
for (const {name} of idle) print(`Never taken: ${name}`);
const loose = whole ? BOUND.flatMap(({cases, freedoms}) => freedoms.filter((name) => !bonds.some((one) => one.freedom === name && named(cases, one.case))).map((name) => `${cases}: ${name}`)) : [];
for (const bond of loose) print(`Bound, and not denied: ${bond}`);
process.exitCode = all.length + idle.length + loose.length > 0 ? 1 : 0;
