// An entity as the broker keeps it: every name expanded to a URI, values as they came. Never changed in place.

import type {Json} from './json.ts';

/** What distinguishes the kinds of Attribute: the member that holds the value, and its previous value in notifications. */
export const KINDS = {
  Property: {member: 'value', previous: 'previousValue'},
  GeoProperty: {member: 'value', previous: 'previousValue'},
  LanguageProperty: {member: 'languageMap', previous: 'previousLanguageMap'},
  JsonProperty: {member: 'json', previous: 'previousJson'},
  VocabProperty: {member: 'vocab', previous: 'previousVocab'},
  ListProperty: {member: 'valueList', previous: 'previousValueList'},
  Relationship: {member: 'object', previous: 'previousObject'},
  ListRelationship: {member: 'objectList', previous: 'previousObjectList'},
} as const;

export type Kind = keyof typeof KINDS;

/** Tells an attribute kind from any other text. */
export function isKind(text: unknown): text is Kind {
  return typeof text === 'string' && Object.hasOwn(KINDS, text);
}

/** Members of an Attribute that are no Attributes themselves and hold plain text. */
export const PLAIN_MEMBERS = ['observedAt', 'unitCode', 'lang', 'entityIdSealed', 'entityTypeSealed'] as const;
export type PlainMember = (typeof PLAIN_MEMBERS)[number];

/** One instance of an Attribute. */
export interface Instance {
  readonly kind: Kind;
  /** VocabProperty: URIs. ListRelationship: an array of URIs. Keys of compound values are expanded, except in a JsonProperty. */
  readonly value: Json;
  /** Absent on the default instance. */
  readonly datasetId?: string;
  readonly plain: Readonly<Partial<Record<PlainMember, string>>>;
  /** Expanded. */
  readonly valueType?: string;
  readonly objectType?: readonly string[];
  readonly expiresAt?: string;
  readonly createdAt: string;
  readonly modifiedAt: string;
  readonly subs: Attributes;
}

/** By expanded name; never an empty array. */
export type Attributes = ReadonlyMap<string, readonly Instance[]>;

export interface Entity {
  readonly id: string;
  readonly types: readonly string[];
  readonly scope?: readonly string[];
  readonly expiresAt?: string;
  readonly createdAt: string;
  readonly modifiedAt: string;
  readonly attributes: Attributes;
}

/** The instances of all Attributes that a test lets through; Attributes without any left are gone. */
export function filterInstances<T extends Instance>(
  attributes: ReadonlyMap<string, readonly T[]>,
  keep: (instance: T, name: string) => boolean,
): ReadonlyMap<string, readonly T[]> {
  const kept = new Map<string, readonly T[]>();
  for (const [name, instances] of attributes) {
    const left = instances.filter((instance) => keep(instance, name));
    if (left.length > 0) kept.set(name, left);
  }
  return kept;
}

/** An array of URIs of what a Relationship or ListRelationship points to, empty for other kinds. */
export function targets(instance: Instance): readonly string[] {
  if (instance.kind !== 'Relationship' && instance.kind !== 'ListRelationship') return [];
  const {value} = instance;
  const list: readonly Json[] = Array.isArray(value) ? value : [value];
  return list.filter((item) => typeof item === 'string');
}
