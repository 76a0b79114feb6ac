import {describe, expect, test} from 'vitest';
import type {Level, Outcome, PlannedRequirement, Route} from '../../src/model.ts';
import {score} from '../../src/score/score.ts';
import {worst} from '../../src/score/roll-up.ts';
import {journal, requirement, sampleCase, target, verdict} from '../model-samples.ts';

const route = (...cases: readonly string[]): Route => ({kind: 'cases', mechanism: 'ngsi-ld', cases});

function scored(requirements: readonly PlannedRequirement[], outcomes: Readonly<Record<string, Outcome>>, declared: readonly string[] = []) {
  const declarations = Object.fromEntries(declared.map((id) => [id, {statement: 's', by: 'b', date: '2026-11-01'}]));
  const header = {...journal().header, target: {...target, declarations}};
  return score(journal({header, requirements}), Object.entries(outcomes).map(([id, outcome]) => verdict(id, outcome)));
}

describe('of several outcomes the worst stands', () => {
  test.each<[Outcome[], Outcome, Level?]>([
    [['passed', 'passed'], 'passed'],
    [['passed', 'warning'], 'warning'],
    [['failed', 'error'], 'failed'],
    [['error', 'blocked'], 'error'],
    [['passed', 'not-run'], 'not-run'],
    [['passed', 'not-applicable'], 'passed'],
    [['not-applicable'], 'not-applicable'],
    [[], 'untested'],
    [['attested', 'warning'], 'warning', 'should'],
    [['attested', 'warning'], 'attested', 'must'],
  ])('%j → %s', (outcomes, expected, level = 'must') => expect(worst(level, outcomes)).toBe(expected));
});

describe('a requirement', () => {
  const outcome = (one: Partial<PlannedRequirement>, outcomes: Readonly<Record<string, Outcome>>, declared: readonly string[] = []) =>
    scored([requirement(one)], outcomes, declared).requirements[0]?.outcome;

  test('is as its worst case', () => expect(outcome({routes: [route('A', 'B')]}, {A: 'passed', B: 'failed'})).toBe('failed'));
  test('is met on any route that is met', () => expect(outcome({routes: [route('A'), route('B')]}, {A: 'failed', B: 'passed'})).toBe('passed'));
  test('without cases that speak is untested, not passed', () => expect(outcome({routes: [route()]}, {})).toBe('untested'));
  test('by a mechanism that is not claimed is untested', () => expect(outcome({routes: [{kind: 'cases', mechanism: 'oidc', cases: ['A']}]}, {A: 'not-applicable'})).toBe('untested'));
  test('from which the vendor excludes himself is untested', () => expect(outcome({routes: [route('A')]}, {A: 'not-applicable'})).toBe('untested'));
  test('that binds under a condition not claimed is not applicable', () => expect(outcome({condition: 'When needed.', routes: [route('A')]}, {A: 'not-applicable'})).toBe('not-applicable'));
  test('that binds under a condition not claimed needs no declaration either', () => {
    expect(outcome({condition: 'When needed.', routes: [route('A'), {kind: 'declaration', question: '?'}]}, {A: 'not-applicable'})).toBe('not-applicable');
    expect(outcome({routes: [route('A'), {kind: 'declaration', question: '?'}]}, {A: 'not-applicable'})).toBe('untested');
  });
  test('that is declared is attested', () => expect(outcome({routes: [{kind: 'declaration', question: '?'}]}, {}, ['MIM1-9.0-R1.1'])).toBe('attested'));
  test('that is declared but was seen to fail has failed', () => {
    expect(outcome({routes: [route('A'), {kind: 'declaration', question: '?'}]}, {A: 'failed'}, ['MIM1-9.0-R1.1'])).toBe('failed');
  });
  test('whose test is planned is untested, also where it binds under a condition: nobody can claim what it waits for', () => {
    const routes: readonly Route[] = [{kind: 'planned', mechanism: 'wfs', reason: 'later'}];
    expect(outcome({routes}, {})).toBe('untested');
    expect(outcome({routes, condition: 'When needed.'}, {})).toBe('untested');
  });

  test('that rests on a word rests on it too where advice was not followed, and so does the verdict', () => {
    const cases = [sampleCase({id: 'A'}), sampleCase({id: 'B', level: 'should'})];
    const {requirements, profile} = score(journal({cases, requirements: [requirement({routes: [route('A', 'B')]})]}), [verdict('A', 'attested'), verdict('B', 'warning')]);
    expect([requirements[0]?.outcome, requirements[0]?.because, profile.verdict]).toEqual(['attested', ['A'], 'conformant-as-declared']);
  });

  describe('whose cases cannot see all of it', () => {
    const routes: readonly Route[] = [{kind: 'cases', mechanism: 'ngsi-ld', cases: ['A'], besides: 'Are there rules?'}];
    test('is not shown by them alone', () => expect(outcome({routes}, {A: 'passed'})).toBe('untested'));
    test('is attested, and not passed, when the rest is declared', () => expect(outcome({routes}, {A: 'passed'}, ['MIM1-9.0-R1.1'])).toBe('attested'));
    test('has failed when one fails, whatever is declared', () => {
      expect(outcome({routes}, {A: 'failed'})).toBe('failed');
      expect(outcome({routes: [...routes, {kind: 'inspection', question: '?'}]}, {A: 'failed'}, ['MIM1-9.0-R1.1'])).toBe('failed');
    });
    test('is as open as they are when they saw nothing', () => expect(outcome({routes}, {A: 'blocked'}, ['MIM1-9.0-R1.1'])).toBe('blocked'));
    test('names no case for what was declared', () => {
      expect(scored([requirement({routes})], {A: 'passed'}, ['MIM1-9.0-R1.1']).requirements[0]).toMatchObject({because: [], routes: [{outcome: 'attested', cases: []}]});
    });
  });
});

