// A Context Source Registration as the broker keeps it (clause 5.2.9).

import {asArray, isArray, isObject, isStrings, type JsonObject} from '../json.ts';

export interface Registration {
  readonly id: string;
  /** What the client gave, checked; names of types and Attributes expanded, read-only members left out. */
  readonly document: JsonObject;
  readonly createdAt: string;
  readonly modifiedAt: string;
  /** Absent until the source was first asked for something. */
  readonly dealings?: Dealings;
}

/** What became of the requests passed on to a source (Table 5.2.9-2). Times in milliseconds since 1970. */
export interface Dealings {
  readonly timesSent: number;
  readonly timesFailed: number;
  readonly lastSuccess?: number;
  readonly lastFailure?: number;
  readonly status?: 'ok' | 'failed';
}

export type Mode = 'inclusive' | 'exclusive' | 'redirect' | 'auxiliary';

/** How a source shares its data with this broker (clauses 4.3.6.2, 4.3.6.3). */
export function modeOf({document: {mode}}: Registration): Mode {
  return mode === 'exclusive' || mode === 'redirect' || mode === 'auxiliary' ? mode : 'inclusive';
}

/** True when the broker itself holds nothing of what is registered. */
export function isProxied(registration: Registration): boolean {
  return ['exclusive', 'redirect'].includes(modeOf(registration));
}

/** What a source may know about: Entities and Attributes (clause 5.2.10). An empty list of either stands for all. */
export interface Information {
  readonly entities: readonly EntityInfo[];
  readonly attributes: readonly string[];
}

/** Clause 5.2.8. */
export interface EntityInfo {
  readonly types: readonly string[];
  readonly id?: string;
  /** Only where there is no id, which takes precedence. */
  readonly idPattern?: string;
}

/** The members that hold a place. */
export const PLACES = ['location', 'observationSpace', 'operationSpace'] as const;

/** The information of a registration that was checked. */
export function informationOf({information = null}: JsonObject): readonly Information[] {
  return (isArray(information) ? information : []).filter(isObject).map(({entities = null, propertyNames, relationshipNames}) => ({
    entities: (isArray(entities) ? entities : []).filter(isObject).map(entityInfo),
    attributes: [propertyNames, relationshipNames].flatMap((names) => (isStrings(names) ? names : [])),
  }));
}

function entityInfo({type = [], id, idPattern}: JsonObject): EntityInfo {
  const types = asArray(type).filter((one) => typeof one === 'string');
  if (typeof id === 'string') return {types, id};
  return typeof idPattern === 'string' ? {types, idPattern} : {types};
}
