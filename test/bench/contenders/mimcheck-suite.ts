// The triples in mimcheck's own format: a case for each, and a requirement that rests on all of them.

import type {Triple} from '../triples.ts';
import {STATUS, VALUE_PATH, bodyOf} from '../triples.ts';

export interface SuiteRequest {
  readonly mim: number;
  readonly triples: readonly Triple[];
  readonly expected: (triple: Triple) => number;
  /** Reads each entity again and again for so many milliseconds; 0: once. */
  readonly pollMs: number;
}

// A suite file must not grow beyond bounds.
const CASES_A_FILE = 5_000;

/** Files below the folder of their MIM, by path, as data. */
export function suiteFiles({mim, triples, expected, pollMs}: SuiteRequest): ReadonlyMap<string, unknown> {
  const sample = {entity: '{{ row.entity }}', value: '{{ row.value }}'} as unknown as Triple;
  const entity = '/entities/{{ row.entity }}';
  const steps = [
    {name: 'Create it', request: 'POST /entities', json: bodyOf(sample), expect: {status: STATUS.create}},
    {
      name: 'Read it', request: `GET ${entity}`, headers: {Accept: 'application/json'}, ...(pollMs === 0 ? {} : {consistently: {every: '1ms', for: `${pollMs}ms`}}),
      expect: {status: STATUS.read, at: {[VALUE_PATH]: '{{ row.expected }}'}},
    },
    {name: 'Delete it', request: `DELETE ${entity}`, expect: {status: STATUS.remove}},
  ];
  const rows = triples.map((triple, index) => ({row: `r${index + 1}`, ...triple, expected: expected(triple)}));
  const numbers = Array.from({length: Math.ceil(rows.length / CASES_A_FILE)}, (_, index) => index + 1);
  return new Map<string, unknown>([
    ...numbers.map((number): [string, unknown] => [`bench/bench-${number}.yaml`, {
      suite: `bench-${number}`, title: 'Triples of a benchmark', mechanism: 'ngsi-ld',
      cases: [{
        id: `BENCH-TRIPLE-${number}`, title: 'An entity is created, read and deleted', clause: '5.6.1', timeout: '5m', steps,
        'for-each': rows.slice((number - 1) * CASES_A_FILE, number * CASES_A_FILE),
      }],
    }]),
    ['requirements/9.0.yaml', {
      mim, title: 'Benchmark', release: '9.0', source: {title: 'Benchmark', url: 'https://example.org/bench', version: '1'},
      requirements: [{
        id: `MIM${mim}-9.0-R1`, number: 'R1', title: 'Triples hold', proof: ['harness-run'], equivalence: ['Every triple holds.'], capability: 'Benchmark', keyword: 'shall', level: 'must', text: 'Every triple holds.',
        routes: [{mechanism: 'ngsi-ld', cases: ['BENCH-*']}],
      }],
    }],
  ]);
}
