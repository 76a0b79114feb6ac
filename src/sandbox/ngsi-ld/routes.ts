// Which operation answers which resource and method (Table 6.2-1).

import type {Operation} from './exchange.ts';
import * as attributes from './operations/attributes.ts';
import * as batch from './operations/batch.ts';
import * as contexts from './operations/contexts.ts';
import * as discovery from './operations/discovery.ts';
import {createEntity, purgeEntities, queryEntities} from './operations/entities.ts';
import {deleteEntity, mergeIntoEntity, replaceEntity, retrieveEntity} from './operations/entity.ts';
import {sourceIdentity} from './operations/identity.ts';
import {queryByPost} from './operations/query-by-post.ts';
import * as registrations from './operations/registrations.ts';
import {subscriptionOperations} from './operations/subscriptions.ts';
import {Problem} from './problem.ts';
import * as temporalAttributes from './temporal/attributes.ts';
import * as temporal from './temporal/entities.ts';
import {query as queryTemporal, queryByPost as queryTemporalByPost} from './temporal/query.ts';
import {retrieve} from './temporal/retrieve.ts';

type Methods = Readonly<Record<string, Operation>>;

const unsupported: Operation = ({request}) => {
  throw new Problem('OperationNotSupported', `this broker has no ${request.method} for ${request.path}`);
};

const subscriptions = subscriptionOperations('subscriptions');
const csourceSubscriptions = subscriptionOperations('csourceSubscriptions');

/** A star stands for one variable part of the path. */
const RESOURCES: readonly (readonly [string, Methods])[] = [
  ['entities', {GET: queryEntities, POST: createEntity, DELETE: purgeEntities}],
  ['entities/*', {GET: retrieveEntity, PATCH: mergeIntoEntity, PUT: replaceEntity, DELETE: deleteEntity}],
  ['entities/*/attrs', {POST: attributes.append, PATCH: attributes.update}],
  ['entities/*/attrs/*', {PATCH: attributes.patch, PUT: attributes.replace, DELETE: attributes.remove}],
  ['subscriptions', {GET: subscriptions.list, POST: subscriptions.create}],
  ['subscriptions/*', {GET: subscriptions.retrieve, PATCH: subscriptions.update, DELETE: subscriptions.remove}],
  ['types', {GET: discovery.listTypes}],
  ['types/*', {GET: discovery.retrieveType}],
  ['attributes', {GET: discovery.listAttributes}],
  ['attributes/*', {GET: discovery.retrieveAttribute}],
  ['entityOperations/create', {POST: batch.createBatch}],
  ['entityOperations/upsert', {POST: batch.upsertBatch}],
  ['entityOperations/update', {POST: batch.updateBatch}],
  ['entityOperations/delete', {POST: batch.deleteBatch}],
  ['entityOperations/merge', {POST: batch.mergeBatch}],
  ['entityOperations/query', {POST: queryByPost}],
  ['jsonldContexts', {GET: contexts.listContexts, POST: contexts.addContext}],
  ['jsonldContexts/*', {GET: contexts.serveContext, DELETE: contexts.deleteContext}],
  ['csourceRegistrations', {GET: registrations.query, POST: registrations.register}],
  ['csourceRegistrations/*', {GET: registrations.retrieve, PATCH: registrations.update, DELETE: registrations.remove}],
  ['csourceSubscriptions', {GET: csourceSubscriptions.list, POST: csourceSubscriptions.create}],
  ['csourceSubscriptions/*', {GET: csourceSubscriptions.retrieve, PATCH: csourceSubscriptions.update, DELETE: csourceSubscriptions.remove}],
  ['temporal/entities', {GET: queryTemporal, POST: temporal.upsert}],
  ['temporal/entities/*', {GET: retrieve, DELETE: temporal.remove}],
  ['temporal/entities/*/attrs', {POST: temporal.addAttributes}],
  ['temporal/entities/*/attrs/*', {DELETE: temporalAttributes.remove}],
  ['temporal/entities/*/attrs/*/*', {PATCH: temporalAttributes.modify, DELETE: temporalAttributes.removeInstance}],
  ['temporal/entityOperations/query', {POST: queryTemporalByPost}],
  ['temporal/entityMaps', {GET: unsupported, POST: unsupported}],
  ['entityMaps', {GET: unsupported, POST: unsupported}],
  ['entityMaps/*', {GET: unsupported, PATCH: unsupported, DELETE: unsupported}],
  ['info/sourceIdentity', {GET: sourceIdentity}],
  ['snapshots', {POST: unsupported, DELETE: unsupported}],
  ['snapshots/*', {GET: unsupported, PATCH: unsupported, DELETE: unsupported}],
  ['snapshots/*/clone', {POST: unsupported}],
];

export interface Route {
  /** As in the table above. */
  readonly resource: string;
  readonly operation: Operation;
  readonly path: readonly string[];
}

/** Finds the operation; an unknown resource is ResourceNotFound, a wrong method 405 with what is allowed (clause 6.3.2). */
export function routeOf(method: string, path: string): Route {
  const parts = path.split('/').filter((part, i, all) => i > 0 && !(part === '' && i === all.length - 1));
  for (const [pattern, methods] of RESOURCES) {
    const variables = fit(pattern.split('/'), parts);
    if (variables === undefined) continue;
    const operation = methods[method === 'HEAD' ? 'GET' : method];
    if (operation !== undefined) return {operation, resource: pattern, path: variables};
    const allow = Object.keys(methods).join(', ');
    throw new Problem('InvalidRequest', `${method} is not allowed here, only ${allow}`, {
      status: 405,
      title: 'Method not allowed',
      headers: {allow},
    });
  }
  throw new Problem('ResourceNotFound', `there is no resource ${path}`);
}

function fit(pattern: readonly string[], parts: readonly string[]): readonly string[] | undefined {
  if (pattern.length !== parts.length) return undefined;
  const variables: string[] = [];
  for (const [i, wanted] of pattern.entries()) {
    const part = parts[i] ?? '';
    if (wanted === '*') variables.push(decode(part));
    else if (wanted !== part) return undefined;
  }
  return variables;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new Problem('BadRequestData', `the path is wrongly percent-encoded: ${part}`);
  }
}
