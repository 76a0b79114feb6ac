import {describe, expect, it} from 'vitest';
import type {Unjudged} from '../../src/model.ts';
import {figuresOf, reaches, staleReasons} from './figures.ts';
import type {Fate} from './mutate.ts';

const SUITES = [{id: 'pages', mechanism: 'http'}, {id: 'lists', mechanism: 'http'}, {id: 'mail', mechanism: 'smtp'}];

function fate(suite: string, operation: string, kind: string, change: Partial<Fate> = {}): Fate {
  return {case: 'A-01', suite, step: 0, operation, kind, where: '/a', named: false, noticed: false, fails: false, ...change};
}

function because(operations: readonly string[], changes: readonly string[]): Unjudged {
  return {operations, changes, clauses: [], why: 'No clause binds it.', at: 'pages.yaml:3:5'};
}

/** The suites, of which the first explains something. */
function explaining(...unjudged: readonly Unjudged[]) {
  return SUITES.map((suite) => (suite.id === 'pages' ? {...suite, unjudged} : suite));
}

describe('the figures of a suite', () => {
  it('count the mutants that its cases name, and those that they notice', () => {
    const [figures] = figuresOf([fate('pages', 'GET /', 'retype', {named: true, noticed: true}), fate('pages', 'GET /', 'retype', {named: true, where: '/b'}), fate('pages', 'GET /', 'retype')], SUITES);
    expect(figures).toMatchObject({mutants: 3, named: 2, namedNoticed: 1, survivors: ['A-01: GET / retype at /b']});
  });

  it('count a pair of operation and change once, as noticed when any case of any suite notices one mutant of it', () => {
    const figures = figuresOf([fate('pages', 'GET /', 'retype'), fate('pages', 'GET /', 'retype'), fate('lists', 'GET /', 'retype', {noticed: true}), fate('pages', 'GET /', 'value-alter')], SUITES);
    expect(figures.map(({suite, pairs, pairsNoticed, unseen}) => ({suite, pairs, pairsNoticed, unseen}))).toEqual([
      {suite: 'lists', pairs: 1, pairsNoticed: 1, unseen: []},
      {suite: 'pages', pairs: 2, pairsNoticed: 1, unseen: ['GET / × value-alter']},
    ]);
  });

  it('leave out what no standard forbids', () => {
    expect(figuresOf([fate('pages', 'GET /', 'member-add'), fate('pages', 'GET /', 'reorder')], SUITES)[0]).toMatchObject({pairs: 0, unseen: []});
  });

  it('tell apart what a suite of the mechanism explains, if nobody notices it', () => {
    const suites = explaining(because(['GET /l*'], ['header-* link', 'retype']));
    const fates = [fate('lists', 'GET /list', 'header-drop link'), fate('lists', 'GET /list', 'header-drop etag'), fate('lists', 'GET /list', 'retype', {noticed: true}), fate('mail', 'GET /list', 'header-alter link')];
    expect(figuresOf(fates, suites)[0]).toMatchObject({suite: 'lists', pairs: 3, pairsNoticed: 1, pairsExplained: 1, unseen: ['GET /list × header-drop etag']});
    expect(figuresOf(fates, suites)[1]).toMatchObject({suite: 'mail', pairsExplained: 0, unseen: ['GET /list × header-alter link']});
  });
});

describe('an explanation', () => {
  it('is stale in each word that fits nothing, or only what is noticed', () => {
    const suites = explaining(because(['GET /', 'GET /gone'], ['header-* link', 'retype']));
    expect(staleReasons([fate('lists', 'GET /', 'header-drop link'), fate('pages', 'GET /', 'retype', {noticed: true})], suites)).toEqual([
      'pages, pages.yaml:3:5: GET /gone', 'pages, pages.yaml:3:5: retype',
    ]);
  });

  it('is not when all of it explains something', () => {
    expect(staleReasons([fate('lists', 'GET /a/{}', 'header-drop link')], explaining(because(['GET /*/{}'], ['header-* link'])))).toEqual([]);
  });

  it('takes every letter but * as it stands', () => {
    expect(figuresOf([fate('pages', 'GET /{}', 'a'), fate('pages', 'GET /x', 'a')], explaining(because(['GET /{}'], ['a'])))[0]).toMatchObject({pairsExplained: 1, unseen: ['GET /x × a']});
  });
});

describe('a mark', () => {
  it('is reached by nothing of nothing, and by just enough', () => {
    expect([reaches(0, 0, 0.99), reaches(99, 100, 0.99), reaches(98, 100, 0.99)]).toEqual([true, true, false]);
  });
});
