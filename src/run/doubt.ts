// Whether what an undo would remove is the run's own. A platform may name another's thing as the place of ours, by mistake or not.

import type {Answer, Case, Exchange, Json, Leftover, Scope, SentRequest, Undo} from '../model.ts';
import {namesIn, renderText} from '../scope/render.ts';

/** Why an undo must look before it removes: its address is not one that nobody but this run could have chosen. */
export interface Doubt {
  /** Where the platform chose the address: to which address the request went that created it. It must lie directly below. */
  readonly below: string | null;
  /** What the run writes into everything it creates. */
  readonly mark: string;
}

/** Null where we chose the whole address and it bears the mark of the run. `exchanges` are those of the request that created it. */
export function doubtAbout(
  {path, headers}: Undo,
  {one, scope, exchanges}: {readonly one: Case; readonly scope: Scope; readonly exchanges: readonly Exchange[]},
): Doubt | null {
  const captured = one.steps.flatMap(({capture}) => Object.keys(capture));
  const isGiven = (value: Json): boolean => namesIn(value).some((name) => captured.some((own) => name === own || name.startsWith(`${own}.`)));
  const mark = String(scope['run.id']);
  if (!isGiven([path, headers]) && renderText(path, scope).includes(mark)) return null;
  return {below: isGiven(path) ? (exchanges[0]?.request.url ?? '') : null, mark};
}

/** Why something was not touched, besides that nobody could look. */
export type Misgiving = Exclude<Leftover['kept'], undefined | 'unseen' | 'unnamed'>;

/** Whether an address is one step below another, as what was added to a collection is; without a query, which could ask for more than one thing. */
export function liesDirectlyBelow(address: string, collection: string): boolean {
  if (!URL.canParse(address) || !URL.canParse(collection)) return false;
  const [thing, above] = [new URL(address), new URL(collection)];
  if (thing.origin !== above.origin || thing.username !== '' || thing.search !== '' || thing.hash !== '') return false;
  const parent = `${above.pathname.replace(/\/+$/, '')}/`;
  return thing.pathname.startsWith(parent) && /^[^/]+\/?$/.test(thing.pathname.slice(parent.length));
}

/** Whether an answer is one JSON object that says the mark: a list may hold what is ours beside what is not. */
export function bearsMark({body, facts}: Answer, mark: string): boolean {
  if (facts.length > 0 || !body.includes(mark)) return false;
  try {
    const value = JSON.parse(body) as Json;
    return value !== null && typeof value === 'object' && !Array.isArray(value);
  } catch {
    return false;
  }
}

/** An undo that is not sent, as it is written down. */
export function withheld(request: SentRequest, why: Misgiving, {below, mark}: Doubt): Pick<Exchange, 'request' | 'outcome'> {
  const detail = why === 'elsewhere'
    ? `not sent: the platform says that it lies there, which is not directly below ${below}`
    : `not sent: what lies there does not say ${mark}, as everything does that this run creates`;
  return {request, outcome: {kind: 'silence', reason: 'not-ours', detail}};
}
