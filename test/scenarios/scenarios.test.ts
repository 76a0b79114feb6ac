// What these scenarios are is written in the files beside; npm run scenarios writes what follows from them anew.

import {readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {readJournal} from '../../src/journal/read.ts';
import type {Verdict} from '../../src/model.ts';
import {fileOf, judged, lasting, record, scenarios} from './scenario.ts';

/** What each is there for: a scenario that ends otherwise is none. */
const OUTCOMES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'all-right': {'SCENARIO-MUST-01': 'passed', 'SCENARIO-SHOULD-01': 'passed'},
  attested: {'SCENARIO-MUST-01': 'attested', 'SCENARIO-SHOULD-01': 'untested'},
  'blocked-by-setup': {'SCENARIO-MUST-01': 'blocked', 'SCENARIO-MUST-02': 'passed'},
  'cut-off': {'SCENARIO-MUST-01': 'passed', 'SCENARIO-MUST-02': 'not-run'},
  'notification-missing': {'SCENARIO-MUST-01': 'failed'},
  'one-fault-one-case': {'SCENARIO-MUST-01': 'failed', 'SCENARIO-MUST-02': 'passed'},
  silence: {'SCENARIO-MUST-01': 'error'},
  warning: {'SCENARIO-MUST-01': 'passed', 'SCENARIO-SHOULD-01': 'warning'},
};

const read = (scenario: string, file: string): string => readFileSync(fileOf(scenario, file), 'utf8');
const verdictsOf = (text: string): readonly Verdict[] => JSON.parse(text) as readonly Verdict[];

it('there are scenarios for every way in which a case can end', () => {
  expect(scenarios()).toEqual(Object.keys(OUTCOMES).sort());
});

describe.each(scenarios())('the scenario %s', (scenario) => {
  it('ends as it is meant to', () => {
    expect(Object.fromEntries(verdictsOf(read(scenario, 'verdicts.json')).map((verdict) => [verdict.case, verdict.outcome]))).toEqual(OUTCOMES[scenario]);
  });

  it('gives from its recording the same verdicts, score and report to the byte', async () => {
    const files = await judged(read(scenario, 'journal.jsonl'));
    expect([...files.keys()]).toEqual(['verdicts.json', 'score.json', 'report.md']);
    for (const [file, text] of files) expect(text, file).toBe(read(scenario, file));
  });

  it('comes to the same verdicts when it is run again', async () => {
    const again = await judged(await record(scenario));
    expect(lasting(verdictsOf(again.get('verdicts.json') ?? ''))).toEqual(lasting(verdictsOf(read(scenario, 'verdicts.json'))));
  });

  it('names no place of the machine it was recorded on', () => {
    const {header} = readJournal(read(scenario, 'journal.jsonl'));
    expect(JSON.stringify(header.target)).not.toMatch(/"\/(?!\/)/);
  });
});
