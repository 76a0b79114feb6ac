import {describe, expect, test} from 'vitest';
import {createRule} from '../../src/check/rule-step.ts';
import {judge} from '../../src/judge/judge.ts';
import type {Case, CaseRecord, Journal} from '../../src/model.ts';
import {exchange, journal, record, sampleCase, step, target} from '../model-samples.ts';

const rule = createRule({contexts: {}});

async function judged(one: Case, its: CaseRecord | null, more: Partial<Journal> = {}) {
  const [verdict] = await judge(journal({cases: [one], records: its === null ? {} : {[one.id]: its}, ...more}), rule);
  return `${verdict?.outcome}${verdict?.reason === undefined ? '' : ` ${verdict.reason.code}`}`;
}

describe('a case', () => {
  const one = sampleCase();
  const silent = {...exchange(200), outcome: {kind: 'silence', reason: 'timeout', detail: ''}} as const;

  test('whose answers are as expected passes', async () => expect(await judged(one, record(one, exchange(200)))).toBe('passed'));
  test('whose answer is wrong fails', async () => expect(await judged(one, record(one, exchange(500)))).toBe('failed'));
  test('that only recommends is a warning', async () => expect(await judged({...one, level: 'should'}, record(one, exchange(500)))).toBe('warning'));
  test('that got no answer could not be judged', async () => expect(await judged(one, record(one, silent))).toBe('error no-answer'));
  test('that was not reached is not run', async () => expect(await judged(one, null)).toBe('not-run recording-incomplete'));
  test('that was not reached before Ctrl-C is not run', async () => {
    expect(await judged(one, null, {footer: {kind: 'footer', ended: 'interrupted', at: '', tookMs: 1, exchanges: 0, leftovers: []}})).toBe('not-run aborted');
  });
  test('that was cut off in its middle is not run', async () => expect(await judged(one, {...record(one), end: null})).toBe('not-run recording-incomplete'));
  test('that took too long could not be judged', async () => {
    expect(await judged(one, {...record(one), end: {kind: 'case-end', case: one.id, at: 1, ended: 'timeout'}})).toBe('error case-timeout');
  });
  test('that was interrupted while it waited for an answer is not run', async () => {
    const cut = {...exchange(200), outcome: {kind: 'silence', reason: 'aborted', detail: ''}} as const;
    expect(await judged(one, {...record(one, cut), end: {kind: 'case-end', case: one.id, at: 1, ended: 'aborted'}})).toBe('not-run aborted');
  });
  test('in which we broke is never held against the platform', async () => {
    expect(await judged(one, {...record(one), end: {kind: 'case-end', case: one.id, at: 1, ended: 'harness', detail: 'x'}})).toBe('error harness');
  });
  test('that failed before we broke stays failed', async () => {
    expect(await judged(one, {...record(one, exchange(500)), end: {kind: 'case-end', case: one.id, at: 1, ended: 'harness', detail: 'x'}})).toBe('failed');
  });
  test('in which nothing was compared cannot pass', async () => {
    const empty = {...one, steps: [step({expect: []})]};
    expect(await judged(empty, record(empty, exchange(200)))).toBe('error nothing-compared');
  });
  test('in which only the preparation was compared cannot pass', async () => {
    const prepared = {...one, steps: [step({setup: true})]};
    expect(await judged(prepared, record(prepared, exchange(200)))).toBe('error nothing-compared');
  });
  test('that could not be prepared is blocked, not failed', async () => {
    const prepared = {...one, steps: [step({setup: true}), step()]};
    expect(await judged(prepared, record(prepared, exchange(500)))).toBe('blocked setup-not-met');
  });
  test('about what the platform may leave out, and does, is not applicable, be it prepared or asked', async () => {
    const capture = {title: {from: 'json', path: '$.title', secret: false, optional: true}} as const;
    for (const setup of [true, false]) {
      const optional = {...one, steps: [step({setup, capture}), step()]};
      expect(await judged(optional, record(optional, exchange(200, '{}'), exchange(200)))).toBe('not-applicable part-absent');
      expect(await judged(optional, record(optional, exchange(200, '{"title":"x"}'), exchange(200)))).toBe('passed');
    }
    const both = {...one, steps: [step({setup: true, capture: {...capture, id: {from: 'json', path: '$.id', secret: false}}}), step()]};
    expect(await judged(both, record(both, exchange(200, '{}'), exchange(200)))).toBe('blocked setup-not-met');
  });
  test('whose listener cannot be reached is blocked', async () => {
    const listening = {...one, listeners: {alerts: {replies: []}}};
    expect(await judged(listening, null, {callback: {reachable: false, detail: 'refused'}})).toBe('blocked callback-unreachable');
    expect(await judged(listening, {...record(listening), end: null}, {callback: {reachable: false, detail: 'refused'}})).toBe('blocked callback-unreachable');
    // It had ended before the run was resumed where nobody can call.
    expect(await judged(listening, record(listening, exchange(200)), {callback: {reachable: false, detail: 'refused'}})).toBe('passed');
  });
});

describe('a question', () => {
  const asking = sampleCase({steps: [{kind: 'ask', name: 'Ask', setup: false, expect: [], capture: {}, at: 'x:1:1', question: 'Where?', evidence: ['link']}]});

  test('that nobody answers is untested', async () => expect(await judged(asking, record(asking))).toBe('untested not-answered'));
  test('that is answered is attested, never passed', async () => {
    const header = {...journal().header, target: {...target, declarations: {[asking.id]: {statement: 'There', by: 'Jane', date: '2026-11-01'}}}};
    expect(await judged(asking, record(asking), {header})).toBe('attested');
  });
});

test('later steps use what earlier answers gave', async () => {
  const first = step({capture: {id: {from: 'json', path: '$.id', secret: false}}});
  const second = step({expect: [{kind: 'json', options: {id: '{{ id }}'}, at: 'x:1:1', places: {}}]});
  const one = sampleCase({steps: [first, second]});
  expect(await judged(one, record(one, exchange(200, '{"id":7}'), exchange(200, '{"id":7}')))).toBe('passed');
  expect(await judged(one, record(one, exchange(200, '{"id":7}'), exchange(200, '{"id":8}')))).toBe('failed');
});

test('a case that was left out keeps its reason', async () => {
  const reason = {code: 'feature-not-claimed', values: {feature: 'tenants'}} as const;
  const [verdict] = await judge(journal({cases: [], leftOut: [{case: sampleCase(), verdict: 'not-applicable', reason}]}), rule);
  expect(verdict).toMatchObject({case: 'X-01', outcome: 'not-applicable', reason});
});
