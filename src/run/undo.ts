// Takes back what a case created: last in, first out, whatever became of the case. Never alters a verdict.

import {isAccepted} from '../exchange.ts';
import type {Exchange, HeaderField, Leftover, RequestStep, Scope, SentRequest, SilenceReason, Step, Undo} from '../model.ts';
import {isDerivedName} from '../scope/derived.ts';
import {namesIn} from '../scope/render.ts';
import {bearsMark, doubtAbout, liesDirectlyBelow, withheld} from './doubt.ts';
import type {Doubt, Misgiving} from './doubt.ts';
import {isGone, isPassing, isUndone, youngUntil} from './gone.ts';
import type {LiveCase, ResolvedEndpoint, Workshop} from './live-case.ts';
import {buildRequest} from './request.ts';
import {MOST_PAUSES, retryAfter} from './retry-after.ts';

/** An undo that is due. */
export interface DueUndo {
  readonly case: string;
  readonly step: number;
  readonly undo: Undo;
  /** Path of the request that may have created something. */
  readonly made: string;
  /** The name under `auth`; null: nobody. */
  readonly auth: string | null;
  /** What the names in it stand for. */
  readonly scope: Scope;
  readonly endpoint: ResolvedEndpoint;
  /** The request was refused (4xx): if its answer did not say where a new thing lies, there is none. */
  readonly refused: boolean;
  /** Null: it can be of nobody else. */
  readonly doubt: Doubt | null;
  /** Until when, as `elapsed` counts, it may not show yet although it is there; null: it is gone when it is said to be. */
  readonly youngUntil: number | null;
}

export interface UndoAttempt {
  readonly due: DueUndo;
  readonly exchange: Exchange;
  readonly undone: boolean;
  /** It was not touched, and why. */
  readonly kept?: NonNullable<Leftover['kept']>;
}

/** What undoing needs. */
export interface UndoTools extends Pick<Workshop, 'send' | 'pause' | 'credentials' | 'clock' | 'elapsed'> {
  /** Told of every attempt as soon as it is made. */
  readonly record: (attempt: UndoAttempt) => void;
}

const UNDO_MS = 10_000;
const ALL_UNDO_MS = 60_000;
const SECOND_TRY_AFTER_MS = 500;
const NEVER_SENT: ReadonlySet<SilenceReason> = new Set(['refused', 'dns', 'tls', 'other-origin', 'auth']);

/** Whether a request may have reached the platform: then what it creates is to be undone. */
export function maySent(exchanges: readonly Exchange[]): boolean {
  return exchanges.some(({outcome}) => outcome.kind === 'answer' || !NEVER_SENT.has(outcome.reason));
}

/** Whether every answer was a refusal. */
export function wasRefused(exchanges: readonly Exchange[]): boolean {
  return exchanges.length > 0 && exchanges.every(({outcome}) => outcome.kind === 'answer' && outcome.status >= 400 && outcome.status < 500);
}

/** The undos that a case owes, in the order in which its requests were sent. */
export async function dueUndos(live: LiveCase): Promise<readonly DueUndo[]> {
  const dues: DueUndo[] = [];
  for (const [index, exchanges] of live.sent) {
    const step = live.one.steps[index];
    if (step?.kind !== 'request' || step.undo === undefined || !maySent(exchanges)) continue;
    const {one, endpoint, scopes} = live;
    const scope = {...scopes.raw, ...await ownCaptures(step, index, {live, exchanges})};
    dues.push(
      {
        case: one.id, step: index, undo: step.undo, made: step.path, auth: undoAuth(step.as, endpoint), scope, endpoint, refused: wasRefused(exchanges),
        doubt: doubtAbout(step.undo, {one, scope, exchanges}),
        youngUntil: youngUntil(exchanges, [...live.sent].flatMap(([other, later]) => (other > index && !creates(one.steps[other]) ? later : []))),
      },
    );
  }
  return dues;
}

function creates(step: Step | undefined): boolean {
  return step?.kind === 'request' && step.undo !== undefined;
}

/** What a step would have captured from its answer had that met it: where the new thing lies is worth knowing even so. */
async function ownCaptures(
  step: RequestStep,
  index: number,
  {live, exchanges}: {live: LiveCase; exchanges: readonly Exchange[]},
): Promise<Scope> {
  const {scopes, workshop: {rule}} = live;
  if (Object.keys(step.capture).every((name) => Object.hasOwn(scopes.raw, name))) return {};
  return rule({...step, expect: []}, index, {exchanges, arrivals: []}, scopes.raw).then(({captures}) => captures, () => ({}));
}

/** What nobody should have been able to create, the endpoint's own credentials remove. */
export function undoAuth(as: string | undefined, endpoint: Pick<ResolvedEndpoint, 'auth'>): string | null {
  return as === undefined || as === 'nobody' ? (endpoint.auth ?? null) : as;
}

/**
 * Sends them, the last first; none is left out because another failed. Under its own time limits, not those of the case. Gives back the
 * requests that are left to be made by hand.
 */