describe('a mandatory requirement on a route with recommendations', () => {
  const rolled = (outcomes: Readonly<Record<string, Outcome>>, levels: Readonly<Record<string, Level>>, level: Level = 'must') => {
    const cases = Object.entries(levels).map(([id, one]) => sampleCase({id, level: one}));
    const requirements = [requirement({level, routes: [route(...Object.keys(levels))]})];
    const [result] = score(journal({cases, requirements}), Object.entries(outcomes).map(([id, outcome]) => verdict(id, outcome))).requirements;
    return {outcome: result?.outcome, because: result?.because, unjudged: result?.routes[0]?.unjudged};
  };

  test.each<Outcome>(['blocked', 'error', 'not-run', 'untested'])('is not left open by one that is %s, and names it', (outcome) => {
    expect(rolled({A: 'passed', B: outcome}, {A: 'must', B: 'should'})).toEqual({outcome: 'passed', because: ['A'], unjudged: ['B']});
  });
  test('is left open by a binding case, whatever was recommended', () => {
    expect(rolled({A: 'blocked', B: 'passed'}, {A: 'must', B: 'should'})).toEqual({outcome: 'blocked', because: ['A'], unjudged: []});
  });
  test('is met with a warning when one was seen not to be followed', () => {
    expect(rolled({A: 'passed', B: 'warning', C: 'blocked'}, {A: 'must', B: 'should', C: 'may'})).toEqual({outcome: 'warning', because: ['B'], unjudged: ['C']});
  });
  test('is not met by recommendations when no binding case applies', () => {
    expect(rolled({A: 'not-applicable', B: 'passed'}, {A: 'must', B: 'should'}).outcome).toBe('untested');
  });
  test('is not met by recommendations when the binding case has failed', () => {
    expect(rolled({A: 'failed', B: 'passed'}, {A: 'must', B: 'should'}).outcome).toBe('failed');
  });
  test('is left open by any of them where there is no other case', () => {
    expect(rolled({A: 'passed', B: 'blocked'}, {A: 'should', B: 'should'})).toEqual({outcome: 'blocked', because: ['B'], unjudged: []});
    expect(rolled({A: 'passed', B: 'passed'}, {A: 'should', B: 'should'}).outcome).toBe('passed');
  });
  test('of the level should is decided by what is recommended, and not by what is only allowed', () => {
    expect(rolled({A: 'blocked', B: 'passed'}, {A: 'should', B: 'must'}, 'should').outcome).toBe('blocked');
    expect(rolled({A: 'blocked', B: 'passed'}, {A: 'may', B: 'should'}, 'should')).toEqual({outcome: 'passed', because: ['B'], unjudged: ['A']});
  });
});

describe('the verdict of a profile', () => {
  const must = requirement({id: 'M', routes: [route('M')]});
  const second = requirement({id: 'N', routes: [route('N'), {kind: 'declaration', question: '?'}]});
  const verdictOf = (...args: Parameters<typeof scored>) => scored(...args).profile.verdict;

  test('is conformant when every mandatory requirement is met', () => expect(verdictOf([must, second], {M: 'passed', N: 'warning'})).toBe('conformant'));
  test('says so when one rests on a declaration', () => expect(verdictOf([must, second], {M: 'passed', N: 'not-applicable'}, ['N'])).toBe('conformant-as-declared'));
  test('is not conformant when one fails, whatever else is open', () => expect(verdictOf([must, second], {M: 'failed', N: 'error'})).toBe('not-conformant'));
  test.each<Outcome>(['error', 'blocked', 'not-run'])('is undecided when one is %s', (outcome) => expect(verdictOf([must, second], {M: 'passed', N: outcome})).toBe('undecided'));
  test('is undecided when nothing mandatory applies', () => expect(verdictOf([requirement({level: 'should'})], {'X-01': 'passed'})).toBe('undecided'));
  test('is not moved by a recommendation', () => expect(verdictOf([must, requirement({id: 'S', level: 'should', routes: [route('S')]})], {M: 'passed', S: 'failed'})).toBe('conformant'));
  test('is not moved by what is out of scope', () => expect(verdictOf([must, {...second, inScope: false}], {M: 'passed', N: 'failed'})).toBe('conformant'));
  test('is not moved by a provisional requirement', () => expect(verdictOf([must, {...second, provisional: true}], {M: 'passed', N: 'failed'})).toBe('conformant'));
});

test('the numbers can be checked by hand', () => {
  const requirements = [
    requirement({id: 'A', routes: [route('A')]}), requirement({id: 'B', routes: [route('B')]}),
    requirement({id: 'C', level: 'should', routes: [route('C')]}), requirement({id: 'D', level: 'should', routes: [{kind: 'inspection', question: '?'}]}), requirement({id: 'E', level: 'should', routes: [route('E')]}),
  ];
  const result = scored(requirements, {A: 'passed', B: 'error', C: 'passed', E: 'warning'});
  expect(result.mandatory).toEqual({met: 1, applicable: 2});
  expect(result.recommended).toEqual({low: 1, high: 2, applicable: 3});
  expect(result.coverage).toEqual({requirements: 5, automated: 4, judged: 3});
  expect(result.cases).toMatchObject({passed: 2, error: 1, warning: 1, failed: 0});
});
