// Runs one case: its steps in order, up to the first that is not met, and then takes back what it created.

import {InputError} from '../error.ts';
import type {Case, CaseEnd, Finding, JournalHeader, Leftover} from '../model.ts';
import {listenerPath} from '../scope/scope.ts';
import type {Callbacks} from './callbacks.ts';
import {caseScope} from '../scope/case-scope.ts';
import type {ScopeFacts} from '../scope/case-scope.ts';
import {heldUpMs} from '../scope/held-up.ts';
import type {RunEvent} from './events.ts';
import type {LiveCase, ResolvedEndpoint, Scopes, Workshop} from './live-case.ts';
import type {Mailbox} from './mailbox.ts';
import {createReplies} from './replies.ts';
import {settle} from './settle.ts';
import {runStep} from './steps/run-step.ts';
import {dueUndos, runUndos} from './undo.ts';
import type {UndoAttempt} from './undo.ts';

/** What a case needs besides the tools that all share. */
export interface CaseSurroundings {
  readonly workshop: Workshop;
  /** By mechanism. */
  readonly endpoints: Readonly<Record<string, ResolvedEndpoint>>;
  /** As it is used, and as it stands in the journal. */
  readonly facts: {readonly raw: ScopeFacts; readonly told: JournalHeader; /** Both make the same of every name. */ readonly same: boolean};
  /** Null: no case of the run has a listener. */
  readonly callbacks: Callbacks | null;
  /** Ends the run. */
  readonly signal: AbortSignal;
  readonly rest: LiveCase['rest'];
  readonly onEvent: (event: RunEvent) => void;
}

interface Ending {
  readonly ended: CaseEnd['ended'];
  readonly findings: readonly Finding[];
  readonly detail?: string;
}

/** Runs a case and gives back what could not be undone. Rejects only when the journal cannot be written. */
export async function runCase(one: Case, surroundings: CaseSurroundings): Promise<readonly Leftover[]> {
  const {workshop, onEvent} = surroundings;
  const {journal, elapsed, clock} = workshop;
  const now = new Date(clock.now()).toISOString();
  journal.append({kind: 'case-start', case: one.id, at: elapsed(), clock: now});
  onEvent({kind: 'case-start', case: one.id});
  // What the platform is given to settle is no time of the case's own.
  const limit = limitTime({...one, timeoutMs: one.timeoutMs + heldUpMs(one, surroundings.facts.raw.target.limits)}, surroundings.signal);
  let live: LiveCase | null = null;
  let ending: Ending;
  try {
    live = openCase(one, surroundings, {now, signal: limit.signal});
    ending = await runSteps(live, surroundings, limit.hasTimedOut);
  } catch (error) {
    // The journal cannot be written: that ends the run, and is nobody's verdict.
    if (error instanceof InputError) {
      if (live !== null) await undoAll(live, surroundings, false);
      throw error;
    }
    ending = {ended: 'harness', findings: [], detail: error instanceof Error ? (error.stack ?? error.message) : String(error)};
  } finally {
    limit.stop();
  }
  const {ended, detail, findings} = ending;
  journal.append({kind: 'case-end', case: one.id, at: elapsed(), ended, ...(detail === undefined ? {} : {detail})});
  const leftovers = live === null ? [] : await undoAll(live, surroundings, true);
  for (const name of Object.keys(one.listeners)) surroundings.callbacks?.shut(listenerPath(one.id, name, surroundings.facts.raw.seed));
  onEvent({kind: 'case-end', case: one.id, ended, findings, ...(detail === undefined ? {} : {detail})});
  return leftovers;
}

async function runSteps(live: LiveCase, {onEvent}: CaseSurroundings, hasTimedOut: () => boolean): Promise<Ending> {
  const cutOff = (findings: readonly Finding[]): Ending => ({ended: hasTimedOut() ? 'timeout' : 'aborted', findings});
  for (const index of live.one.steps.keys()) {
    if (live.signal.aborted) return cutOff([]);
    const outcome = await runStep(live, index);
    if (outcome === null) return cutOff([]);
    const met = outcome.findings.length === 0;
    onEvent({kind: 'step', case: live.one.id, step: index, met});
    if (!met) return live.signal.aborted ? cutOff(outcome.findings) : {ended: 'stopped', findings: outcome.findings};
  }
  return {ended: 'completed', findings: []};
}

async function undoAll(live: LiveCase, {workshop, onEvent}: CaseSurroundings, recorded: boolean): Promise<readonly Leftover[]> {
  const record = ({due, exchange, undone}: UndoAttempt): void => {
    if (recorded) workshop.journal.append({kind: 'undo', case: due.case, step: due.step, exchange, undone});
    onEvent({kind: 'undo', case: due.case, undone});
  };
  const dues = await dueUndos(live);
  // What does not show yet would seem to be gone.
  if (dues.length > 0) await settle(live);
  const {clock} = workshop;
  return runUndos(dues, {...workshop, clock: {...clock, sleep: (ms) => live.rest(() => clock.sleep(ms))}, record});
}

function openCase(
  one: Case,
  {workshop, endpoints, facts, callbacks, rest}: CaseSurroundings,
  {now, signal}: {now: string; signal: AbortSignal},
): LiveCase {
  const endpoint = endpoints[one.mechanism];
  if (endpoint === undefined) throw new Error(`the plan holds ${one.id}, but the target has no endpoint for ${one.mechanism}`);
  const raw = caseScope(one, facts.raw, now);
  const scopes: Scopes = {raw, told: facts.same ? raw : caseScope(one, facts.told, now)};
  const mailboxes = new Map<string, Mailbox>();
  for (const [name, listener] of Object.entries(one.listeners)) {
    const reply = createReplies(listener, {rule: workshop.rule, scope: () => scopes.raw});
    const mailbox = callbacks?.open(listenerPath(one.id, name, facts.raw.seed), reply);
    if (mailbox !== undefined) mailboxes.set(name, mailbox);
  }
  return {one, begun: workshop.elapsed(), workshop, endpoint, mailboxes, signal, rest, scopes, sent: new Map(), sentAt: new Map(), taken: new Map()};
}

/** A signal that fires when the case's time is over or the run ends. */
function limitTime({id, timeoutMs}: Case, run: AbortSignal): {signal: AbortSignal; hasTimedOut: () => boolean; stop: () => void} {
  const control = new AbortController();
  let timedOut = false;
  const onRunEnd = (): void => control.abort(run.reason);
  const timer = setTimeout(() => {
    timedOut = !control.signal.aborted;
    control.abort(new Error(`${id} ran out of its ${timeoutMs} ms`));
  }, timeoutMs);
  run.addEventListener('abort', onRunEnd, {once: true});
  if (run.aborted) onRunEnd();
  return {
    signal: control.signal,
    hasTimedOut: () => timedOut,
    stop: () => {
      clearTimeout(timer);
      run.removeEventListener('abort', onRunEnd);
    },
  };
}
