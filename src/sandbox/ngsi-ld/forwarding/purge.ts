// Purge Entities, at every source that may have some of them (clause 5.6.21.4).

import type {SandboxResponse} from '../../types.ts';
import type {Context} from '../context/load.ts';
import {linkContext, storeOf, type Exchange, type Operation} from '../exchange.ts';
import {Problem} from '../problem.ts';
import {showTypes} from '../query/type-selection.ts';
import {isProxied, modeOf, type Registration} from '../registrations/model.ts';
import {attempt, rehearse} from './attempt.ts';
import type {Task} from './offer.ts';
import {oneAnswer, outcomeAt, ownOutcome, type Outcome} from './outcome.ts';
import {planRead, type Question, type ReadPlan} from './plan-read.ts';
import {send} from './send.ts';
import {questionOf, soughtByQuery} from './sought.ts';
import {wordsFor} from './words.ts';

/** What stands for the Entity in a result that has no room for many. */
const NO_ID = 'urn:ngsi-ld:Entity:purged';

/** Parameters that a registration narrows. */
const NARROWED = ['type', 'id', 'idPattern', 'local'];

/** Passes it on and purges here. */
export async function purge(exchange: Exchange, operation: Operation, task: Task): Promise<SandboxResponse> {
  const registrations = storeOf(exchange).registrations.all().filter((one) => modeOf(one) !== 'auxiliary');
  const tried = await rehearse(exchange, operation);
  if (tried instanceof Problem) throw tried;
  const context = await linkContext(exchange);
  const sought = soughtByQuery(questionOf(exchange, undefined), context.active, false);
  const plans = sought.map((one) => planRead(one, registrations, task));
  const outcomes: Outcome[] = await Promise.all(plans.flatMap(({questions}) => questions).map((question) => ask(exchange, question, context)));
  const refused = (pick: (plan: ReadPlan) => readonly Registration[], fate: 'loop' | 'not-taken'): readonly Outcome[] =>
    plans.flatMap(pick).filter(isProxied).map((one) => outcomeAt(one, [], fate));
  outcomes.push(...refused(({untaken}) => untaken, 'not-taken'), ...refused(({loops}) => loops, 'loop'));
  if (outcomes.length === 0) return operation(exchange);
  return oneAnswer(exchange.broker, [...outcomes, ownOutcome([], await attempt(exchange, operation))], {task, id: sought[0]?.ids?.[0] ?? NO_ID});
}

/** The filters go as they are: a source whose Entities are split does what it can tell. */
async function ask(exchange: Exchange, {registration, selected: {types, ids, idPattern}}: Question, client: Context): Promise<Outcome> {
  const context = await wordsFor(exchange.broker, registration, client);
  if (context === undefined) return outcomeAt(registration, [], 'unreachable');
  const query = new URLSearchParams(exchange.request.url.searchParams);
  for (const name of NARROWED) query.delete(name);
  const set = (name: string, value: string | undefined): void => void (value === undefined || query.set(name, value));
  set('type', types === undefined ? undefined : showTypes(types, context.active));
  set('id', ids?.join(','));
  set('idPattern', idPattern);
  return outcomeAt(registration, [], await send(exchange, registration, {method: 'DELETE', path: '/entities', query, context}));
}
