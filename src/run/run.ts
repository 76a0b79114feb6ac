// A plan and a target in, a journal out. Records; judges nothing.

import {inputError} from '../error.ts';
import {createRedactor} from '../journal/redact.ts';
import type {Case, JournalFooter, JournalHeader, Json, Leftover, Plan, Target} from '../model.ts';
import {runIdOf} from '../scope/run-id.ts';
import {createBrowserProbe} from './browser.ts';
import {probeCallbacks} from './callback-probe.ts';
import {openCallbacks} from './callbacks.ts';
import type {Callbacks} from './callbacks.ts';
import {runCase} from './case.ts';
import {dueInRecord} from './due.ts';
import {createEnds} from './ends.ts';
import type {RunEvent} from './events.ts';
import {CAPS, openHttp} from './http.ts';
import {knownSecrets} from './known-secrets.ts';
import type {Workshop} from './live-case.ts';
import {beginJournal, resumptionOf} from './opening.ts';
import {openPlatform, originsOf} from './platform.ts';
import type {Platform} from './platform.ts';
import type {Resumption} from './resume.ts';
import {runAll} from './schedule.ts';
import type {RunServices} from './services.ts';
import {createTlsProbe} from './tls/probe.ts';
import {runUndos} from './undo.ts';
import type {DueUndo} from './undo.ts';

/**
 * Runs every case of the plan and gives back the journal's footer. Rejects with an `InputError` for what is missing or cannot be written on
 * our side.
 */
export async function run(plan: Plan, target: Target, services: RunServices): Promise<JournalFooter> {
  const {clock} = services;
  const redactor = services.redactor ?? createRedactor(knownSecrets(target, services.resolveSecret));
  const resumption = resumptionOf(plan, target, {services, redactor});
  const elapsed = timeSince(resumption?.journal.header ?? null, services);
  const platform = openPlatform(
    {target, redactor, resolve: services.resolveSecret, clock, elapsed, agent: `${services.tool.name}/${services.tool.version}`},
  );
  const browser = createBrowserProbe({
    executable: services.browser, origins: originsOf(target), timeoutMs: target.limits.requestTimeoutMs, elapsed,
    // Chromium cannot be told of another authority; whether the certificate is good is what TLS steps look at.
    verify: target.tls.verify && target.tls.ca === undefined,
    ...(platform.proxy === null ? {} : {proxy: platform.proxy}),
  });
  const ends = createEnds(services.signal, target.limits.runTimeoutMs);
  const closing: (() => Promise<void> | void)[] = [platform.close, browser.close, ends.stop];
  try {
    const callbacks = await listen(plan, target, {resumption, elapsed});
    if (callbacks !== null) closing.push(callbacks.close);
    const opening = {redactor, resumption, callbackUrl: callbacks?.url ?? null, now: new Date(clock.now()).toISOString()};
    const {journal, header} = beginJournal(plan, target, {services, opening});
    closing.push(journal.close);
    const workshop: Workshop = {
      clock, elapsed, redactor, journal,
      settleMs: target.limits.settleMs ?? 0,
      rule: services.rule,
      send: platform.send, pause: platform.pause, credentials: platform.credentials, refused: platform.refused,
      probeTls: createTlsProbe(
        {material: platform.tls, timeoutMs: target.limits.requestTimeoutMs, now: clock.now, elapsed, proxied: target.proxy !== undefined},
      ),
      probeBrowser: browser.load,
    };
    const onEvent = services.onEvent ?? ((): void => undefined);
    const cases = resumption?.pending ?? plan.cases;
    onEvent({kind: 'run-start', cases: plan.cases.length, done: plan.cases.length - cases.length, callbackUrl: header.callbackUrl});
    const runnable = callbacks === null ? cases : await withoutUnreachable(cases, {callbacks, target, workshop, platform, onEvent});
    const leftovers = resumption === null ? [] : await undoEarlier(resumption, {target, platform, workshop, signal: ends.signal});
    const same = JSON.stringify(factsOf(target)) === JSON.stringify(factsOf(header.target));
    const facts = {raw: {...header, target}, told: header, same};
    await runAll(runnable, {
      concurrency: target.limits.concurrency,
      signal: ends.signal,
      onFault: ends.fail,
      start: async (one, rest) => {
        leftovers.push(
          ...await runCase(one, {workshop, endpoints: platform.endpoints, facts, callbacks, signal: ends.signal, rest, onEvent}),
        );
      },
    });
    ends.rethrow();
    const footer = journal.append<JournalFooter>({
      kind: 'footer', ended: ends.how(), at: new Date(clock.now()).toISOString(), tookMs: elapsed(),
      exchanges: journal.exchanges(), leftovers,
    });
    onEvent({kind: 'run-end', ended: footer.ended, exchanges: footer.exchanges, leftovers: leftovers.length});
    return footer;
  } finally {
    await Promise.all(closing.map((close) => close()));
  }
}

