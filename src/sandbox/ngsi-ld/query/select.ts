// Query Entities (clause 5.7.2): which Entities meet every condition.

import {expandName, type ActiveContext} from '../context/active.ts';
import type {NgsiLdFaultName} from '../faults.ts';
import type {Entity} from '../model.ts';
import {pattern} from '../pattern.ts';
import {badData} from '../problem.ts';
import {demandUri} from '../syntax.ts';
import type {Store} from '../store.ts';
import {geoTest, type GeoQueryInput} from './geo-query.ts';
import {queryTest} from './q-match.ts';
import {parseQuery} from './q-parse.ts';
import {queryDepth, queryTerms} from './q-syntax.ts';
import {parseScopeQuery} from './scope-query.ts';
import {parseTypes, selectsTypes} from './type-selection.ts';

/** One kind of Entities to select (clause 5.2.33). */
export interface Selector {
  readonly type?: string | undefined;
  readonly ids?: readonly string[] | undefined;
  readonly idPattern?: string | undefined;
}

/** The conditions, as a client gives them. */
export interface Criteria {
  /** An Entity has to meet one of them; none means any Entity. */
  readonly selectors: readonly Selector[];
  /** At least one of these Attributes, by short name. */
  readonly attrs?: readonly string[] | undefined;
  readonly q?: string | undefined;
  readonly geo?: GeoQueryInput | undefined;
  readonly scopeQ?: string | undefined;
  readonly expandValues: readonly string[];
  readonly jsonKeys: readonly string[];
  /** How many links deep `q` may reach; 0 unless linked Entities are asked for. */
  readonly linkDepth: number;
}

export interface Selecting {
  readonly context: ActiveContext;
  readonly wrong: (fault: NgsiLdFaultName) => boolean;
  readonly store: Pick<Store, 'get'>;
}

type Test = (entity: Entity) => boolean;

/** A test for Entities; whatever is malformed is BadRequestData. */
export function entityTest(criteria: Criteria, selecting: Selecting): Test {
  const {context, wrong} = selecting;
  const tests: Test[] = [];
  if (criteria.selectors.length > 0) {
    const selectors = criteria.selectors.map((selector) => selectorTest(selector, selecting));
    tests.push((entity) => selectors.some((test) => test(entity)));
  }
  if (criteria.attrs !== undefined) {
    const names = criteria.attrs.map((name) => expandName(context, name));
    if (!wrong('ngsi-ld-attrs-not-filtering')) tests.push((entity) => names.some((name) => entity.attributes.has(name)));
  }
  if (criteria.q !== undefined) tests.push(qTest(criteria.q, criteria, selecting));
  if (criteria.geo !== undefined) {
    const test = geoTest(criteria.geo, selecting);
    if (!wrong('ngsi-ld-geo-query-ignored')) tests.push(test);
  }
  if (criteria.scopeQ !== undefined) {
    const matches = parseScopeQuery(criteria.scopeQ);
    if (!wrong('ngsi-ld-scope-query-ignored')) tests.push((entity) => entity.scope !== undefined && matches(entity.scope));
  }
  return (entity) => tests.every((test) => test(entity));
}

/** True when a query names an Attribute that is not one of the system's own (clause 5.7.2.4 c). */
export function asksForAttributes(q: string, words: readonly string[]): boolean {
  return queryTerms(parseQuery(q, words)).some(({path}) => !isSystem(path.names[0] ?? ''));
}

/** True for names that every Entity has. */
export function isSystem(name: string): boolean {
  return ['id', 'type', 'createdAt', 'modifiedAt', 'deletedAt', 'expiresAt'].includes(name);
}

function qTest(q: string, criteria: Criteria, {context, wrong, store}: Selecting): Test {
  const query = parseQuery(q, criteria.expandValues);
  if (queryDepth(query) > criteria.linkDepth) throw badData('the query reaches into linked Entities deeper than join and joinLevel allow');
  const {jsonKeys, expandValues} = criteria;
  return queryTest(query, {context, wrong, jsonKeys, expandValues, entity: store.get});
}

function selectorTest({type, ids, idPattern}: Selector, {context, wrong}: Selecting): Test {
  const tests: Test[] = [];
  if (type !== undefined) {
    const selection = parseTypes(type, context);
    const considered = wrong('ngsi-ld-type-list-only-first') ? selection.slice(0, 1) : selection;
    tests.push(({types}) => selectsTypes(considered, types));
  }
  if (ids !== undefined) {
    for (const id of ids) demandUri(id, 'an id');
    if (!wrong('ngsi-ld-id-ignored')) tests.push(({id}) => ids.includes(id));
  }
  if (idPattern !== undefined) {
    const matches = pattern(idPattern);
    if (!wrong('ngsi-ld-id-pattern-ignored')) tests.push(({id}) => matches(id));
  }
  return (entity) => tests.every((test) => test(entity));
}
