import {createColors} from 'picocolors';
import {expect, it} from 'vitest';
import {summary} from '../../bin/summary.ts';
import {score} from '../../src/score/score.ts';
import type {CaseRecord, Verdict} from '../../src/model.ts';
import {exchange, journal, record, sampleCase, verdict} from '../model-samples.ts';

const terminal = {print: () => undefined, note: () => undefined, colours: createColors(false), live: false};

it.each([['none', []], ['1 passed', ['passed' as const]]])('counts cases: %s', (told, outcomes) => {
  const verdicts = outcomes.map((outcome) => verdict('X-01', outcome));
  const recorded = journal();
  expect(summary({journal: recorded, verdicts, score: score(recorded, verdicts)}, terminal)).toContain(`\ncases: ${told}`);
});

it('points to the time a platform may need, where most of what failed was not there right after it was written', () => {
  const ids = ['X-01', 'X-02', 'X-03'];
  const written = {...exchange(201), request: {...exchange(201).request, method: 'POST'}};
  const told = (status: number): string => {
    const records = Object.fromEntries(ids.map((id): [string, CaseRecord] => [id, record(sampleCase({id}), written, exchange(status))]));
    const recorded = journal({cases: ids.map((id) => sampleCase({id})), records});
    const verdicts = ids.map((id): Verdict => ({
      ...verdict(id, 'failed'), stoppedAt: 1, findings: [{code: 'status-unexpected', blame: 'vendor', step: 1, at: 'x.yaml:1:1', where: 'status', expected: 200, actual: status}],
    }));
    return summary({journal: recorded, verdicts, score: score(recorded, verdicts)}, terminal);
  };
  expect(told(404)).toContain('In 3 of these the platform answered 404 less than a second after it had accepted a write. If it needs a moment until what is written shows, say how long in the target file, as limits: { settle: 500ms }, and run again.');
  expect(told(500)).not.toContain('settle');
});