/** What names in cases can stand for, of a target. */
function factsOf({endpoints}: Target): Json {
  return Object.entries(endpoints).map(([mechanism, {url, parameters}]) => [mechanism, url, parameters]);
}

/** Milliseconds since the run began, or since it first began when it is resumed; to the microsecond. */
function timeSince(header: JournalHeader | null, {clock}: RunServices): () => number {
  const earlier = header === null ? 0 : Math.max(0, clock.now() - Date.parse(header.started));
  const zero = clock.ticks() - earlier;
  return () => Math.round((clock.ticks() - zero) * 1000) / 1000;
}

/** A resumed run listens where the first one did, for its requests have told the platform so. */
async function listen(
  plan: Plan,
  {callback}: Target,
  {resumption, elapsed}: {resumption: Resumption | null; elapsed: () => number},
): Promise<Callbacks | null> {
  if (!plan.cases.some(({listeners}) => Object.keys(listeners).length > 0)) return null;
  const before = resumption?.journal.header.callbackUrl ?? null;
  if (before === null) return openCallbacks({settings: callback, elapsed});
  const listenAgain = callback.publicUrl === null ? new URL(before).host : callback.listen;
  const callbacks = await openCallbacks({settings: {...callback, listen: listenAgain}, elapsed});
  if (callbacks.url === before) return callbacks;
  await callbacks.close();
  throw inputError(
    'callback',
    `this run was begun with the callback address ${before}, now it would be ${callbacks.url}`,
    'give the same --callback-url again',
  );
}

interface Reaching {
  readonly callbacks: Callbacks;
  readonly target: Target;
  readonly workshop: Workshop;
  readonly platform: Platform;
  readonly onEvent: (event: RunEvent) => void;
}

/** Without the cases that need to be called, if nobody can call us. The judge finds the reason in the journal. */
async function withoutUnreachable(
  cases: readonly Case[],
  {callbacks, target, workshop, platform, onEvent}: Reaching,
): Promise<readonly Case[]> {
  const callers = cases.filter(({listeners}) => Object.keys(listeners).length > 0);
  const endpoints = [...new Set(callers.map(({mechanism}) => mechanism))].flatMap((mechanism) => platform.endpoints[mechanism]?.url ?? []);
  const {requestTimeoutMs, connections} = target.limits;
  const http = openHttp({
    origins: new Set([new URL(callbacks.url).origin]), tls: platform.tls, connections,
    caps: {...CAPS, headersMs: requestTimeoutMs, exchangeMs: requestTimeoutMs}, elapsed: workshop.elapsed,
  });
  const reachability = await probeCallbacks(callbacks, {http, runId: runIdOf(callbacks.url), endpoints});
  await http.close();
  workshop.journal.append({kind: 'callback', ...reachability});
  onEvent({kind: 'callback', ...reachability});
  return reachability.reachable ? cases : cases.filter((one) => !callers.includes(one));
}

/** What the earlier part of a resumed run did not take back; cases that are begun again would trip over it. */
async function undoEarlier(
  {journal: earlier}: Resumption,
  {target, platform, workshop, signal}: {target: Target; platform: Platform; workshop: Workshop; signal: AbortSignal},
): Promise<Leftover[]> {
  const leftovers: Leftover[] = [];
  const {clock, journal, settleMs} = workshop;
  const dues: (readonly DueUndo[])[] = [];
  for (const one of earlier.cases) {
    const due = await dueInRecord(one, earlier, {target, endpoints: platform.endpoints, rule: workshop.rule});
    if (due.length > 0) dues.push(due);
  }
  if (dues.length === 0) return [];
  // What does not show yet would seem to be gone, and what is gone to be there when its case begins again.
  await clock.sleep(settleMs);
  for (const each of dues) leftovers.push(...await runUndos(each, {...workshop, record: ({due, exchange, undone}) => {
    journal.append({kind: 'undo', case: due.case, step: due.step, exchange, undone});
  }}));
  await clock.sleep(settleMs, signal);
  return leftovers;
}
