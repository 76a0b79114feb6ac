// Reads the temporal representation of an Entity, or a fragment of one (clauses 4.5.6 to 4.5.9, 5.2.20).

import type {Broker} from '../broker.ts';
import type {Draft, EntityDraft} from '../entity/draft.ts';
import {isNull} from '../entity/null.ts';
import {readEntity, readScope} from '../entity/read-entity.ts';
import type {Document} from '../exchange.ts';
import {asArray, isArray, isObject, oneOrMany, type Json, type JsonObject} from '../json.ts';
import {badData} from '../problem.ts';
import {dateTime, NULL_URI, withPoint} from '../syntax.ts';
import {instancesOf} from './simplified.ts';

/** What a document says about an evolution. */
export interface EvolutionDraft extends Omit<EntityDraft, 'scope'> {
  readonly scope?: readonly Draft[];
}

/** Everything that the document says; what it must not say is BadRequestData. */
export function readEvolution({json, context}: Document, wrong: Broker['wrong']): EvolutionDraft {
  if (!isObject(json)) throw badData('the temporal representation of an Entity is no JSON object');
  const {scope, ...document} = wrong('ngsi-ld-temporal-series-refused') ? json : instancesOf(json);
  const {scope: _, ...draft} = readEntity({context: context.active, nulls: 'none', partial: false, inTime: true}, document);
  return {...draft, ...(scope === undefined ? {} : {scope: readScopes(scope)})};
}

/** Clause 4.5.6 wants instances of a Property; Scopes alone, as the current state has them (clause 5.2.4), are one instance without a time. */
function readScopes(scope: Json): readonly Draft[] {
  if (!asArray(scope).some((item) => isObject(item))) return [{...SCOPE, value: scopeValue(scope)}];
  return asArray(scope).map((item) => {
    if (!isObject(item)) throw badData('scope holds something that is no instance of a Property');
    return readScopeInstance(item);
  });
}

const SCOPE: Draft = {kind: 'Property', plain: {}, subs: new Map()};
const SCOPE_MEMBERS = new Set(['type', '@type', 'value', 'observedAt', 'createdAt', 'modifiedAt', 'deletedAt', 'instanceId']);

function readScopeInstance(item: JsonObject): Draft {
  const foreign = Object.keys(item).find((key) => !SCOPE_MEMBERS.has(key));
  if (foreign !== undefined) throw badData(`an instance of scope has ${foreign}, which it never has (clause 4.5.6)`);
  const {value, observedAt} = item;
  if ((item['type'] ?? item['@type'] ?? 'Property') !== 'Property') throw badData('an instance of scope is no Property');
  if (value === undefined) throw badData('an instance of scope has no value');
  if (observedAt !== undefined && (typeof observedAt !== 'string' || dateTime(observedAt) === undefined))
    throw badData('observedAt of scope is no DateTime');
  return {...SCOPE, value: scopeValue(value), plain: observedAt === undefined ? {} : {observedAt: withPoint(observedAt)}};
}

function scopeValue(value: Json): Json {
  if (isNull(value)) return NULL_URI;
  if (isArray(value) && value.length === 0) throw badData('an instance of scope has no Scope');
  return oneOrMany(readScope({nulls: 'none'}, value));
}
