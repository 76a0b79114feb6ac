// A case while it runs: what its steps share, and how a step is ruled on exactly as the judge will rule on the record.

import type {JournalWriter} from '../journal/write.ts';
import type {Redactor} from '../journal/redact.ts';
import type {Case, Endpoint, Exchange, Json, RuleStep, Ruling, Scope, Seen, SentRequest, Silence, Step} from '../model.ts';
import type {Credentials} from './auth.ts';
import type {Clock} from './clock.ts';
import type {Mailbox} from './mailbox.ts';

/** What every case of a run uses. */
export interface Workshop {
  readonly clock: Clock;
  /** Milliseconds since the run began. */
  readonly elapsed: () => number;
  /** How long the platform is given after each write. */
  readonly settleMs: number;
  readonly rule: RuleStep;
  readonly redactor: Redactor;
  readonly journal: JournalWriter;
  /** In its turn, at the pace allowed. `withinMs` counts from when it is sent. */
  readonly send: (request: SentRequest, signal?: AbortSignal, withinMs?: number) => Promise<Exchange>;
  /** Nothing goes to the origin of this address for so long. */
  readonly pause: (url: string, ms: number) => void;
  readonly credentials: (name: string) => Promise<Credentials | Silence>;
  readonly refused: (name: string, credentials: Credentials) => boolean;
  readonly probeTls: (probe: 'handshake' | 'versions' | 'ciphers', url: string, signal: AbortSignal) => Promise<Exchange>;
  readonly probeBrowser: (url: string, observe: readonly string[], signal: AbortSignal) => Promise<Exchange>;
}

export interface LiveCase {
  readonly one: Case;
  /** Milliseconds from the beginning of the run to that of the case. */
  readonly begun: number;
  readonly workshop: Workshop;
  /** With header values resolved. */
  readonly endpoint: ResolvedEndpoint;
  readonly mailboxes: ReadonlyMap<string, Mailbox>;
  /** Ends the case: its time is over, or the run's. */
  readonly signal: AbortSignal;
  /** Gives its place to another case while it only waits. */
  readonly rest: (wait: () => Promise<void>) => Promise<void>;
  readonly scopes: Scopes;
  /** The exchanges of each request step, from the moment the first goes out: what they create must be undone, whatever follows. */
  readonly sent: Map<number, readonly Exchange[]>;
  /** When each named step was sent. */
  readonly sentAt: Map<string, number>;
  /** How many arrivals an await has seen, by listener. */
  readonly taken: Map<string, number>;
}

export interface ResolvedEndpoint extends Pick<Endpoint, 'url' | 'auth'> {
  readonly headers: readonly (readonly [name: string, value: string])[];
}

/**
 * What names stand for: for sending, with secrets; and as the record tells it, without. The same object while no secret makes them differ.
 */
export interface Scopes {
  raw: Scope;
  told: Scope;
}

const SHORTEST_NUMBER = 6;
// 64 bits, the least that OWASP ASVS 4.0.3, 3.2.2, asks of a session's identifier, in hexadecimal digits.
const SHORTEST_COOKIE = 16;

/** Rules on what was seen so far, as the judge will. Secrets among the captured values are registered before anything is written. */
export async function ruleLive(live: LiveCase, index: number, seen: Seen): Promise<{readonly raw: Ruling; readonly told: Ruling}> {
  const {workshop: {rule, redactor}, scopes} = live;
  const step = stepAt(live, index);
  const raw = await rule(step, index, seen, scopes.raw);
  await registerSecrets(live, index, {seen, raw});
  const clean = redactor.seen(seen);
  if (scopes.raw === scopes.told && looksSame(seen, clean)) return {raw, told: raw};
  return {raw, told: await rule(step, index, clean, scopes.told)};
}

/** Also of an answer that does not meet the step: it is written down all the same. */
async function registerSecrets(
  {workshop: {rule, redactor}, one, scopes}: LiveCase,
  index: number,
  {seen, raw}: {seen: Seen; raw: Ruling},
): Promise<void> {
  const step = one.steps[index];
  const secrets = Object.entries(step?.capture ?? {}).filter(([, {secret}]) => secret);
  if (step === undefined || secrets.length === 0) return;
  const {captures} = raw.findings.length === 0 ? raw : await rule({...step, expect: []}, index, seen, scopes.raw);
  for (const [name, {from}] of secrets) {
    const texts = textsIn(captures[name] ?? null);
    // The names of cookies stay, and what is too short to be an identifier may be a word that stands elsewhere.
    const values = from === 'cookies' ? texts.flatMap((text) => text.split('; ').map((cookie) => cookie.slice(cookie.indexOf('=') + 1))).filter((value) => value.length >= SHORTEST_COOKIE) : texts;
    for (const value of values) redactor.add({name, value, met: true});
  }
}

/** The captures become names for later steps. */
export function keepCaptures(scopes: Scopes, {raw, told}: {readonly raw: Ruling; readonly told: Ruling}): void {
  if (Object.keys(told.captures).length === 0) return;
  const shared = scopes.raw === scopes.told && raw === told;
  scopes.told = {...scopes.told, ...told.captures};
  scopes.raw = shared ? scopes.told : {...scopes.raw, ...told.captures, ...raw.captures};
}

export function stepAt({one}: LiveCase, index: number): Step {
  const step = one.steps[index];
  if (step === undefined) throw new Error(`${one.id} has no step ${index}`);
  return step;
}

/** Whether redaction left alone everything that a ruling looks at: answers, arrivals and the addresses asked. */
function looksSame(seen: Seen, clean: Seen): boolean {
  return seen.arrivals === clean.arrivals && seen.exchanges.every(({outcome, request}, i) =>
    outcome === clean.exchanges[i]?.outcome && request.url === clean.exchanges[i]?.request.url);
}

/** What of a captured secret can be kept secret: texts and long numbers. A `true` would take every other with it. */
function textsIn(value: Json): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number') return String(value).length < SHORTEST_NUMBER ? [] : [String(value)];
  if (value === null || typeof value !== 'object') return [];
  return Object.values(value).flatMap((item) => textsIn(item as Json));
}
