// Which registrations a description of Entities and Attributes matches (clause 5.12).

import type {Broker} from '../broker.ts';
import {isArray} from '../json.ts';
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

/** What of a registration is about that which is looked for; undefined where nothing is. */
export function matching(registration: Registration, wanted: readonly Wanted[], wrong: Broker['wrong']): Registration | undefined {
  const {document} = registration;
  const fits = informationOf(document).map((info) => wanted.some((one) => fitsEntities(info.entities, one, wrong) && fitsAttributes(info.attributes, attributesOf(one, wrong))));
  if (!fits.includes(true)) return undefined;
  const {information} = document;
  if (!isArray(information) || wrong('ngsi-ld-registration-shown-whole')) return registration;
  return {...registration, document: {...document, information: information.filter((_, i) => fits[i])}};
}

function attributesOf({attributes}: Wanted, wrong: Broker['wrong']): readonly string[] {
  return wrong('ngsi-ld-registration-attributes-ignored') ? [] : attributes;
}

function fitsEntities(entities: readonly EntityInfo[], wanted: Wanted, wrong: Broker['wrong']): boolean {
  if (entities.length === 0) return wanted.types === undefined || !wrong('ngsi-ld-registration-without-entities-lost');
  return entities.some((info) => fitsEntity(info, wrong('ngsi-ld-registration-ids-ignored') ? {...wanted, ids: undefined, idPattern: undefined} : wanted));
}

/** Whether an Entity that is looked for may be one of those registered. */
export function fitsEntity(info: EntityInfo, {types, ids, idPattern}: Wanted): boolean {
  if (types !== undefined && !selectsTypes(types, info.types)) return false;
  if (ids === undefined && idPattern === undefined) return true;
  if (info.id === undefined && info.idPattern === undefined) return true;
  if (ids !== undefined && ids.some((id) => isAmong(info, id))) return true;
  // Two patterns may always have an id in common.
  return idPattern !== undefined && (info.id === undefined || pattern(idPattern)(info.id));
}

/** Whether an id is one of those that are registered. */
export function isAmong({id, idPattern}: EntityInfo, candidate: string): boolean {
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
