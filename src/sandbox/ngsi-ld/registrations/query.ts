// Query Context Source Registrations (clause 5.10.2): what a request asks for.

import {expandName} from '../context/active.ts';
import type {Parameters} from '../parameters.ts';
import {pattern} from '../pattern.ts';
import {badData} from '../problem.ts';
import {parseQuery} from '../query/q-parse.ts';
import {queryTerms} from '../query/q-syntax.ts';
import {isSystem} from '../query/select.ts';
import {parseTypes} from '../query/type-selection.ts';
import {demandUri} from '../syntax.ts';
import type {Wanted} from './match.ts';
import type {Reading, SourceQuestion} from './select.ts';

/** The parameters of Table 6.8.3.2-1, and those of pages. */
export const REGISTRATION_PARAMETERS = {
  names: [
    'attrs', 'coordinates', 'count', 'csf', 'endTimeAt', 'geometry', 'geometryProperty', 'geoproperty', 'georel', 'id', 'idPattern', 'lang',
    'limit', 'offset', 'omit', 'pick', 'q', 'scopeQ', 'timeAt', 'timeproperty', 'timerel', 'type',
  ],
  options: ['sysAttrs'],
};

/** What a request asks for; a question that is too wide is BadRequestData, as is whatever is malformed. */
export function sourceQuestion(parameters: Parameters, {context, wrong}: Reading): SourceQuestion {
  const {text} = parameters;
  const [georel, geometry, coordinates, geoproperty] = [text('georel'), text('geometry'), text('coordinates'), text('geoproperty')];
  const asksForPlace = [georel, geometry, coordinates].some((part) => part !== undefined);
  const wanted = wantedOf(parameters, {context, wrong});
  return {
    wanted: [wanted],
    geo: asksForPlace ? {georel, geometry, coordinates, geoproperty} : undefined,
    csf: text('csf'),
    scopeQ: text('scopeQ'),
    times: {timerel: text('timerel'), timeAt: text('timeAt'), endTimeAt: text('endTimeAt'), timeproperty: text('timeproperty')},
  };
}

function wantedOf({text, list}: Parameters, {context, wrong}: Reading): Wanted {
  const [type, q, ids, idPattern] = [text('type'), text('q'), list('id'), text('idPattern')];
  const asked = q === undefined ? [] : queryTerms(parseQuery(q, [])).flatMap(({path}) => path.names.slice(0, 1));
  const named = [...(list('attrs') ?? []), ...(list('pick') ?? []), ...asked].filter((name) => !isSystem(name) && name !== 'scope');
  const geo = text('georel') === undefined ? undefined : text('geoproperty');
  const attributes = [...named, ...(geo === undefined ? [] : [geo])].map((name) => expandName(context, name));
  if (type === undefined && attributes.length === 0 && text('georel') === undefined && !wrong('ngsi-ld-registration-query-too-wide-accepted'))
    throw badData('the query is too wide: it needs a type, attrs, q or a geoquery');
  for (const id of ids ?? []) demandUri(id, 'an id');
  if (idPattern !== undefined) pattern(idPattern);
  return {types: type === undefined ? undefined : parseTypes(type, context), ids, idPattern, attributes};
}
