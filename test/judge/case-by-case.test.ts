import {readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {SUITES} from '../../bin/root.ts';
import {buildReport} from '../../reports/report.ts';
import {createRule} from '../../src/check/rule-step.ts';
import {readCaseByCase, readJournal, readLines} from '../../src/journal/read.ts';
import {judge, judgeCaseByCase} from '../../src/judge/judge.ts';
import type {JournalLine} from '../../src/model.ts';
import {score} from '../../src/score/score.ts';
import {readContexts} from '../../src/suite/contexts.ts';
import {exchange, journal as sample, record, sampleCase} from '../model-samples.ts';
import {fileOf, scenarios} from '../scenarios/scenario.ts';

const rule = createRule({contexts: await readContexts(SUITES)});

async function caseByCase(lines: readonly JournalLine[]) {
  const {look, verdicts} = judgeCaseByCase(rule);
  const journal = await readCaseByCase(lines, look);
  return {journal, verdicts: await verdicts(journal)};
}

describe('a journal judged while it is read', () => {
  test.each(scenarios())('comes to the same verdicts and report as when it is read whole: %s', async (scenario) => {
    const text = readFileSync(fileOf(scenario, 'journal.jsonl'), 'utf8');
    const whole = readJournal(text);
    const expected = await judge(whole, rule);
    const {journal, verdicts} = await caseByCase(readLines(text).lines);
    expect(verdicts).toEqual(expected);
    expect(buildReport(journal, verdicts, score(journal, verdicts))).toEqual(buildReport(whole, expected, score(whole, expected)));
  });

  const [good, bad] = [sampleCase({id: 'X-01'}), sampleCase({id: 'X-02'})];
  const {header} = sample();
  const planned = [header, {kind: 'planned', case: good}, {kind: 'planned', case: bad}] as const;
  const run = (id: string, status: number): readonly JournalLine[] => {
    const {start, steps, end} = record(sampleCase({id}), exchange(status));
    return [start, ...steps, ...(end === null ? [] : [end])];
  };

  test('keeps the record of a case only when it was not met', async () => {
    const {journal, verdicts} = await caseByCase([...planned, ...run('X-01', 200), ...run('X-02', 500)]);
    expect(verdicts.map(({outcome}) => outcome)).toEqual(['passed', 'failed']);
    expect(Object.keys(journal.records)).toEqual(['X-02']);
  });

  test('forgets what it thought of a case that was begun again', async () => {
    const {verdicts} = await caseByCase([...planned, ...run('X-01', 200), {kind: 'resumed', at: ''}, ...run('X-01', 500), ...run('X-02', 500), ...run('X-02', 200)]);
    expect(verdicts.map(({outcome}) => outcome)).toEqual(['failed', 'passed']);
    const cut = await caseByCase([...planned, ...run('X-01', 200), {kind: 'resumed', at: ''}, ...run('X-01', 200).slice(0, 1)]);
    expect(cut.verdicts[0]).toMatchObject({outcome: 'not-run', reason: {code: 'recording-incomplete'}});
  });
});
