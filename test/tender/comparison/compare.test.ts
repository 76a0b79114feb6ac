import {describe, expect, it} from 'vitest';
import {compare} from '../../../src/tender/comparison/compare.ts';
import type {Assessment, BidAssessment} from '../../../src/tender/comparison/bid.ts';
import type {LotComparison, Standing} from '../../../src/tender/comparison/comparison.ts';
import {asked, bid, scored, tender} from './samples.ts';

const ON = '2026-11-22';

function assessed(bids: Readonly<Record<string, BidAssessment>>): Assessment {
  return {by: 'Ada', bids};
}

function only(set: Parameters<typeof compare>[0], bids: Parameters<typeof compare>[1], assessment: Assessment | null = null): LotComparison {
  const {lots} = compare(set, bids, {assessment, on: ON});
  expect(lots).toHaveLength(1);
  return lots[0] as LotComparison;
}

function standing(lot: LotComparison, bidder: string): Standing {
  return lot.standings.find((one) => one.bidder === bidder) as Standing;
}

describe('a bid is refused, and told why,', () => {
  const set = tender([asked('A')]);
  const judged = bid('x', {A: 'passed'}).judgedWith;
  it.each([
    ['when a suite has another digest', {...judged, suites: [{id: 'ogc-core', digest: 'sha256:9'}]}, 'other-suites', ['ogc-core']],
    ['when a suite is missing', {...judged, suites: []}, 'suites-missing', ['ogc-core']],
    ['when it was judged by another release', {...judged, releases: ['2022'] as const}, 'other-release', ['9.0']],
    ['when it leaves out a MIM', {...judged, mims: [1]}, 'mims-missing', ['MIM7']],
    ['when cases were picked out', {...judged, narrowed: true}, 'narrowed', ['x']],
    ['when its bundle was altered', {...judged, altered: ['file-altered']}, 'altered', ['file-altered']],
    ['when its recording breaks off', {...judged, complete: false}, 'incomplete', ['x']],
  ])('%s', (_when, judgedWith, reason, which) => {
    const {refused, bids, lots} = compare(set, [bid('x', {A: 'passed'}, {judgedWith}), bid('y', {A: 'passed'})], {assessment: null, on: ON});
    expect(refused).toEqual([{bidder: 'x', reason, which}]);
    expect(bids.map(({bidder}) => bidder)).toEqual(['y']);
    expect(lots[0]?.rows[0]?.cells.map(({bidder}) => bidder)).toEqual(['y']);
  });
});

it('a bid is refused when its response matrix belongs to other tender documents', () => {
  const {refused} = compare(tender([asked('A')]), [bid('x', {A: 'passed'}, {otherTender: true})], {assessment: null, on: ON});
  expect(refused).toEqual([{bidder: 'x', reason: 'other-tender', which: ['x']}]);
});

describe('gates', () => {
  it('that are not met put a bid out of the running, whatever its points', () => {
    const lot = only(tender([asked('A'), scored('B', 100)]), [bid('x', {A: 'failed', B: 'passed'}), bid('y', {A: 'passed', B: 'failed'})]);
    expect(standing(lot, 'x')).toMatchObject({gates: 'not-met', failed: ['A'], points: {low: 100, high: 100}, rank: null});
    expect(standing(lot, 'y')).toMatchObject({gates: 'met', rank: 1});
  });
  it.each(['untested', 'blocked', 'error', 'not-run', 'not-applicable'] as const)('that are %s are open: never met, never missed', (outcome) => {
    expect(standing(only(tender([asked('A')]), [bid('x', {A: outcome})]), 'x')).toMatchObject({gates: 'open', open: ['A'], failed: []});
  });
  it('are met by a demand whose recommendations are not followed, and not by a recommendation that is not', () => {
    const lot = only(tender([asked('A', {level: 'must'}), asked('B', {level: 'should'}), asked('C', {level: 'may'})]), [bid('x', {A: 'warning', B: 'warning', C: 'warning'})]);
    expect(standing(lot, 'x')).toMatchObject({gates: 'not-met', failed: ['B', 'C']});
  });
  it('are open for a requirement of which the run says nothing', () => {
    expect(standing(only(tender([asked('A')]), [bid('x', {})]), 'x')).toMatchObject({gates: 'open', open: ['A']});
  });
  it('are met by an equivalent that the buyer accepts, and the verdict stays visible', () => {
    const lot = only(tender([asked('A')]), [bid('x', {A: 'failed'})], assessed({x: {requirements: {A: {finding: 'met-by-equivalence', reason: 'Dossier 3 shows all outcomes.', date: ON}}}}));
    expect(standing(lot, 'x').gates).toBe('met');
    expect(lot.rows[0]?.cells[0]).toMatchObject({verdict: 'failed', status: 'equivalent'});
  });
  it('that the buyer finds not to apply are no bar, whatever the bidder claims', () => {
    const lot = only(tender([asked('A')]), [bid('x', {A: 'not-applicable'}), bid('y', {A: 'not-applicable'})], assessed({x: {requirements: {A: {finding: 'not-applicable', reason: 'There is no second site.', date: ON}}}}));
    expect(standing(lot, 'x')).toMatchObject({gates: 'met', open: []});
    expect(standing(lot, 'y')).toMatchObject({gates: 'open', open: ['A']});
  });
  it('are not met when the buyer finds so, although the tests pass', () => {
    const lot = only(tender([asked('A')]), [bid('x', {A: 'passed'})], assessed({x: {requirements: {A: {finding: 'not-met', reason: 'Another product was tested than is offered.', date: ON}}}}));
    expect(standing(lot, 'x')).toMatchObject({gates: 'not-met', failed: ['A']});
  });
  it('met by a declaration that the buyer did not accept are open, whatever else was declared', () => {
    const declared = (accepted: readonly boolean[]) => ({A: [{id: 'A', claim: 'meets', statement: 'So it is.', by: 'Jane', date: '2026-11-01', validUntil: null, expired: false, proofs: [], reviews: accepted.map((one) => ({accepted: one, by: 'Ada', reason: 'Read.'}))}]}) as const;
    const statusOf = (accepted: readonly boolean[], outcome: 'attested' | 'passed') => compare(tender([asked('A')]), [bid('x', {A: outcome}, {declarations: declared(accepted)})], {assessment: null, on: '2026-11-22'}).lots[0]?.rows[0]?.cells[0]?.status;
    expect([statusOf([true], 'attested'), statusOf([true, false], 'attested'), statusOf([false], 'passed')]).toEqual(['declared', 'open', 'met']);
  });

  it('met by a declaration alone are met, and said to be declared', () => {
    const lot = only(tender([asked('A')]), [bid('x', {A: 'attested'})]);
    expect(lot.rows[0]?.cells[0]?.status).toBe('declared');
    expect(standing(lot, 'x')).toMatchObject({gates: 'met', declared: ['A']});
  });
});

