// Query Context Source Registrations (clause 5.10.2): what a request asks for, as a test.

import type {Broker} from '../broker.ts';
import {expandName, type ActiveContext} from '../context/active.ts';
import {asArray, type Json} from '../json.ts';
import type {Entity, Instance} from '../model.ts';
import type {Parameters} from '../parameters.ts';
import {pattern} from '../pattern.ts';
import {badData} from '../problem.ts';
import {geoTest} from '../query/geo-query.ts';
import {queryTest} from '../query/q-match.ts';
import {parseQuery} from '../query/q-parse.ts';
import {queryTerms} from '../query/q-syntax.ts';
import {parseScopeQuery} from '../query/scope-query.ts';
import {isSystem} from '../query/select.ts';
import {parseTypes} from '../query/type-selection.ts';
import {demandUri} from '../syntax.ts';
import {intervalTest} from './interval.ts';
import {matches, type Wanted} from './match.ts';
import {PLACES, type Registration} from './model.ts';

/** The parameters of Table 6.8.3.2-1, and those of pages. */
export const REGISTRATION_PARAMETERS = {
  names: [
    'attrs', 'coordinates', 'count', 'csf', 'endTimeAt', 'geometry', 'geometryProperty', 'geoproperty', 'georel', 'id', 'idPattern', 'lang',
    'limit', 'offset', 'omit', 'pick', 'q', 'scopeQ', 'timeAt', 'timeproperty', 'timerel', 'type',
  ],
  options: ['sysAttrs'],
};

interface Reading {
  readonly context: ActiveContext;
  readonly wrong: Broker['wrong'];
}

type Test = (registration: Registration) => boolean;

/** A test for registrations; whatever is malformed or too wide is BadRequestData. */
export function registrationTest(parameters: Parameters, reading: Reading): Test {
  const wanted = wantedOf(parameters, reading.context);
  const tests: readonly Test[] = [
    (registration) => matches(registration, wanted),
    geoTestOf(parameters, reading),
    sourceTest(parameters, reading),
    scopeTest(parameters),
    ((test) => ({document}: Registration) => test(document))(intervalTest(parameters)),
  ];
  return (registration) => tests.every((test) => test(registration));
}

function wantedOf({text, list}: Parameters, context: ActiveContext): Wanted {
  const [type, q, ids, idPattern] = [text('type'), text('q'), list('id'), text('idPattern')];
  const asked = q === undefined ? [] : queryTerms(parseQuery(q, [])).flatMap(({path}) => path.names.slice(0, 1));
  const named = [...(list('attrs') ?? []), ...(list('pick') ?? []), ...asked].filter((name) => !isSystem(name) && name !== 'scope');
  const geo = text('georel') === undefined ? undefined : text('geoproperty');
  const attributes = [...named, ...(geo === undefined ? [] : [geo])].map((name) => expandName(context, name));
  if (type === undefined && attributes.length === 0 && text('georel') === undefined)
    throw badData('the query is too wide: it needs a type, attrs, q or a geoquery');
  for (const id of ids ?? []) demandUri(id, 'an id');
  if (idPattern !== undefined) pattern(idPattern);
  return {types: type === undefined ? undefined : parseTypes(type, context), ids, idPattern, attributes};
}

/** The relation whose absence leaves this one possible for some place within an area. */
const OPPOSITE: Readonly<Record<string, string>> = {within: 'disjoint', disjoint: 'within'};
/** What an area must be for a place in it to be so. */
const ENCLOSING: Readonly<Record<string, string>> = {equals: 'contains', overlaps: 'intersects'};

/** The place that a source is registered for matches itself, or may hold one that does. */
function geoTestOf({text}: Parameters, {context, wrong}: Reading): Test {
  const [georel, shape, coordinates, geoproperty] = [text('georel'), text('geometry'), text('coordinates'), text('geoproperty') ?? 'location'];
  if ([georel, shape, coordinates].every((part) => part === undefined)) return () => true;
  const test = (relation: string | undefined): ((entity: Entity) => boolean) => geoTest({georel: relation, geometry: shape, coordinates, geoproperty}, {context, wrong});
  const direct = test(georel);
  const opposite = georel === undefined ? undefined : (OPPOSITE[georel] ?? nearOpposite(georel));
  const possible = opposite === undefined ? test(ENCLOSING[georel ?? ''] ?? georel) : not(test(opposite));
  const name = expandName(context, geoproperty);
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
function sourceTest({text}: Parameters, {context, wrong}: Reading): Test {
  const csf = text('csf');
  if (csf === undefined) return () => true;
  const test = queryTest(parseQuery(csf, []), {context, wrong, jsonKeys: [], expandValues: [], entity: () => undefined});
  return (registration) => test(asEntity(registration, context));
}

function scopeTest({text}: Parameters): Test {
  const scopeQ = text('scopeQ');
  if (scopeQ === undefined) return () => true;
  const test = parseScopeQuery(scopeQ);
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
