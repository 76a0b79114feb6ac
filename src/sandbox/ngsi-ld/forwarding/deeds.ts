// Which requests are passed on to context sources, and by which names of Table 4.20-1 a source says that it takes them.

/** How a request is divided among sources. */
export type Manner = 'read' | 'entity' | 'attributes' | 'batch' | 'purge';

export interface Deed {
  /** The ways in which a source may be told, best first; it takes those that its registration names among its `operations`. */
  readonly ways: readonly [string, ...string[]];
  readonly manner: Manner;
  /** The status that says that all went well. */
  readonly success: number;
}

type Ways = readonly [string, ...string[]];
type Options = ReadonlySet<string>;

type Choice<T> = (options: Options) => T;

const deed = (manner: Manner, ways: Choice<Ways>, success = 204): Choice<Deed> => (options) => ({ways: ways(options), manner, success});
const one = (manner: Manner, name: string, success?: number): Choice<Deed> => deed(manner, () => [name], success);

/** `entity`: an error is told in a BatchOperationResult. `attributes`: in an UpdateResult (clauses 6.4 to 6.7). */
const DEEDS: Readonly<Record<string, Choice<Deed>>> = {
  'GET entities/*': one('read', 'retrieveEntity', 200),
  'GET entities': one('read', 'queryEntity', 200),
  'POST entityOperations/query': deed('read', () => ['queryBatch', 'queryEntity'], 200),
  'POST entities': one('entity', 'createEntity', 201),
  'PUT entities/*': one('entity', 'replaceEntity'),
  'PATCH entities/*': one('entity', 'mergeEntity'),
  'DELETE entities/*': one('entity', 'deleteEntity'),
  'POST entities/*/attrs': one('attributes', 'appendAttrs'),
  'PATCH entities/*/attrs': one('attributes', 'updateEntity'),
  'PATCH entities/*/attrs/*': one('attributes', 'updateAttrs'),
  'PUT entities/*/attrs/*': one('attributes', 'replaceAttrs'),
  'DELETE entities/*/attrs/*': one('attributes', 'deleteAttrs'),
  // Clauses 5.6.7.4 to 5.6.10.4 and 5.6.20.4: a source that takes no batch may take its Entities one by one.
  'POST entityOperations/create': deed('batch', () => ['createBatch', 'createEntity'], 201),
  'POST entityOperations/upsert': deed('batch', (options) => ['upsertBatch', 'createEntity', options.has('update') ? 'updateEntity' : 'replaceEntity']),
  'POST entityOperations/update': deed('batch', (options) => ['updateBatch', options.has('noOverwrite') ? 'appendAttrs' : 'updateEntity']),
  'POST entityOperations/delete': deed('batch', () => ['deleteBatch', 'deleteEntity']),
  'POST entityOperations/merge': deed('batch', () => ['mergeBatch', 'mergeEntity']),
  'DELETE entities': one('purge', 'purgeEntity'),
};

/** What a request would ask of a source; undefined when it never leaves this broker. */
export function deedOf(method: string, resource: string, query: URLSearchParams): Deed | undefined {
  return DEEDS[`${method === 'HEAD' ? 'GET' : method} ${resource}`]?.(new Set(query.get('options')?.split(',')));
}

/** An operation on one Entity as a request: its method, and whether it is about Attributes of it. */
export const REQUESTS: Readonly<Record<string, readonly [method: string, below: 'entities' | 'entity' | 'attrs']>> = {
  createEntity: ['POST', 'entities'],
  replaceEntity: ['PUT', 'entity'],
  mergeEntity: ['PATCH', 'entity'],
  deleteEntity: ['DELETE', 'entity'],
  appendAttrs: ['POST', 'attrs'],
  updateEntity: ['PATCH', 'attrs'],
  updateAttrs: ['PATCH', 'attrs'],
  replaceAttrs: ['PUT', 'attrs'],
  deleteAttrs: ['DELETE', 'attrs'],
};

/** Where a source takes a batch. */
export const BATCHES: Readonly<Record<string, string>> = {
  createBatch: '/entityOperations/create',
  upsertBatch: '/entityOperations/upsert',
  updateBatch: '/entityOperations/update',
  deleteBatch: '/entityOperations/delete',
  mergeBatch: '/entityOperations/merge',
};
