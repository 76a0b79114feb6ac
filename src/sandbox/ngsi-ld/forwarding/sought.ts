// What a request that reads looks for, seen by whoever decides which sources may know it (clauses 5.7.1, 5.7.2, 5.12).

import {expandName, type ActiveContext} from '../context/active.ts';
import type {Exchange} from '../exchange.ts';
import {questionFromBody} from '../operations/query-by-post.ts';
import {QUERY_PARAMETERS, questionFromUrl, type Question} from '../operations/question.ts';
import {parameters} from '../parameters.ts';
import {parseQuery} from '../query/q-parse.ts';
import {queryTerms} from '../query/q-syntax.ts';
import {isSystem} from '../query/select.ts';
import {parseTypes} from '../query/type-selection.ts';
import {parseProjection} from '../represent/projection.ts';
import type {Json} from '../json.ts';
import type {Sought} from './plan-read.ts';

/** What a Retrieve Entity looks for; of an Entity that this broker knows the types are known too. */
export function soughtById({request: {url}, path}: Exchange, context: ActiveContext, known: readonly string[] | undefined): Sought {
  const {text, list} = parameters(url.searchParams, {names: []}, true);
  const type = text('type');
  const named = projected(list('attrs'), text('pick'), context);
  return {
    types: type === undefined ? known?.map((one) => [one]) : parseTypes(type, context),
    ids: [path[0] ?? ''],
    idPattern: undefined,
    attributes: named,
    useful: named.length === 0 ? undefined : named,
    datasetIds: list('datasetId'),
    tellsTypes: type !== undefined,
  };
}

/** The question of a Query Entities, from the URL or from a body. */
export function questionOf({request: {url}}: Exchange, body: Json | undefined): Question {
  const given = parameters(url.searchParams, QUERY_PARAMETERS, true);
  return body === undefined ? questionFromUrl(given) : {...questionFromBody(body), local: given.flag('local')};
}

/** What a query looks for, one item for each kind of Entities; nothing when the query stays in this broker. */
export function soughtByQuery(question: Question, context: ActiveContext, isGeoJson: boolean): readonly Sought[] {
  const {selectors, attrs, pick, q, geo, expandValues, datasetIds} = question;
  // The type * stands for what this broker has.
  if (selectors.some(({type}) => type === '*')) return [];
  const expanded = (names: readonly string[]): readonly string[] =>
    names.filter((name) => !isSystem(name) && name !== 'scope').map((name) => expandName(context, name));
  const shown = projected(attrs, pick, context);
  const filtered = expanded(q === undefined ? [] : queryTerms(parseQuery(q, [...expandValues])).flatMap(({path}) => path.names.slice(0, 1)));
  const placed = geo === undefined ? [] : expanded([typeof geo.geoproperty === 'string' ? geo.geoproperty : 'location']);
  const named = [...new Set([...shown, ...filtered, ...placed])];
  return (selectors.length === 0 ? [{}] : selectors).map(({type, ids, idPattern}: Question['selectors'][number]) => ({
    types: type === undefined ? undefined : parseTypes(type, context),
    ids,
    idPattern,
    // An Entity may be split: a source without any Attribute of a filter may still have what is to be shown.
    attributes: shown.length > 0 || type === undefined ? named : [],
    useful: shown.length > 0 && !isGeoJson ? named : undefined,
    datasetIds,
    tellsTypes: true,
  }));
}

function projected(attrs: readonly string[] | undefined, pick: string | undefined, context: ActiveContext): readonly string[] {
  const picked = pick === undefined ? [] : [...parseProjection(pick, context).keys()].filter((name) => !isSystem(name) && name !== 'scope');
  return [...new Set([...(attrs ?? []).map((name) => expandName(context, name)), ...picked])];
}
