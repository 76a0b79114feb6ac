// Small whole samples of the nouns, for tests to vary.

import type {Case, CaseRecord, Exchange, Journal, PlannedRequirement, RequestStep, Target, Verdict} from '../src/model.ts';

export const target: Target = {
  product: 'Acme City Platform', version: '4.2', vendor: 'Acme GmbH',
  endpoints: {'ngsi-ld': {url: 'http://broker.invalid/ngsi-ld/v1', headers: {}, parameters: {}}},
  auth: {}, without: {}, declarations: {}, tls: {verify: true}, callback: {listen: '127.0.0.1:0', publicUrl: null},
  limits: {requestsPerSecond: null, concurrency: 4, connections: 8, requestTimeoutMs: 10_000, runTimeoutMs: 60_000},
};

export function step(more: Partial<RequestStep> = {}): RequestStep {
  return {
    kind: 'request', name: 'Read it', setup: false, capture: {}, at: 'mim1/ngsi-ld/x.yaml:10:9', method: 'GET', path: '/entities/1', headers: {}, query: {}, followRedirects: false,
    expect: [{kind: 'status', options: 200, at: 'mim1/ngsi-ld/x.yaml:12:19', places: {}}], ...more,
  };
}

export function sampleCase(more: Partial<Case> = {}): Case {
  return {
    id: 'X-01', title: 'An entity can be read', suite: 'x', mechanism: 'ngsi-ld', mim: 1, clauses: [{document: 'ETSI GS CIM 009', version: '1.9.1', clause: '5.7.1'}], level: 'must',
    crossRefs: {}, needs: [], timeoutMs: 30_000, exclusive: false, variables: {}, row: null, listeners: {}, steps: [step()], at: 'mim1/ngsi-ld/x.yaml:5:5', ...more,
  };
}

export function requirement(more: Partial<PlannedRequirement> = {}): PlannedRequirement {
  return {
    id: 'MIM1-9.0-R1.1', release: '9.0', mim: 1, mimTitle: 'Interlinking Data', number: 'R1.1', title: 'An identifier each', proof: ['harness-run'], equivalence: ['Each entity is found under an identifier.'], capability: 'C1', keyword: 'none', level: 'must', text: 'Every entity has an identifier.',
    source: {title: 'MIM1', url: 'https://mims.oascities.org/interlinking-data', version: '4eae37e'}, aliases: [], routes: [{kind: 'cases', mechanism: 'ngsi-ld', cases: ['X-01']}],
    at: 'mim1/requirements/9.0.yaml:10:5', inScope: true, ...more,
  };
}

export function exchange(status: number, body = ''): Exchange {
  return {
    request: {method: 'GET', url: 'http://broker.invalid/ngsi-ld/v1/entities/1', headers: [['Accept', 'application/json']]}, at: 5, tookMs: 3,
    outcome: {kind: 'answer', status, httpVersion: '1.1', headers: [['Content-Type', 'application/json']], body, bytes: body.length, facts: []},
  };
}

export function record(one: Case, ...exchanges: readonly Exchange[]): CaseRecord {
  return {
    start: {kind: 'case-start', case: one.id, at: 0, clock: '2026-11-21T10:00:00.000Z'},
    steps: exchanges.map((each, index) => ({kind: 'step', case: one.id, step: index, at: 5, exchanges: [each], arrivals: []})),
    end: {kind: 'case-end', case: one.id, at: 9, ended: 'completed'}, undos: [],
  };
}

export function journal(more: Partial<Journal> = {}): Journal {
  return {
    header: {
      kind: 'header', format: 'mimcheck-journal/1', tool: {name: 'mimcheck', version: '0.1.0'}, node: 'v20', platform: 'linux', started: '2026-11-21T10:00:00.000Z', seed: 's', runId: 'abcdefghij',
      planDigest: 'sha256:0', selection: {releases: ['9.0'], mims: null, suites: null, cases: null, readOnly: false}, suites: [], mechanisms: [], target, callbackUrl: null,
    },
    requirements: [requirement()], cases: [sampleCase()], leftOut: [], callback: null, records: {},
    footer: {kind: 'footer', ended: 'completed', at: '2026-11-21T10:00:01.000Z', tookMs: 1000, exchanges: 1, leftovers: []}, ...more,
  };
}

export function verdict(id: string, outcome: Verdict['outcome']): Verdict {
  return {case: id, outcome, findings: [], compared: 1};
}
