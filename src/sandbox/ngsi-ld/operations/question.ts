// A query for Entities, whether it came in a URL or in a body (clauses 5.7.2.3, 5.2.23, 6.4.3.2).

import type {Json} from '../json.ts';
import type {Allowed, Parameters} from '../parameters.ts';
import {badData} from '../problem.ts';
import type {OrderInput} from '../query/order.ts';
import {asksForAttributes, isSystem, type Criteria, type Selector} from '../query/select.ts';
import type {GeoQueryInput} from '../query/geo-query.ts';
import {VIEW_OPTIONS} from '../represent/request-view.ts';

export interface Question {
  readonly selectors: readonly Selector[];
  readonly attrs?: readonly string[] | undefined;
  readonly q?: string | undefined;
  readonly geo?: GeoQueryInput | undefined;
  readonly scopeQ?: string | undefined;
  readonly expandValues: readonly string[];
  readonly jsonKeys: readonly string[];
  readonly pick?: string | undefined;
  readonly omit?: string | undefined;
  readonly lang?: string | undefined;
  readonly datasetIds?: readonly string[] | undefined;
  readonly geometryProperty?: string | undefined;
  readonly order?: OrderInput | undefined;
  readonly join?: string | undefined;
  readonly joinLevel?: number | undefined;
  readonly containedBy?: readonly string[] | undefined;
  readonly local?: boolean | undefined;
}

/** The parameters of Table 6.4.3.2-1 and of the clauses that go with it. */
export const QUERY_PARAMETERS: Allowed = {
  names: [
    'attrs',
    'collation',
    'containedBy',
    'coordinates',
    'count',
    'csf',
    'datasetId',
    'entityMap',
    'entityMapLifetime',
    'expandValues',
    'format',
    'geometry',
    'geometryProperty',
    'geoproperty',
    'georel',
    'id',
    'idPattern',
    'join',
    'joinLevel',
    'jsonKeys',
    'lang',
    'limit',
    'local',
    'offset',
    'omit',
    'orderBy',
    'orderFrom',
    'orderGeometry',
    'pick',
    'q',
    'scopeQ',
    'splitEntities',
    'type',
  ],
  options: VIEW_OPTIONS,
};

/** The query in the parameters of a URL. */
export function questionFromUrl({text, list, flag, count}: Parameters): Question {
  const selector: Selector = {type: text('type'), ids: list('id'), idPattern: text('idPattern')};
  const geo: GeoQueryInput = {georel: text('georel'), geometry: text('geometry'), coordinates: text('coordinates')};
  const orderBy = list('orderBy');
  return {
    selectors: isEmpty(selector) ? [] : [selector],
    attrs: list('attrs'),
    q: text('q'),
    geo: isEmpty(geo) ? undefined : {...geo, geoproperty: text('geoproperty')},
    scopeQ: text('scopeQ'),
    expandValues: list('expandValues') ?? [],
    jsonKeys: list('jsonKeys') ?? [],
    pick: text('pick'),
    omit: text('omit'),
    lang: text('lang'),
    datasetIds: list('datasetId'),
    geometryProperty: text('geometryProperty'),
    order:
      orderBy === undefined ? undefined : {orderBy, collation: text('collation'), from: text('orderFrom'), geometry: text('orderGeometry')},
    join: text('join'),
    joinLevel: count('joinLevel'),
    containedBy: list('containedBy'),
    local: flag('local'),
  };
}

/** True when the query stays within this broker: asked for, or implied by the type `*`. */
export function isLocal({local, selectors}: Question): boolean {
  const all = selectors.some(({type}) => type === '*');
  if (all && local === false) throw badData('the type * implies local=true and does not go with local=false');
  return local === true || all;
}

/** Refuses a query that would be too wide (clause 5.7.2.4). */
export function demandNarrow(question: Question): void {
  const {selectors, attrs, q, geo, expandValues} = question;
  const narrow =
    isLocal(question) ||
    selectors.some(({type}) => type !== undefined) ||
    (attrs?.some((name) => !isSystem(name)) ?? false) ||
    (q !== undefined && asksForAttributes(q, expandValues)) ||
    geo !== undefined;
  if (!narrow) throw badData('the query is too wide: it needs a type, attrs, q, a geoquery or local=true');
}

/** The part of a query that decides which Entities match. */
export function criteriaOf(question: Question, linkDepth: number): Criteria {
  const {selectors, attrs, q, geo, scopeQ, expandValues, jsonKeys} = question;
  return {selectors, attrs, q, geo, scopeQ, expandValues, jsonKeys, linkDepth};
}

function isEmpty(part: Readonly<Record<string, unknown>> | Selector | GeoQueryInput): boolean {
  return Object.values(part).every((value: unknown) => value === undefined);
}

/** Text of a JSON member, refused when it is something else. */
export function textMember(value: Json | undefined, name: string): string | undefined {
  if (value === undefined || typeof value === 'string') return value;
  throw badData(`${name} is no string`);
}
