// A judged run with one of everything, answered by a platform that tries to inject markup wherever it can.

import {createRule} from '../../src/check/rule-step.ts';
import {judge} from '../../src/judge/judge.ts';
import type {Journal, Score, Verdict} from '../../src/model.ts';
import {score} from '../../src/score/score.ts';
import {exchange, journal, record, requirement, sampleCase, step, target} from '../model-samples.ts';

export const HOSTILE = '<script>alert(1)</script><img src=x onerror=alert(2)>{{constructor}} | ``` \u001b[31m [x](javascript:alert(3)) "\'&';

/** A run with a failure, a warning, a silence, a blocked case, a declaration and things not tested. */
export function mixedJournal(): Journal {
  const failing = sampleCase({id: 'X-01', why: 'The clause leaves no room.', steps: [step({expect: [{kind: 'json', options: {name: 'expected'}, at: 'mim1/ngsi-ld/x.yaml:12:9', places: {}}]})]});
  const cases = [failing, sampleCase({id: 'X-02', level: 'should'}), sampleCase({id: 'X-03'}), sampleCase({id: 'X-04', steps: [step({setup: true, name: 'Create it'}), step()]}), sampleCase({id: 'X-05'})];
  const silent = {...exchange(200), outcome: {kind: 'silence', reason: 'timeout', detail: HOSTILE}} as const;
  const sent = {...exchange(200, JSON.stringify({name: HOSTILE})), request: {method: 'POST', url: 'http://broker.invalid/ngsi-ld/v1/entities', headers: [['Authorization', '[secret city]'], ['X-Note', "it's"]] as const, body: '{"a":1}'}};
  const base = journal();
  return journal({
    header: {...base.header, target: {...target, product: `Acme ${HOSTILE}`, without: {'ngsi-ld': ['tenants']}, declarations: {'MIM1-9.0-R1.3': {statement: `We map identifiers. ${HOSTILE}`, by: 'Jane Doe', date: '2026-11-01', links: [{url: 'https://acme.example/ids', digest: `sha256:${'1'.repeat(64)}`, date: '2026-10-31'}, {url: 'https://acme.example/more'}]}}}},
    requirements: [
      requirement({routes: [{kind: 'cases', mechanism: 'ngsi-ld', cases: ['X-01']}]}),
      requirement({id: 'MIM1-9.0-R1.2', number: 'R1.2', routes: [{kind: 'cases', mechanism: 'ngsi-ld', cases: ['X-05']}]}),
      requirement({id: 'MIM1-9.0-R1.3', number: 'R1.3', routes: [{kind: 'declaration', question: 'How are identifiers mapped?'}]}),
      requirement({id: 'MIM1-9.0-R1.4', number: 'R1.4', level: 'should', routes: [{kind: 'cases', mechanism: 'ngsi-ld', cases: ['X-02']}]}),
      requirement({id: 'MIM1-9.0-R1.5', number: 'R1.5', routes: [{kind: 'inspection', question: 'Is there a policy?'}]}),
      requirement({id: 'MIM7-9.0-R1.1', mim: 7, mimTitle: 'Geospatial Data', inScope: false}),
    ],
    cases,
    leftOut: [{case: sampleCase({id: 'X-06', needs: ['tenants']}), verdict: 'not-applicable', reason: {code: 'feature-not-claimed', values: {feature: 'tenants'}}}],
    records: {
      'X-01': record(cases[0] as typeof failing, sent), 'X-02': record(failing, exchange(500, HOSTILE)), 'X-03': record(failing, silent),
      'X-04': record(failing, exchange(503)), 'X-05': record(failing, exchange(200)),
    },
  });
}

export interface Judged {
  readonly journal: Journal;
  readonly verdicts: readonly Verdict[];
  readonly score: Score;
}

/** A journal with its verdicts and score. */
export async function judged(one: Journal): Promise<Judged> {
  const verdicts = await judge(one, createRule({contexts: {}}));
  return {journal: one, verdicts, score: score(one, verdicts)};
}
