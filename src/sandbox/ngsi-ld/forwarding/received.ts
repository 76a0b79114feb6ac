// Entities as a source sends them, read as this broker keeps its own. What is no Entity is refused (clauses 4.3.6.8, 6.3.17).

import {loadContext, type Context} from '../context/load.ts';
import type {Broker} from '../broker.ts';
import {settle, type Draft, type Drafts} from '../entity/draft.ts';
import {readWholeEntity} from '../entity/read-entity.ts';
import {expandName} from '../context/active.ts';
import {contextLinkIn} from '../exchange.ts';
import {asArray, isArray, isObject, type Json, type JsonObject} from '../json.ts';
import type {Attributes, Entity, Instance} from '../model.ts';
import {dateTime, withPoint} from '../syntax.ts';
import {isoTime} from '../time.ts';
import type {Reply} from '../reply.ts';

/** All Entities of an answer; throws when any of it is not what the standard has. */
export async function entitiesIn(broker: Broker, {headers, text}: Reply, asked: Context): Promise<readonly Entity[]> {
  const body = JSON.parse(text) as Json;
  const {link} = headers;
  const linked = contextLinkIn(typeof link === 'string' ? link : link?.join(', '));
  const around = linked === undefined ? asked : await loadContext(broker, linked);
  const entities: Entity[] = [];
  for (const item of isArray(body) ? body : [body]) {
    const own = isObject(item) ? item['@context'] : undefined;
    entities.push(entityIn(item, own === undefined ? around : await loadContext(broker, own), isoTime(broker.now())));
  }
  return entities;
}

function entityIn(item: Json, {active}: Context, now: string): Entity {
  const {id, types, scope, expiresAt, attributes} = readWholeEntity({context: active, nulls: 'none', partial: false}, item);
  const document = isObject(item) ? item : {};
  const times = timesIn(document, {createdAt: now, modifiedAt: now});
  const written = new Map(Object.entries(document).map(([key, value]) => [expandName(active, key), value]));
  return {
    id, types, ...times, ...(scope === undefined ? {} : {scope}), ...(expiresAt === undefined ? {} : {expiresAt}),
    attributes: settled(attributes, written, times),
  };
}

/** With the times that the source tells; one that keeps them to itself has its Attributes as old as their Entity. */
function settled(drafts: Drafts, written: ReadonlyMap<string, Json>, times: Times): Attributes {
  return new Map([...drafts].map(([name, list]) => {
    const items = asArray(written.get(name) ?? null);
    return [name, list.map((draft) => instance(draft, items.length === list.length ? items[list.indexOf(draft)] : undefined, times))];
  }));
}

function instance(draft: Draft, item: Json | undefined, times: Times): Instance {
  return {...settle(draft, times.modifiedAt), ...timesIn(isObject(item) ? item : {}, times)};
}

type Times = Pick<Entity, 'createdAt' | 'modifiedAt'>;

function timesIn({createdAt, modifiedAt}: JsonObject, otherwise: Times): Times {
  return {createdAt: timeIn(createdAt) ?? otherwise.createdAt, modifiedAt: timeIn(modifiedAt) ?? otherwise.modifiedAt};
}

function timeIn(text: Json | undefined): string | undefined {
  return typeof text === 'string' && dateTime(text) !== undefined ? withPoint(text) : undefined;
}
