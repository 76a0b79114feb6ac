// Query Temporal Evolution (clause 5.7.4.4): which evolutions match, and which of their instances meet all conditions.

import {expandName, type ActiveContext} from '../context/active.ts';
import {filterInstances, type Entity} from '../model.ts';
import {criteriaOf, type Question} from '../operations/question.ts';
import {parseQuery} from '../query/q-parse.ts';
import {queryTerms} from '../query/q-syntax.ts';
import {parseScopeQuery, type ScopeQuery} from '../query/scope-query.ts';
import {entityTest, type Selecting} from '../query/select.ts';
import type {TemporalQuery} from '../query/temporal-query.ts';
import type {Evolution, Moments} from './model.ts';
import {matchingSpans, scopeSpans} from './scope-spans.ts';
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
  const anyPlace = wrong('ngsi-ld-temporal-geo-of-all-times');
  const meets = entityTest({...others, selectors: [], attrs: undefined, q, geo: anyPlace ? undefined : geo}, selecting);
  const wasThere = entityTest({...others, selectors: [], attrs: undefined, geo: anyPlace ? geo : undefined}, selecting);
  const named = namedAttributes(question, selecting.context);
  const inScope = scopeQ === undefined ? undefined : parseScopeQuery(scopeQ);
  const searched = (whole: Evolution, found: Moments): Moments => {
    if (wrong('ngsi-ld-temporal-q-of-all-times')) return whole.attributes;
    return wrong('ngsi-ld-temporal-q-of-latest-only') ? new Map([...found].map(([name, moments]) => [name, moments.slice(-1)])) : found;
  };
  return (whole) => {
    if (!isChosen(asEntity(whole))) return undefined;
    const found = inWindow(whole.attributes, query, wrong);
    if (found.size === 0 && !wrong('ngsi-ld-temporal-empty-entities-shown')) return undefined;
    if (!isChosen(asEntity(whole, wrong('ngsi-ld-temporal-attrs-of-all-times') ? whole.attributes : found)) || !wasThere(asEntity(whole))) return undefined;
    if (!meets(asEntity(whole, withValues(searched(whole, found))))) return undefined;
    if (wrong('ngsi-ld-temporal-interval-ignored')) return whole;
    const met = {...whole, attributes: thatMeet(whole, found, {named, meets})};
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

/** The Attributes that the conditions on values and places speak of. */
function namedAttributes({q, geo, expandValues}: Question, context: ActiveContext): ReadonlySet<string> {
  const terms = q === undefined ? [] : queryTerms(parseQuery(q, expandValues)).map(({path}) => path.names[0] ?? '');
  const place = geo === undefined ? [] : [typeof geo.geoproperty === 'string' ? geo.geoproperty : 'location'];
  return new Set([...terms, ...place].map((name) => expandName(context, name)));
}

interface Conditions {
  readonly named: ReadonlySet<string>;
  readonly meets: Test;
}

/** Of the Attributes that the conditions speak of only the instances with which they are met; all of others. */
function thatMeet(evolution: Evolution, moments: Moments, {named, meets}: Conditions): Moments {
  if (named.size === 0) return moments;
  const compared = withValues(moments);
  return filterInstances(moments, (moment, name) => {
    if (!named.has(name)) return true;
    const alone = new Map(compared);
    if (moment.deletedAt === undefined) alone.set(name, [moment]);
    else alone.delete(name);
    return meets(asEntity(evolution, alone));
  });
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
