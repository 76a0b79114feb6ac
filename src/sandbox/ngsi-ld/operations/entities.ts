// /entities/ : create, query, purge (clauses 5.6.1, 5.7.2, 5.6.21; 6.4).

import {empty, locationOf} from '../answer.ts';
import {expandName} from '../context/active.ts';
import {freshEntity} from '../entity/change.ts';
import {readWholeEntity} from '../entity/read-entity.ts';
import {accepted, documentOf, linkContext, parametersOf, storeOf, storeToCreateIn, type Operation} from '../exchange.ts';
import type {Json} from '../json.ts';
import type {Entity} from '../model.ts';
import {ENTITIES} from '../negotiate.ts';
import {badData, Problem} from '../problem.ts';
import {entityTest} from '../query/select.ts';
import {isoTime} from '../time.ts';
import {answerQuestion} from './query.ts';
import {criteriaOf, demandNarrow, QUERY_PARAMETERS, questionFromUrl} from './question.ts';

/** Create Entity. */
export const createEntity: Operation = async (exchange) => {
  parametersOf(exchange, {names: ['local']});
  const {broker} = exchange;
  const {json, context} = await documentOf(exchange);
  const draft = readWholeEntity(
    {context: context.active, nulls: broker.wrong('ngsi-ld-null-accepted-in-create') ? 'deep' : 'none', partial: false},
    json,
  );
  if (broker.wrong('ngsi-ld-content-refused-wrongly') && [...draft.attributes.values()].flat().some(({value}) => isSuspect(value)))
    throw new Problem('InvalidRequest', 'the content holds characters that are not allowed');
  const store = storeToCreateIn(exchange);
  if (store.get(draft.id) !== undefined && !broker.wrong('ngsi-ld-duplicate-create-accepted')) {
    throw new Problem(broker.wrong('ngsi-ld-conflict-for-already-exists') ? 'Conflict' : 'AlreadyExists', `${draft.id} already exists`);
  }
  store.put(freshEntity(draft, isoTime(broker.now())));
  const location = broker.wrong('ngsi-ld-location-wrong') ? locationOf('entities', '') : locationOf('entities', draft.id);
  return empty(broker.wrong('ngsi-ld-create-answers-200') ? 200 : 201, broker.wrong('ngsi-ld-location-missing') ? {} : {location});
};

/** Whether a value is a text that could be misused (clause 4.6.4). */
function isSuspect(value: Json | undefined): boolean {
  return typeof value === 'string' && /[<>"'=;()]/.test(value);
}

/** Query Entities by GET. */
export const queryEntities: Operation = async (exchange) => {
  const parameters = parametersOf(exchange, QUERY_PARAMETERS);
  const type = accepted(exchange, ENTITIES);
  const context = await linkContext(exchange);
  return answerQuestion(exchange, questionFromUrl(parameters), {parameters, context, type});
};

/** Purge Entities: whole Entities, or with `drop` or `keep` only Attributes of theirs. */
export const purgeEntities: Operation = async (exchange) => {
  const {broker} = exchange;
  const parameters = parametersOf(exchange, PURGE_PARAMETERS);
  const context = await linkContext(exchange);
  const store = storeOf(exchange);
  const question = questionFromUrl(parameters);
  demandNarrow(question);
  const test = entityTest(criteriaOf(question, 0), {context: context.active, wrong: broker.wrong, store});
  const expand = (name: string): string => expandName(context.active, name);
  const [drop, keep] = [parameters.list('drop')?.map(expand), parameters.list('keep')?.map(expand)];
  if (drop !== undefined && keep !== undefined) throw badData('drop and keep exclude each other');
  for (const entity of store.all().filter(test)) {
    if (broker.wrong('ngsi-ld-purge-deletes-nothing')) continue;
    if (drop === undefined && keep === undefined) store.remove(entity.id);
    else
      store.put(
        withoutAttributes(
          entity,
          (name) => (drop?.includes(name) ?? false) || (keep !== undefined && !keep.includes(name)),
          isoTime(broker.now()),
        ),
      );
  }
  return empty(204);
};

const PURGE_PARAMETERS = {
  names: [
    'coordinates',
    'csf',
    'drop',
    'geometry',
    'geometryProperty',
    'geoproperty',
    'georel',
    'id',
    'idPattern',
    'keep',
    'local',
    'q',
    'scopeQ',
    'type',
  ],
};

function withoutAttributes(entity: Entity, gone: (name: string) => boolean, now: string): Entity {
  const attributes = new Map([...entity.attributes].filter(([name]) => !gone(name)));
  return attributes.size === entity.attributes.size ? entity : {...entity, modifiedAt: now, attributes};
}
