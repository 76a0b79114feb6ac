// A write of one Entity, divided among sources and this broker (clauses 5.6.1 to 5.6.6, 5.6.17 to 5.6.19).

import type {SandboxRequest, SandboxResponse} from '../../types.ts';
import {expandName} from '../context/active.ts';
import {documentOf, linkContext, storeOf, type Exchange, type Operation} from '../exchange.ts';
import {readEntity} from '../entity/read-entity.ts';
import {isObject, type Json} from '../json.ts';
import {Problem} from '../problem.ts';
import {parseTypes, selectsTypes} from '../query/type-selection.ts';
import type {Store} from '../store.ts';
import {attempt, rehearse} from './attempt.ts';
import {partOf, subjectOf} from './fragment.ts';
import {anyInstance, instanceKey, keyOf, nameIn} from './instance-key.ts';
import type {Task} from './offer.ts';
import {oneAnswer, outcomeAt, ownOutcome, type Outcome} from './outcome.ts';
import {isSimplified, passOn, type Writing} from './pass-on.ts';
import {planWrite, type Part, type Subject} from './plan-write.ts';

/** Passes on what sources are registered for and does the rest here. */
export async function write(exchange: Exchange, operation: Operation, task: Task): Promise<SandboxResponse> {
  const store = storeOf(exchange);
  const writing = await writingOf(exchange, task);
  const subject = subjectIn(writing, store);
  const {shares, own} = planWrite(subject, store.registrations.all(), task);
  if (shares.length === 0) return operation(exchange);
  await refuseMalformed(exchange, operation, writing);
  const names = (part: Part): readonly string[] => [...new Set([...(part === 'all' ? (subject.instances ?? []) : part)].map(nameIn))];
  const outcomes: Outcome[] = await Promise.all(shares.map(async (share) =>
    outcomeAt(share.registration, names(share.part), share.fate === 'goes' ? await passOn(exchange, writing, share) : share.fate)));
  if (own !== undefined && (task.success === 201 || knows(writing, store)))
    outcomes.push(ownOutcome(names(own), await attempt({...exchange, request: requestFor(exchange.request, writing, own)}, operation)));
  return oneAnswer(exchange.broker, outcomes, {task, id: subject.id});
}

/** What is malformed goes to nobody. The operation itself does not look at what is meant for an Entity that is not here. */
async function refuseMalformed(exchange: Exchange, operation: Operation, writing: Writing): Promise<void> {
  const tried = await rehearse(exchange, operation);
  if (tried instanceof Problem && (tried.status === 400 || tried.status === 422)) throw tried;
  const {document, attribute, context} = writing;
  if (document === undefined || attribute !== undefined || isSimplified(writing)) return;
  readEntity({context: context.active, nulls: 'deep', partial: true}, document);
}

async function writingOf(exchange: Exchange, task: Task): Promise<Writing> {
  const {request, path: [id = '', attribute]} = exchange;
  const {json, context} = request.method === 'DELETE' ? {json: undefined, context: await linkContext(exchange)} : await documentOf(exchange);
  const document = isObject(json) ? json : undefined;
  return {
    id: task.success === 201 ? String(document?.['id'] ?? document?.['@id']) : id,
    ...(attribute === undefined ? {} : {attribute: expandName(context.active, attribute)}),
    context, document, query: request.url.searchParams,
  };
}

function subjectIn({id, attribute, document, context, query}: Writing, store: Store): Subject {
  const asked = query.get('type');
  const types = [...(asked === null ? [] : parseTypes(asked, context.active).flat()), ...(store.get(id)?.types ?? [])];
  if (attribute === undefined) return subjectOf({id, document, types}, context.active);
  return {id, types: types.length === 0 ? undefined : types, instances: [document === undefined ? deletedKey(attribute, query) : keyOf(attribute, document)]};
}

/** Without a word on datasets a source of any may be meant (clause 5.12). */
function deletedKey(attribute: string, query: URLSearchParams): string {
  const datasetId = query.get('datasetId');
  return datasetId === null ? anyInstance(attribute) : instanceKey(attribute, datasetId);
}

/** Whether this broker holds some of the Entity itself. */
function knows({id, context, query}: Writing, store: Store): boolean {
  const entity = store.get(id);
  const asked = query.get('type');
  return entity !== undefined && (asked === null || selectsTypes(parseTypes(asked, context.active), entity.types));
}

/** The request as if only this broker's own part had come. */
function requestFor(request: SandboxRequest, {document, context, attribute}: Writing, part: Part): SandboxRequest {
  if (document === undefined || attribute !== undefined || part === 'all') return request;
  return withBody(request, partOf(document, part, {context: context.active, isOwn: true}));
}

/** The same request with another body. */
export function withBody(request: SandboxRequest, json: Json): SandboxRequest {
  const body = Buffer.from(JSON.stringify(json));
  return {...request, headers: {...request.headers, 'content-length': String(body.length)}, body};
}
