// A small tender and bids for it, to be varied by tests.

import type {ClauseRequirement, ClauseSet} from '../../../src/tender/clause-set.ts';
import type {Bid, BidVerdict} from '../../../src/tender/comparison/bid.ts';
import type {Outcome} from '../../../src/model.ts';

const TEXT = {release: '9.0', mim: 7, mimTitle: 'Geospatial Data', number: 'R1', text: '', outcomes: [], level: 'must', keyword: 'shall', provisional: false, condition: null, ownChoice: false} as const;

/** A requirement of a tender. */
export function asked(id: string, over: Partial<ClauseRequirement> = {}): ClauseRequirement {
  return {
    id, title: `Title of ${id}`, ...TEXT, use: 'gate', lots: [], appliesAt: ['tender'], need: '', proportionality: '', assurance: 'E1', evidence: [], routes: [{kind: 'equivalent'}],
    weight: null, scale: [], frameworks: [], clauses: {}, ...over,
  };
}

/** A requirement that gives points: none or all of them, unless a scale says more. */
export function scored(id: string, weight: number, scale: readonly number[] = [0, 1]): ClauseRequirement {
  return asked(id, {use: 'scored', weight, scale: scale.map((value) => ({value, label: String(value)}))});
}

export function tender(requirements: readonly ClauseRequirement[], over: Partial<ClauseSet> = {}): ClauseSet {
  return {
    format: 'mimcheck/clause-set/1', generator: {name: 'mimcheck', version: '0.1.0'}, draft: false, language: 'en',
    jurisdiction: {id: 'eu', title: 'European Union', useWords: {gate: 'minimum requirement', scored: 'award criterion', information: 'for information'}, orEquivalent: 'or equivalent'},
    procedure: {reference: '2026-042', title: 'Lights', object: '', buyer: 'Town', contact: null, kind: 'open', date: null, deadline: null, authoritative: 'en', lots: [], profile: {id: 'p', title: 'P', digest: 'sha256:0'}},
    test: {releases: ['9.0'], mims: [7], suites: [{id: 'ogc-core', digest: 'sha256:1', cases: 3}], catalogue: 'sha256:2'},
    requirements, evaluation: {total: 100, threshold: null, ties: 'equal-rank'}, standards: [], frameworks: [], glossary: [], documents: [], placeholders: [], unreviewed: [], digest: 'sha256:3',
    ...over,
  };
}

export function bid(bidder: string, outcomes: Readonly<Record<string, Outcome>>, over: Partial<Bid> = {}): Bid {
  return {
    bidder, product: `${bidder} Platform`, version: '1', vendor: bidder, started: '2026-11-01T10:00:00.000Z', assurance: 'E1', settleMs: 0,
    judgedWith: {suites: [{id: 'ogc-core', digest: 'sha256:1'}], releases: ['9.0'], mims: null, narrowed: false, complete: true, altered: []},
    scope: {mechanisms: ['ogc-api-features'], without: []},
    verdicts: Object.fromEntries(Object.entries(outcomes).map(([id, outcome]): [string, BidVerdict] => [id, {outcome, mechanism: 'ogc-api-features', because: []}])),
    answers: null, declarations: {}, otherTender: false, matrixFindings: 0,
    ...over,
  };
}