describe('points', () => {
  it('are the weights of what is met, of 100', () => {
    const lot = only(tender([scored('A', 30), scored('B', 10)]), [bid('x', {A: 'passed', B: 'failed'})]);
    expect(standing(lot, 'x').points).toEqual({low: 75, high: 75});
  });
  it('are an interval where something is unknown', () => {
    expect(standing(only(tender([scored('A', 60), scored('B', 40)]), [bid('x', {A: 'passed', B: 'blocked'})]), 'x').points).toEqual({low: 60, high: 100});
  });
  it('follow the level that the buyer found on the published scale', () => {
    const lot = only(tender([scored('A', 100, [0, 0.25, 0.5, 1])]), [bid('x', {A: 'passed'})], assessed({x: {requirements: {A: {finding: 'met', value: 0.5, reason: 'Two of four trades.', date: ON}}}}));
    expect(standing(lot, 'x').points).toEqual({low: 50, high: 50});
  });
  it('of a scale with levels in between are open between the least level above nothing and all, until somebody assesses', () => {
    expect(standing(only(tender([scored('A', 100, [0, 0.5, 1])]), [bid('x', {A: 'passed'})]), 'x').points).toEqual({low: 50, high: 100});
  });
  it('leave out what the buyer finds to apply to none of the bids, and give its lowest value where it applies to another', () => {
    const set = tender([scored('A', 60, [0.25, 1]), scored('B', 40)]);
    const bids = [bid('x', {A: 'not-applicable', B: 'passed'}), bid('y', {A: 'passed', B: 'passed'})];
    const none = {finding: 'not-applicable', reason: 'There is no second site.', date: ON} as const;
    const one = only(set, bids, assessed({x: {requirements: {A: none}}}));
    expect(standing(one, 'x').points).toEqual({low: 55, high: 55});
    const both = only(set, bids, assessed({x: {requirements: {A: none}}, y: {requirements: {A: none}}}));
    expect(['x', 'y'].map((name) => standing(both, name).points)).toEqual([{low: 100, high: 100}, {low: 100, high: 100}]);
  });
  it('are rounded half up, once', () => {
    const lot = only(tender([scored('A', 1), scored('B', 7)]), [bid('x', {A: 'passed', B: 'failed'}), bid('y', {A: 'failed', B: 'passed'})]);
    expect(standing(lot, 'x').points).toEqual({low: 12.5, high: 12.5});
    const thirds = only(tender([scored('A', 1), scored('B', 2)]), [bid('x', {A: 'failed', B: 'passed'})]);
    expect(standing(thirds, 'x').points).toEqual({low: 66.67, high: 66.67});
  });
  it('below the least score put a bid out of the running; what may reach it stays in', () => {
    const set = tender([scored('A', 60), scored('B', 40)], {evaluation: {total: 100, threshold: 50, ties: 'equal-rank'}});
    const lot = only(set, [bid('low', {A: 'failed', B: 'passed'}), bid('may', {A: 'blocked', B: 'passed'}), bid('high', {A: 'passed', B: 'failed'})]);
    expect(standing(lot, 'low')).toMatchObject({threshold: 'missed', rank: null});
    expect(standing(lot, 'may')).toMatchObject({threshold: 'open', rank: 1});
    expect(standing(lot, 'high')).toMatchObject({threshold: 'reached', rank: 1});
  });
});

