// A Scope of an evolution holds from the time it was set until the next one or its removal (clauses 4.18, C.5.16).

import {asArray} from '../json.ts';
import type {ScopeQuery} from '../query/scope-query.ts';
import {dateTime} from '../syntax.ts';
import type {Interval} from '../query/temporal-query.ts';
import type {Evolution, Moment} from './model.ts';
import {timeOf} from './window.ts';

/** For how long one instance of the Scope held, in milliseconds since 1970; `until` is no part of it. */
export interface ScopeSpan {
  readonly scopes: readonly string[];
  readonly from: number;
  readonly until: number;
}

/** When which Scopes held within an interval, oldest first. A Scope that does not tell since when is taken to hold from the beginning. */
export function scopeSpans({scope = []}: Evolution, interval: Interval = {}): readonly ScopeSpan[] {
  const [start, end] = [dateTime(interval.from) ?? -Infinity, dateTime(interval.until) ?? Infinity];
  const since = (moment: Moment): number => timeOf(moment, 'observedAt') ?? -Infinity;
  const ordered = scope
    .map((moment) => ({scopes: scopesOf(moment), from: since(moment)}))
    .toSorted((a, b) => (a.from === b.from ? 0 : a.from - b.from));
  return ordered.map((one, i) => ({...one, until: ordered[i + 1]?.from ?? Infinity})).filter(({from, until}) => from < end && until > start);
}

/** The spans in which an Entity met a Scope query. */
export function matchingSpans(spans: readonly ScopeSpan[], matches: ScopeQuery): readonly ScopeSpan[] {
  return spans.filter(({scopes}) => scopes.length > 0 && matches(scopes));
}

function scopesOf({value, deletedAt}: Moment): readonly string[] {
  return deletedAt === undefined ? asArray(value).filter((item) => typeof item === 'string') : [];
}