export async function runUndos(dues: readonly DueUndo[], tools: UndoTools): Promise<readonly Leftover[]> {
  const leftovers: Leftover[] = [];
  const deadline = tools.elapsed() + ALL_UNDO_MS;
  const removed = new Set<string>();
  for (const each of dues.toReversed()) {
    const due = isWhole(each) && removed.has(requestOf(each, []).url) ? {...each, youngUntil: null} : each;
    if (!isWhole(due)) {
      // Its answer never came, or did not say it: the address of what it may have created is not known.
      if (!due.refused) leftovers.push({...placeOf(due), kept: 'unnamed'});
      continue;
    }
    const last = tools.elapsed() < deadline ? await undoOnce(due, tools, deadline) : null;
    if (last?.undone === true) {
      removed.add(last.exchange.request.url);
      continue;
    }
    const kept = last === null && due.doubt !== null ? 'unseen' : last?.kept;
    // Of a look that failed, what it would have removed.
    const request = last !== null && kept !== 'unseen' ? last.exchange.request : requestOf(due, []);
    leftovers.push(kept === undefined ? request : {...request, kept});
  }
  return leftovers;
}

/**
 * Tries, and tries again where the trouble may have been passing: once, and after each pause that the platform asks for, as long as there
 * is time. `deadline` as `elapsed` counts.
 */
async function undoOnce(due: DueUndo, tools: UndoTools, deadline: number): Promise<UndoAttempt> {
  const {clock, elapsed, pause} = tools;
  for (let pauses = 0, again = false; ;) {
    const last = await tryUndo(due, tools, deadline);
    if (last.undone || !isPassing(last.exchange)) return last;
    const asked = retryAfter(last.exchange, clock.now());
    const isYoung = isGone(last.exchange);
    if (!isYoung && (asked === null ? again : pauses === MOST_PAUSES)) return last;
    const wait = Math.max(SECOND_TRY_AFTER_MS, asked ?? 0);
    if (elapsed() + wait >= deadline) return last;
    if (asked === null) again ||= !isYoung;
    else {
      pauses += 1;
      pause(last.exchange.request.url, wait);
    }
    await clock.sleep(wait);
  }
}

async function tryUndo(due: DueUndo, {send, credentials, elapsed, record}: UndoTools, deadline: number): Promise<UndoAttempt> {
  const known = due.auth === null ? null : await credentials(due.auth);
  const removal = requestOf(due, known === null || known.kind === 'silence' ? [] : known.headers);
  const ask = async (request: SentRequest): Promise<Exchange> => (known?.kind === 'silence'
    ? {request, at: elapsed(), tookMs: 0, outcome: known}
    : send(request, AbortSignal.timeout(Math.max(0, Math.floor(deadline - elapsed()))), UNDO_MS));
  const note = (exchange: Exchange, rest: Pick<UndoAttempt, 'undone' | 'kept'>): UndoAttempt => {
    const attempt: UndoAttempt = {due, exchange, ...rest};
    record(attempt);
    return attempt;
  };
  const {doubt} = due;
  if (doubt !== null) {
    const keep = (why: Misgiving): UndoAttempt => note({...withheld(removal, why, doubt), at: elapsed(), tookMs: 0}, {undone: false, kept: why});
    if (doubt.below !== null && !liesDirectlyBelow(removal.url, doubt.below)) return keep('elsewhere');
    const exchange = await ask({method: 'GET', url: removal.url, headers: removal.headers});
    const {outcome} = exchange;
    if (outcome.kind === 'silence' || !isAccepted(exchange)) return note(exchange, isUndone(exchange, due, elapsed()) ? {undone: true} : {undone: false, kept: 'unseen'});
    note(exchange, {undone: false});
    if (!bearsMark(outcome, doubt.mark)) return keep('unmarked');
  }
  const exchange = await ask(removal);
  return note(exchange, {undone: isUndone(exchange, due, elapsed())});
}

function requestOf({undo, scope, endpoint}: DueUndo, credentials: readonly HeaderField[]): SentRequest {
  return buildRequest(undo, {scope, endpoint, defaults: [...endpoint.headers, ...credentials]});
}

/** A look at where something was to be created. */
function placeOf(due: DueUndo): SentRequest {
  const look: DueUndo = {...due, undo: {...due.undo, method: 'GET', path: due.made}};
  return isWhole(look) ? requestOf(look, []) : {method: 'GET', url: due.endpoint.url, headers: []};
}

/** Whether every name in it has a value, and none of these was withheld from the record it comes from. */
function isWhole({undo, scope}: DueUndo): boolean {
  return namesIn([undo.path, undo.headers]).every((name) => isKnown(name, scope));
}

function isKnown(name: string, scope: Scope): boolean {
  return Object.hasOwn(scope, name) || isDerivedName(name) || (name.includes('.') && isKnown(name.slice(0, name.lastIndexOf('.')), scope));
}
