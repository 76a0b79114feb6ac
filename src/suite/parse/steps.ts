// A step as it is written → a step of the model.

import type {AwaitStep, Capture, Json, JsonObject, RequestStep, Step, Undo} from '../../model.ts';
import {milliseconds} from '../duration.ts';
import {pointerTo} from '../pointer.ts';
import {parseExpect} from './expectations.ts';
import type {SuiteSource} from './expectations.ts';
import type {RawAwait, RawCapture, RawRequest, RawStep} from './raw.ts';

/** The step written at a pointer. */
export function parseStep(raw: RawStep, pointer: string, source: SuiteSource): Step {
  const base = {
    ...(raw.id === undefined ? {} : {id: raw.id}),
    name: raw.name ?? defaultName(raw),
    setup: raw.setup ?? false,
    expect: parseExpect(raw.expect, pointerTo(pointer, 'expect'), source),
    capture: parseCapture(raw.capture ?? {}),
    at: source.document.placeOf(pointer),
  };
  if ('request' in raw) return {...base, ...parseRequest(raw)};
  if ('await' in raw) return {...base, ...parseAwait(raw)};
  if ('quiet' in raw) return {...base, kind: 'quiet', listener: raw.quiet, ...sinceOf(raw), forMs: milliseconds(raw.for)};
  if ('ask' in raw) return {...base, kind: 'ask', question: raw.ask, evidence: raw.evidence ?? ['text']};
  if ('tls' in raw) return {...base, kind: 'tls', probe: raw.tls};
  return {...base, kind: 'browser', path: raw.browser, observe: raw.observe};
}

/** A whole value taken from the row: `{{ row.NAME }}`. */
const FROM_ROW = /^\{\{\s*row\.([^{}\s.]+)\s*\}\}$/;

/** The name in `{{ row.NAME }}` when a value is that and nothing else. */
export function rowName(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? FROM_ROW.exec(value)?.[1] : undefined;
}

/** The step for one row: a method, and a map of headers, query or form, that come from the row are known as soon as the row is. */
export function forRow(step: Step, raw: RawStep, row: JsonObject): Step {
  if (step.kind !== 'request' || !('request' in raw)) return step;
  const fromRow = (value: Json | undefined): Json | undefined => {
    const name = rowName(value);
    return name === undefined ? undefined : row[name];
  };
  const [method, headers, query, form] = [fromRow(step.method), fromRow(raw.headers), fromRow(raw.query), fromRow(raw.form)];
  return {
    ...step,
    ...(method === undefined ? {} : {method: String(method)}),
    // Lint vouches for the shapes.
    ...(headers === undefined ? {} : {headers: headers as RequestStep['headers']}),
    ...(query === undefined ? {} : {query: query as JsonObject}),
    ...(form === undefined ? {} : {form: form as JsonObject}),
  };
}

/** `POST /entities` → method and path. */
export function requestLine(line: string): {method: string; path: string} {
  const match = /^(\{\{[^{}]*\}\}|\S+) (.*)$/.exec(line);
  return {method: match?.[1] ?? '', path: match?.[2] ?? ''};
}

function parseRequest(raw: RawRequest): Omit<RequestStep, 'name' | 'setup' | 'expect' | 'capture' | 'at'> {
  const {eventually, consistently, undo} = raw;
  return {
    kind: 'request',
    ...requestLine(raw.request),
    headers: mapIn(raw.headers) ?? {},
    query: mapIn(raw.query) ?? {},
    ...(raw.json === undefined ? {} : {json: raw.json}),
    ...(raw.body === undefined ? {} : {body: raw.body}),
    ...(raw.form === undefined ? {} : {form: mapIn(raw.form) ?? {}}),
    ...(raw.as === undefined ? {} : {as: raw.as}),
    followRedirects: raw['follow-redirects'] ?? false,
    ...(eventually === undefined ? {} : {
      eventually: {withinMs: milliseconds(eventually.within), everyMs: milliseconds(eventually.every ?? '250ms'), giveUpOn: eventually['give-up-on'] ?? []},
    }),
    ...(consistently === undefined ? {} : {
      consistently: {forMs: milliseconds(consistently.for), everyMs: milliseconds(consistently.every ?? '250ms')},
    }),
    ...(undo === undefined ? {} : {undo: {...requestLine(undo.request), headers: undo.headers ?? {}, accept: undo.accept ?? []} satisfies Undo}),
  };
}

/** A map that is written out; what comes from the row is put in later. */
function mapIn<T extends object>(value: T | string | undefined): T | undefined {
  return typeof value === 'string' ? undefined : value;
}

function parseAwait(raw: RawAwait): Omit<AwaitStep, 'name' | 'setup' | 'expect' | 'capture' | 'at'> {
  const {count = {}} = raw;
  return {
    kind: 'await', listener: raw.await, ...sinceOf(raw), withinMs: milliseconds(raw.within),
    count: typeof count === 'number' ? {min: count, max: count} : {min: count.min ?? 1, max: count.max ?? null},
  };
}

const sinceOf = ({since}: {readonly since?: string}): {since?: string} => (since === undefined ? {} : {since});

function parseCapture(raw: RawCapture): Readonly<Record<string, Capture>> {
  return Object.fromEntries(Object.entries(raw).map(([name, {header, parameter, link, at, cookies, field, status, secret = false, optional, otherwise}]): [string, Capture] => {
    const how = {secret, ...(optional === undefined ? {} : {optional}), ...(otherwise === undefined ? {} : {otherwise})};
    if (cookies !== undefined) return [name, {from: 'cookies', ...how}];
    if (field !== undefined) return [name, {from: 'field', name: field, ...how}];
    if (status !== undefined) return [name, {from: 'status', among: status, ...how}];
    if (header !== undefined) return [name, {from: 'header', name: header, ...(parameter === undefined ? {} : {parameter}), ...how}];
    return [name, link === undefined ? {from: 'json', path: at ?? '', ...how} : {from: 'link', rel: link, ...how}];
  }));
}

function defaultName(raw: RawStep): string {
  if ('request' in raw) return raw.request;
  if ('await' in raw) return `Await ${raw.await}`;
  if ('quiet' in raw) return `Nothing arrives at ${raw.quiet}`;
  if ('ask' in raw) return raw.ask;
  if ('tls' in raw) return `Look at TLS ${raw.tls}`;
  return `Load ${raw.browser}`;
}

