// Query Temporal Evolution (clause 5.7.4.4): which evolutions match, and which of their instances meet all conditions.

import {filterInstances, type Entity} from '../model.ts';
import {criteriaOf, type Question} from '../operations/question.ts';
import {parseScopeQuery, type ScopeQuery} from '../query/scope-query.ts';
import {entityTest, type Selecting} from '../query/select.ts';
import type {Evolution, Moments} from './model.ts';
import {matchingSpans, scopeSpans} from './scope-spans.ts';
import type {TemporalQuery} from '../query/temporal-query.ts';
import {inWindow, timeOf} from './window.ts';

type Test = (entity: Entity) => boolean;

/** What a query leaves of an evolution, undefined when it does not match; whatever is malformed is BadRequestData. */
export function evolutionFilter(
  question: Question,
  query: TemporalQuery,
  selecting: Selecting,
): (evolution: Evolution) => Evolution | undefined {
  const {wrong} = selecting;
  const {q, geo, scopeQ, ...others} = criteriaOf(question, 0);
  const isChosen = entityTest(others, selecting);
  const meets = entityTest({...others, selectors: [], attrs: undefined, q, geo}, selecting);
  const inScope = scopeQ === undefined ? undefined : parseScopeQuery(scopeQ);
  const searched = (whole: Evolution, found: Moments): Moments => {
    if (wrong('ngsi-ld-temporal-q-of-all-times')) return whole.attributes;
    return wrong('ngsi-ld-temporal-q-of-latest-only') ? new Map([...found].map(([name, moments]) => [name, moments.slice(-1)])) : found;
  };
  return (whole) => {
    const found = inWindow(whole.attributes, query, wrong);
    if (found.size === 0 && !wrong('ngsi-ld-temporal-empty-entities-shown')) return undefined;
    if (!isChosen(asEntity(whole, found)) || !meets(asEntity(whole, withValues(searched(whole, found))))) return undefined;
    if (wrong('ngsi-ld-temporal-interval-ignored')) return whole;
    const met = {...whole, attributes: q === undefined && geo === undefined ? found : thatMeet(whole, found, meets)};
    return inScope === undefined || wrong('ngsi-ld-scope-query-ignored') ? met : whileInScope(met, query, inScope);
  };
}

/** An evolution as the query languages see it: an Entity that has all these instances at once. */
export function asEntity({id, types, createdAt, modifiedAt, ...evolution}: Evolution, attributes: Moments = evolution.attributes): Entity {
  return {id, types, createdAt, modifiedAt, attributes};
}

/** A deletion is no value that could be compared. */
function withValues(moments: Moments): Moments {
  return filterInstances(moments, ({deletedAt}) => deletedAt === undefined);
}

/** Only the instances with which a condition is met; those that it does not speak of all stay. */
function thatMeet(evolution: Evolution, moments: Moments, meets: Test): Moments {
  const compared = withValues(moments);
  return filterInstances(moments, (moment, name) => meets(asEntity(evolution, withValues(new Map([...compared, [name, [moment]]])))));
}

/** Undefined unless the Scope matched at some time of the query; then what was told while it did (clause C.5.16). */
function whileInScope(evolution: Evolution, {interval, property}: TemporalQuery, matches: ScopeQuery): Evolution | undefined {
  const spans = matchingSpans(scopeSpans(evolution, interval), matches);
  if (spans.length === 0) return undefined;
  const attributes = filterInstances(evolution.attributes, (moment) => {
    const time = timeOf(moment, property) ?? -Infinity;
    return spans.some(({from, until}) => from <= time && time < until);
  });
  return {...evolution, attributes};
}
