import {beforeAll, describe, expect, it} from 'vitest';
import {SUITES} from '../../bin/root.ts';
import {loadLibrary} from '../../bin/library.ts';
import {createRule} from '../../src/check/rule-step.ts';
import {judgeCase} from '../../src/judge/judge.ts';
import type {Case, Journal, Json} from '../../src/model.ts';
import {readContexts} from '../../src/suite/contexts.ts';
import {sample} from '../faults/sample.ts';
import {tryCases} from '../faults/try-cases.ts';
import {evidenceFor, isBorneOut, readEvidence} from './evidence.ts';
import {figuresOf} from './figures.ts';
import type {Fate} from './mutate.ts';
import {fatesOf} from './mutate.ts';

const COUNT = 25;

/** Cases that a platform can pass within a moment: without pages to load and without long silence to listen to. */
function isQuick({steps}: Case): boolean {
  return steps.every((step) => step.kind !== 'browser' && step.kind !== 'tls' && step.kind !== 'ask' && (step.kind !== 'quiet' || step.forMs <= 1500));
}

describe('a recording of some cases that pass', () => {
  let journal: Journal;
  let contexts: Readonly<Record<string, Json>>;
  let fates: readonly Fate[];
  let passed: readonly Case[];
  beforeAll(async () => {
    const library = await loadLibrary();
    contexts = await readContexts(SUITES);
    const quick = library.suites.flatMap(({cases}) => cases.filter(isQuick).map(({id}) => id));
    const evidence = readEvidence();
    ({journal} = await tryCases({library, cases: new Set(sample(quick.filter((id) => Object.hasOwn(evidence, id)), COUNT, 'mutation')), faults: [], concurrency: 8, seed: 'mutation'}));
    const rule = createRule({contexts});
    const all: Fate[] = [];
    const good: Case[] = [];
    for (const one of journal.cases) {
      if ((await judgeCase(one, journal, rule)).outcome !== 'passed') continue;
      good.push(one);
      for await (const fate of fatesOf(one, {journal, contexts, pick: () => true})) all.push(fate);
    }
    fates = all;
    passed = good;
  }, 60_000);

  it('is of cases that pass', () => {
    expect(journal.cases).toHaveLength(COUNT);
    expect(passed.map(({id}) => id)).toEqual(journal.cases.map(({id}) => id));
  });

  it('cannot be changed in a part that a case names without its noticing, in 99 of 100 changes', () => {
    const figures = figuresOf(fates, []);
    const named = figures.reduce((sum, one) => sum + one.named, 0);
    const noticed = figures.reduce((sum, one) => sum + one.namedNoticed, 0);
    expect(named).toBeGreaterThan(COUNT * 4);
    expect(noticed / named, figures.flatMap(({survivors}) => survivors).join('\n')).toBeGreaterThanOrEqual(0.99);
  });

  it('fails every one of them in some change of an answer', async () => {
    const unfailing: string[] = [];
    for (const one of passed) if (await evidenceFor(one, {journal, contexts}) === null) unfailing.push(one.id);
    expect(unfailing).toEqual([]);
  });

  it('bears out the evidence that is written down', async () => {
    const evidence = readEvidence();
    const wrong: string[] = [];
    for (const one of passed) {
      const told = evidence[one.id];
      if (told === undefined || !await isBorneOut(one, told, {journal, contexts})) wrong.push(`${one.id}: ${JSON.stringify(told)}`);
    }
    expect(wrong).toEqual([]);
  });
});
