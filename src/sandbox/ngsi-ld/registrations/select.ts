// Which registrations a query or a subscription is about, and what of each (clauses 5.10.2.4, 5.11.2.4).

import type {Broker} from '../broker.ts';
import {expandName, type ActiveContext} from '../context/active.ts';
import {asArray, type Json} from '../json.ts';
import type {Entity, Instance} from '../model.ts';
import {geoTest, type GeoQueryInput} from '../query/geo-query.ts';
import {queryTest} from '../query/q-match.ts';
import {parseQuery} from '../query/q-parse.ts';
import {parseScopeQuery} from '../query/scope-query.ts';
import {intervalTest, type TimesAsked} from './interval.ts';
import {matching, type Wanted} from './match.ts';
import {PLACES, type Registration} from './model.ts';

/** What is asked of the registrations. */
export interface SourceQuestion {
  /** A registration has to match one of them. */
  readonly wanted: readonly Wanted[];
  readonly geo: GeoQueryInput | undefined;
  readonly csf: string | undefined;
  readonly scopeQ: string | undefined;
  readonly times: TimesAsked;
}

export interface Reading {
  readonly context: ActiveContext;
  readonly wrong: Broker['wrong'];
}

type Test = (registration: Registration) => boolean;

/** What of a registration is asked for, undefined where nothing is; whatever is malformed is BadRequestData. */
export function registrationSelector(question: SourceQuestion, reading: Reading): (registration: Registration) => Registration | undefined {
  const {wrong} = reading;
  const inTime = intervalTest(question.times);
  const tests: readonly Test[] = [
    geoTestOf(question.geo, reading),
    sourceTest(question.csf, reading),
    scopeTest(question.scopeQ, reading),
    ({document}) => wrong('ngsi-ld-registration-intervals-ignored') || inTime(document),
  ];
  return (registration) => (tests.every((test) => test(registration)) ? matching(registration, question.wanted, wrong) : undefined);
}

/** A test for sources to be asked: no such filter excludes one that says nothing of its place or its scopes. */
export function boundsTest({geo, csf, scopeQ}: Pick<SourceQuestion, 'geo' | 'csf' | 'scopeQ'>, reading: Reading): Test {
  const [placed, named, scoped] = [geoTestOf(geo, reading), sourceTest(csf, reading), scopeTest(scopeQ, reading)];
  const place = String(geo?.geoproperty ?? 'location');
  return (registration) => {
    const {document} = registration;
    return named(registration) && (document[place] === undefined || placed(registration)) && (document['scope'] === undefined || scoped(registration));
  };
}

/** The relation whose absence leaves this one possible for some place within an area. */
const OPPOSITE: Readonly<Record<string, string>> = {within: 'disjoint', disjoint: 'within'};
/** What an area must be for a place in it to be so. */
const ENCLOSING: Readonly<Record<string, string>> = {equals: 'contains', overlaps: 'intersects'};

/** The place that a source is registered for matches itself, or may hold one that does. */
function geoTestOf(asked: GeoQueryInput | undefined, {context, wrong}: Reading): Test {
  if (asked === undefined) return () => true;
  const {georel, geoproperty = 'location'} = asked;
  const test = (relation: Json | undefined): ((entity: Entity) => boolean) => geoTest({...asked, georel: relation, geoproperty}, {context, wrong});
  const direct = test(georel);
  if (wrong('ngsi-ld-registration-geo-query-ignored')) return () => true;
  const relation = String(georel);
  const opposite = OPPOSITE[relation] ?? nearOpposite(relation);
  const possible = opposite === undefined ? test(ENCLOSING[relation] ?? relation) : not(test(opposite));
  const name = expandName(context, String(geoproperty));
  return (registration) => {
    const source = asEntity(registration, context);
    return source.attributes.has(name) && (direct(source) || possible(source));
  };
}

function nearOpposite(georel: string): string | undefined {
  if (georel.startsWith('near;maxDistance')) return georel.replace('maxDistance', 'minDistance');
  return georel.startsWith('near;minDistance') ? georel.replace('minDistance', 'maxDistance') : undefined;
}

const not = (test: (entity: Entity) => boolean) => (entity: Entity): boolean => !test(entity);

/** The filter by what the members of a registration say of its source. */
function sourceTest(csf: string | undefined, {context, wrong}: Reading): Test {
  if (csf === undefined) return () => true;
  const test = queryTest(parseQuery(csf, []), {context, wrong, jsonKeys: [], expandValues: [], entity: () => undefined});
  return (registration) => wrong('ngsi-ld-registration-filter-ignored') || test(asEntity(registration, context));
}

function scopeTest(scopeQ: string | undefined, {wrong}: Reading): Test {
  if (scopeQ === undefined) return () => true;
  const test = parseScopeQuery(scopeQ);
  if (wrong('ngsi-ld-registration-scope-query-ignored')) return () => true;
  return ({document: {scope = []}}) => test(asArray(scope).filter((one) => typeof one === 'string'));
}

/** A registration with its members as Properties, so that the languages of queries can be used on it. */
function asEntity({id, document, createdAt, modifiedAt}: Registration, context: ActiveContext): Entity {
  const instances = (name: string, value: Json): readonly Instance[] =>
    [{kind: PLACES.some((place) => place === name) ? 'GeoProperty' : 'Property', value, plain: {}, createdAt, modifiedAt, subs: new Map()}];
  const members = Object.entries(document).filter(([name]) => name !== 'id' && name !== 'type');
  const attributes = new Map(members.map(([name, value]) => [expandName(context, name), instances(name, value)]));
  return {id, types: ['ContextSourceRegistration'], createdAt, modifiedAt, attributes};
}
