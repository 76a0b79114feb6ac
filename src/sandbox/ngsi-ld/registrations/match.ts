// Which registrations a description of Entities and Attributes matches (clause 5.12).

import type {Entity} from '../model.ts';
import {pattern} from '../pattern.ts';
import {selectsTypes, type TypeSelection} from '../query/type-selection.ts';
import {informationOf, type EntityInfo, type Information, type Registration} from './model.ts';

/** What is looked for; a part that is undefined leaves everything open. */
export interface Wanted {
  readonly types: TypeSelection | undefined;
  readonly ids: readonly string[] | undefined;
  readonly idPattern: string | undefined;
  /** Expanded. */
  readonly attributes: readonly string[];
}

/** Whether a source may know something of what is looked for. */
export function matches({document}: Registration, wanted: Wanted): boolean {
  return informationOf(document).some(({entities, attributes}) => fitsEntities(entities, wanted) && fitsAttributes(attributes, wanted.attributes));
}

function fitsEntities(entities: readonly EntityInfo[], wanted: Wanted): boolean {
  return entities.length === 0 || entities.some((info) => fitsEntity(info, wanted));
}

function fitsEntity(info: EntityInfo, {types, ids, idPattern}: Wanted): boolean {
  if (types !== undefined && !selectsTypes(types, info.types)) return false;
  if (ids === undefined && idPattern === undefined) return true;
  if (info.id === undefined && info.idPattern === undefined) return true;
  if (ids !== undefined && ids.some((id) => isAmong(info, id))) return true;
  // Two patterns may always have an id in common.
  return idPattern !== undefined && (info.id === undefined || pattern(idPattern)(info.id));
}

/** Whether an id is one of those that are registered. */
function isAmong({id, idPattern}: EntityInfo, candidate: string): boolean {
  if (id !== undefined) return id === candidate;
  return idPattern === undefined || pattern(idPattern)(candidate);
}

function fitsAttributes(registered: readonly string[], wanted: readonly string[]): boolean {
  return wanted.length === 0 || registered.length === 0 || wanted.some((name) => registered.includes(name));
}

/** Whether an Entity that the broker holds itself is registered as somebody else's, or one of its Attributes is. */
export function claims({entities, attributes}: Information, entity: Entity): boolean {
  const concerned = entities.length === 0 || entities.some((info) => info.types.every((type) => entity.types.includes(type)) && isAmong(info, entity.id));
  return concerned && (attributes.length === 0 || attributes.some((name) => entity.attributes.has(name)));
}

/** Whether an Attribute of an Entity, known by its id, is registered. */
export function covers({entities, attributes}: Information, id: string, names: readonly string[]): boolean {
  return (entities.length === 0 || entities.some((info) => isAmong(info, id))) && fitsAttributes(attributes, names);
}