describe('ranks', () => {
  it('are shared where intervals overlap', () => {
    const lot = only(tender([scored('A', 60), scored('B', 40)]), [bid('x', {A: 'passed', B: 'failed'}), bid('y', {A: 'blocked', B: 'passed'}), bid('z', {A: 'failed', B: 'failed'})]);
    expect(lot.standings.map(({bidder, rank}) => [bidder, rank])).toEqual([['x', 1], ['y', 1], ['z', 3]]);
  });
  it('are stable when no weights within a fifth of the published ones turn them', () => {
    const lot = only(tender([scored('A', 70), scored('B', 30)]), [bid('x', {A: 'passed', B: 'failed'}), bid('y', {A: 'failed', B: 'passed'})]);
    expect(lot.sensitivity).toEqual({within: 0.2, stable: true, turns: []});
  });
  it('are not stable when such weights would turn them', () => {
    const lot = only(tender([scored('A', 55), scored('B', 45)]), [bid('x', {A: 'passed', B: 'failed'}), bid('y', {A: 'failed', B: 'passed'})]);
    expect(lot.sensitivity).toEqual({within: 0.2, stable: false, turns: [{above: 'x', below: 'y'}]});
  });
  it('have no sensitivity with one bid, nor where all share one rank', () => {
    expect(only(tender([scored('A', 55)]), [bid('x', {A: 'passed'})]).sensitivity).toBeNull();
    expect(only(tender([scored('A', 55)]), [bid('x', {A: 'passed'}), bid('y', {A: 'blocked'})]).sensitivity).toBeNull();
  });
});

it('what tests alone do not decide is told apart from what has no test', () => {
  const besides = {kind: 'tested', mechanism: 'http', title: 'HTTP', standards: [], cases: 2, besides: true} as const;
  const {rows} = only(tender([asked('A', {routes: [besides]}), asked('B')]), [bid('x', {A: 'untested', B: 'untested'})]);
  expect(rows.map(({cells}) => cells[0]?.undeclared)).toEqual([true, false]);
});

describe('what differs is told', () => {
  it('when one bidder says it does not apply', () => {
    const lot = only(tender([asked('A'), asked('B')]), [bid('x', {A: 'not-applicable', B: 'failed'}), bid('y', {A: 'passed', B: 'passed'})]);
    expect(lot.rows.map(({differs}) => differs)).toEqual([true, false]);
  });
  it('when scopes are not the same', () => {
    const {scope} = compare(tender([asked('A')]), [bid('x', {A: 'passed'}, {scope: {mechanisms: ['ogc-api-features', 'ngsi-ld'], without: ['ngsi-ld: tenants']}}), bid('y', {A: 'passed'})], {assessment: null, on: ON});
    expect(scope).toEqual([
      {what: 'mechanism', name: 'ngsi-ld', claimedBy: ['x'], notClaimedBy: ['y']},
      {what: 'feature', name: 'ngsi-ld: tenants', claimedBy: ['y'], notClaimedBy: ['x']},
    ]);
  });
  it('when the answer of the matrix contradicts the verdict', () => {
    const answers = {A: {answer: 'complies', evidence: 'report', confidential: false, remarks: ''}} as const;
    expect(only(tender([asked('A')]), [bid('x', {A: 'failed'}, {answers})]).rows[0]?.cells[0]?.contradicts).toBe(true);
    expect(only(tender([asked('A')]), [bid('x', {A: 'passed'}, {answers})]).rows[0]?.cells[0]?.contradicts).toBe(false);
  });
});

it('lots are compared apart, each with the bids that are for it', () => {
  const set = tender([asked('A', {lots: ['1']}), asked('B', {lots: ['2']}), asked('C')], {
    procedure: {...tender([]).procedure, lots: [{id: '1', title: 'One'}, {id: '2', title: 'Two'}]},
  });
  const {lots} = compare(set, [bid('x', {A: 'passed', B: 'failed', C: 'passed'}), bid('y', {A: 'passed', B: 'passed', C: 'passed'})], {assessment: assessed({x: {lots: ['1'], requirements: {}}}), on: ON});
  expect(lots.map(({rows}) => rows.map(({requirement}) => requirement))).toEqual([['A', 'C'], ['B', 'C']]);
  expect(lots.map(({standings}) => standings.map(({bidder}) => bidder))).toEqual([['x', 'y'], ['y']]);
});

it('ages are counted in whole days to the date of the comparison', () => {
  const age = (started: string): number | undefined => compare(tender([]), [bid('x', {}, {started})], {assessment: null, on: ON}).bids[0]?.ageDays;
  expect(age('2026-11-22T23:00:00.000Z')).toBe(0);
  expect(age('2026-11-21T10:00:00.000Z')).toBe(1);
  expect(age('2026-11-01T10:00:00.000Z')).toBe(21);
});
