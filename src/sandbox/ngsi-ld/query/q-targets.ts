// What a path of a query points at in an Entity: the values to compare (clause 4.9).

import {expandName, type ActiveContext} from '../context/active.ts';
import {isArray, isObject, type Json} from '../json.ts';
import {targets, type Attributes, type Entity, type Instance} from '../model.ts';
import type {QueryPath} from './q-syntax.ts';

export interface Looking {
  readonly context: ActiveContext;
  /** Finds linked Entities. */
  readonly entity: (id: string) => Entity | undefined;
  /** Attributes whose compound values are raw JSON, by short name (`jsonKeys`). */
  readonly jsonKeys: readonly string[];
}

/** One thing to compare: its possible values; `link` when only equality makes sense on it. */
export interface Target {
  readonly values: readonly Json[];
  readonly link: boolean;
}

/** Everything the path points at; empty when the Entity has no such element. */
export function findTargets(entity: Entity, path: QueryPath, looking: Looking): readonly Target[] {
  const [first = '', ...rest] = path.names;
  const system = rest.length === 0 && path.trailing === undefined ? systemMember(entity, first) : undefined;
  if (system !== undefined) return [{values: [system], link: false}];
  return below(entity.attributes, path, looking);
}

function systemMember(holder: Entity | Instance, name: string): string | undefined {
  if (name === 'createdAt') return holder.createdAt;
  if (name === 'modifiedAt') return holder.modifiedAt;
  return name === 'expiresAt' ? holder.expiresAt : undefined;
}

function below(attributes: Attributes, path: QueryPath, looking: Looking): readonly Target[] {
  const [name = '', ...rest] = path.names;
  const instances = attributes.get(expandName(looking.context, name)) ?? [];
  return instances.flatMap((instance) => {
    if (rest.length === 0) return inInstance(instance, name, path, looking);
    const member = rest.length === 1 ? memberOf(instance, rest[0] ?? '') : undefined;
    if (member !== undefined) return [{values: [member], link: false}];
    return below(instance.subs, {...path, names: rest}, looking);
  });
}

function memberOf(instance: Instance, name: string): string | undefined {
  if (name === 'observedAt' || name === 'unitCode' || name === 'lang') return instance.plain[name];
  return name === 'datasetId' ? instance.datasetId : systemMember(instance, name);
}

function inInstance(instance: Instance, name: string, path: QueryPath, looking: Looking): readonly Target[] {
  if (path.linked !== undefined) return inLinked(instance, path.linked, looking);
  const link = instance.kind === 'Relationship' || instance.kind === 'ListRelationship';
  if (path.trailing === undefined) return [{values: ownValues(instance), link}];
  if (instance.kind === 'LanguageProperty') return inLanguageMap(instance, path.trailing);
  const raw = instance.kind === 'JsonProperty' || looking.jsonKeys.includes(name);
  const found = member(instance.value, raw ? path.trailing : path.trailing.map((key) => compoundKey(key, looking.context)));
  return found === undefined ? [] : [{values: spread(found), link: false}];
}

/** The keys of compound values are stored expanded, `type` and `id` as keywords. */
function compoundKey(key: string, context: ActiveContext): string {
  if (key === 'type') return '@type';
  return key === 'id' ? '@id' : expandName(context, key);
}

function inLanguageMap(instance: Instance, [language = '']: readonly string[]): readonly Target[] {
  if (language === '*') return [{values: ownValues(instance), link: false}];
  const text = isObject(instance.value) ? instance.value[language] : undefined;
  return text === undefined ? [] : [{values: spread(text), link: false}];
}

function inLinked(instance: Instance, linked: NonNullable<QueryPath['linked']>, looking: Looking): readonly Target[] {
  const types = linked.types.map((type) => expandName(looking.context, type));
  return targets(instance).flatMap((id) => {
    const entity = looking.entity(id);
    if (entity === undefined || (types.length > 0 && !types.some((type) => entity.types.includes(type)))) return [];
    return findTargets(entity, linked.path, looking);
  });
}

function ownValues({kind, value}: Instance): readonly Json[] {
  if (kind === 'LanguageProperty' && isObject(value)) return Object.values(value).flatMap(spread);
  return spread(value);
}

/** An array offers each of its items, and itself. */
function spread(value: Json): readonly Json[] {
  return isArray(value) ? value.map(plain) : [plain(value)];
}

/** A JSON-LD typed value stands for its lexical form. */
function plain(value: Json): Json {
  return isObject(value) && value['@value'] !== undefined ? value['@value'] : value;
}

function member(value: Json, keys: readonly string[]): Json | undefined {
  let at: Json | undefined = value;
  for (const key of keys) {
    if (!isObject(at) || !Object.hasOwn(at, key)) return undefined;
    at = at[key];
  }
  return at;
}
