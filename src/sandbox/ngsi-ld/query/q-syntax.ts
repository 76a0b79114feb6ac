// The NGSI-LD Query Language as a tree (grammar of clause 4.9).

export type Operator = '==' | '!=' | '>=' | '>' | '<=' | '<' | '~=' | '!~=';

/** A value in a query, told apart because values of different types never equal (clause 4.9). */
export type QueryValue =
  | {readonly kind: 'number'; readonly value: number}
  | {readonly kind: 'string'; readonly value: string}
  | {readonly kind: 'boolean'; readonly value: boolean}
  | {readonly kind: 'dateTime' | 'date' | 'time'; readonly value: number}
  /** A URI, or a bare word for an Attribute of `expandValues`. */
  | {readonly kind: 'uri'; readonly value: string};

export type Comparand =
  | {readonly form: 'values'; readonly values: readonly QueryValue[]}
  | {readonly form: 'range'; readonly from: QueryValue; readonly to: QueryValue}
  | {readonly form: 'pattern'; readonly pattern: string};

/** Where a query term looks: Attribute, sub-Attributes, then into the value; or on through a Relationship. */
export interface QueryPath {
  /** Short names, not expanded. */
  readonly names: readonly string[];
  /** What stood between square brackets. */
  readonly trailing?: readonly string[];
  /** What stood between braces: where to look in linked Entities. */
  readonly linked?: {readonly types: readonly string[]; readonly path: QueryPath};
}

export type Query =
  | {readonly node: 'and' | 'or'; readonly parts: readonly Query[]}
  | {readonly node: 'term'; readonly path: QueryPath; readonly operator?: Operator; readonly comparand?: Comparand};

/** All terms of a query. */
export function queryTerms(query: Query): readonly Extract<Query, {node: 'term'}>[] {
  return query.node === 'term' ? [query] : query.parts.flatMap(queryTerms);
}

/** How many Relationships a query follows at most. */
export function queryDepth(query: Query): number {
  const depth = (path: QueryPath): number => (path.linked === undefined ? 0 : 1 + depth(path.linked.path));
  return Math.max(0, ...queryTerms(query).map(({path}) => depth(path)));
}
