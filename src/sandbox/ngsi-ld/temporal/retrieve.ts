// /temporal/entities/{entityId} : retrieve an evolution (clause 5.7.3; 6.19.3.1).

import {accepted, linkContext, parametersOf, type Operation} from '../exchange.ts';
import {DATA} from '../negotiate.ts';
import {Problem} from '../problem.ts';
import {isSystem} from '../query/select.ts';
import type {Moments} from './model.ts';
import {evolutionsAnswer, TEMPORAL_OPTIONS, temporalView} from './request.ts';
import type {TemporalView} from './represent.ts';
import {targetEvolution} from './target.ts';
import {TIME_PARAMETERS, timeAskedInUrl} from './time-asked.ts';
import {inWindow} from './window.ts';

const RETRIEVE = {
  names: [...TIME_PARAMETERS, 'attrs', 'datasetId', 'entityMap', 'entityMapLifetime', 'format', 'lang', 'local', 'omit', 'pick'],
  options: TEMPORAL_OPTIONS,
};

/** Retrieve Temporal Evolution of an Entity. One without any instance in the time that is asked for is not found. */
export const retrieve: Operation = async (exchange) => {
  const {wrong} = exchange.broker;
  const parameters = parametersOf(exchange, RETRIEVE);
  const how = {parameters, type: accepted(exchange, DATA), context: await linkContext(exchange)};
  const {text, list} = parameters;
  const asked = timeAskedInUrl(parameters, wrong);
  const wanted = {attrs: list('attrs'), pick: text('pick'), omit: text('omit'), lang: text('lang'), datasetIds: list('datasetId')};
  const temporal = temporalView(exchange, how, wanted, asked);
  const {evolution} = targetEvolution(exchange);
  const attributes = inWindow(evolution.attributes, asked.query, wrong);
  if (!hasWhatIsAsked(attributes, temporal) && !wrong('ngsi-ld-temporal-empty-entities-shown'))
    throw new Problem('ResourceNotFound', `${evolution.id} has nothing of what was asked for`);
  return evolutionsAnswer(exchange, {evolutions: [{...evolution, attributes}], single: true}, temporal, how);
};

/** attrs and pick name Attributes that are asked for; without such names anything is that lies in the time of the query. */
function hasWhatIsAsked(attributes: Moments, {view, query}: TemporalView): boolean {
  const picked = [...(view.pick?.keys() ?? [])].filter((name) => name !== 'scope' && !isSystem(name));
  const named = [...(view.attrs ?? []), ...picked];
  if (named.length > 0) return named.some((name) => attributes.has(name));
  return attributes.size > 0 || query.interval === undefined;
}
