// Runs of every kind, for the formats of others: each verdict of a profile, and each of a case.

import type {AskStep, Case, Journal, ProfileVerdict} from '../../../src/model.ts';
import {exchange, journal, record, requirement, sampleCase, step, target} from '../../model-samples.ts';
import {mixedJournal} from '../samples.ts';

const PASSING = sampleCase({id: 'P-01[no type/ü]'});
const ask: AskStep = {kind: 'ask', name: 'Ask', setup: false, expect: [], capture: {}, at: 'mim1/ngsi-ld/x.yaml:20:9', question: 'How?', evidence: ['text']};
const ASKING = sampleCase({id: 'P-02', steps: [ask]});
const UNANSWERED = sampleCase({id: 'P-03', steps: [ask]});
const declaration = {statement: 'We do.', by: 'Jane Doe', date: '2026-11-01', files: [{name: 'a.pdf', bytes: 3, digest: `sha256:${'0'.repeat(64)}`}], links: [{url: 'https://acme.example/'}]} as const;
const leftOut = (id: string, verdict: 'not-run' | 'blocked' | 'not-applicable', code: 'filtered' | 'read-only' | 'endpoint-not-claimed'): Journal['leftOut'][number] => (
  {case: sampleCase({id}), verdict, reason: {code, values: {mechanism: 'ngsi-ld'}}}
);

function run(cases: readonly Case[], more: Partial<Journal> = {}): Journal {
  const base = journal();
  return journal({
    header: {...base.header, target: {...target, declarations: {'MIM1-9.0-R1.2': declaration, 'P-02': declaration}}}, cases,
    requirements: [requirement({routes: [{kind: 'cases', mechanism: 'ngsi-ld', cases: cases.map(({id}) => id)}]})],
    records: Object.fromEntries(cases.map((one) => [one.id, one === PASSING ? record(one, exchange(200)) : record(one)])), ...more,
  });
}

/** By what they come to, and by what nothing at all comes to. */
export const RUNS: readonly (readonly [name: string, verdict: ProfileVerdict, run: Journal])[] = [
  ['where everything passed', 'conformant', run([PASSING])],
  ['that rests on a declaration', 'conformant-as-declared', run([PASSING], {requirements: [
    requirement({routes: [{kind: 'cases', mechanism: 'ngsi-ld', cases: [PASSING.id]}]}), requirement({id: 'MIM1-9.0-R1.2', number: 'R1.2', routes: [{kind: 'declaration', question: 'How?'}]}),
  ]})],
  ['with one of almost everything', 'not-conformant', mixedJournal()],
  ['where nobody can tell', 'undecided', run([PASSING, ASKING, UNANSWERED, sampleCase({id: 'P-04'}), sampleCase({id: 'P-05', steps: [step({setup: true})]}), sampleCase({id: 'P-06', level: 'should'})], {
    records: {
      [PASSING.id]: record(PASSING, exchange(200)), 'P-02': record(ASKING), 'P-03': record(UNANSWERED),
      'P-04': record(PASSING, {...exchange(200), outcome: {kind: 'silence', reason: 'timeout', detail: 'nothing came'}}), 'P-05': record(PASSING, exchange(500)), 'P-06': record(PASSING, exchange(500)),
    },
    leftOut: [leftOut('P-07', 'not-run', 'filtered'), leftOut('P-08', 'blocked', 'read-only'), leftOut('P-09', 'not-applicable', 'endpoint-not-claimed')],
  })],
  ['that was cut off', 'undecided', run([PASSING], {records: {}, footer: null})],
  ['of nothing', 'undecided', journal({cases: [], requirements: []})],
];
