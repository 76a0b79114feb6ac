import {describe, expect, test} from 'vitest';
import {tooSoon} from '../../reports/too-soon.ts';
import type {CaseRecord, Exchange, Finding, Journal, Verdict} from '../../src/model.ts';
import {exchange, journal, sampleCase, step, verdict} from '../model-samples.ts';

const finding: Finding = {code: 'status-unexpected', blame: 'vendor', step: 1, at: 'x.yaml:1:1', where: 'status', expected: 200, actual: 404};
const one = sampleCase({steps: [step({method: 'POST'}), step()]});

/** A case that writes, and reads so long afterwards. */
function written(write: number, read: number, afterMs = 10): CaseRecord {
  const asked = (status: number, method: string, at: number): Exchange => ({...exchange(status), request: {...exchange(200).request, method}, at, tookMs: 5});
  const line = (number: number, each: Exchange): CaseRecord['steps'][number] => ({kind: 'step', case: one.id, step: number, at: each.at, exchanges: [each], arrivals: []});
  return {start: {kind: 'case-start', case: one.id, at: 0, clock: ''}, steps: [line(0, asked(write, 'POST', 100)), line(1, asked(read, 'GET', 105 + afterMs))], end: null, undos: []};
}

/** How many there are among failed cases with these records. */
function found(...records: readonly CaseRecord[]): number {
  const all: Journal = journal({records: Object.fromEntries(records.map((each, index) => [`X-${index}`, each]))});
  return tooSoon(all, records.map((_, index): Verdict => ({...verdict(`X-${index}`, 'failed'), findings: [finding], stoppedAt: 1})));
}

const soon = written(201, 404);

describe('reads that found nothing soon after a write', () => {
  test('are counted where they are most of what is not met', () => {
    expect(found(soon, soon, soon)).toBe(3);
    expect(found(soon, soon, soon, written(201, 200), written(201, 500))).toBe(3);
  });

  test.each([
    ['few', [soon, soon]],
    ['less than half', [soon, soon, soon, ...Array.from({length: 4}, () => written(201, 200))]],
    ['later than a second', [soon, soon, written(201, 404, 1_000)]],
    ['after a write that was refused', [soon, soon, written(400, 404)]],
    ['answered otherwise', [soon, soon, written(201, 500)]],
  ])('are not spoken of where they are %s', (_, records) => {
    expect(found(...records)).toBe(0);
  });

  test('are not spoken of where nothing is held against the vendor', () => {
    const all = journal({records: {A: soon, B: soon, C: soon}});
    expect(tooSoon(all, ['A', 'B', 'C'].map((id) => ({...verdict(id, 'passed'), stoppedAt: 1})))).toBe(0);
  });
});
