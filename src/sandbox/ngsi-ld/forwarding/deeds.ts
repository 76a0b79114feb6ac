// Which requests are passed on to context sources, and by which name of Table 4.20-1 a source says that it takes them.

/** How a request is divided among sources. */
export type Manner = 'retrieve' | 'query' | 'entity' | 'attributes' | 'batch' | 'purge';

export interface Deed {
  /** As a registration names it among its `operations`. */
  readonly name: string;
  readonly manner: Manner;
  /** The status that says that all went well. */
  readonly success: number;
}

const deed = (name: string, manner: Manner, success = 204): Deed => ({name, manner, success});

/** `entity`: an error is told in a BatchOperationResult. `attributes`: in an UpdateResult (clauses 6.4 to 6.7). */
const DEEDS: Readonly<Record<string, Deed>> = {
  'GET entities/*': deed('retrieveEntity', 'retrieve', 200),
  'GET entities': deed('queryEntity', 'query', 200),
  'POST entityOperations/query': deed('queryBatch', 'query', 200),
  'POST entities': deed('createEntity', 'entity', 201),
  'PUT entities/*': deed('replaceEntity', 'entity'),
  'PATCH entities/*': deed('mergeEntity', 'entity'),
  'DELETE entities/*': deed('deleteEntity', 'entity'),
  'POST entities/*/attrs': deed('appendAttrs', 'attributes'),
  'PATCH entities/*/attrs': deed('updateEntity', 'attributes'),
  'PATCH entities/*/attrs/*': deed('updateAttrs', 'attributes'),
  'PUT entities/*/attrs/*': deed('replaceAttrs', 'attributes'),
  'DELETE entities/*/attrs/*': deed('deleteAttrs', 'attributes'),
};

/** What a request would ask of a source; undefined when it never leaves this broker. */
export function deedOf(method: string, resource: string): Deed | undefined {
  return DEEDS[`${method === 'HEAD' ? 'GET' : method} ${resource}`];
}
