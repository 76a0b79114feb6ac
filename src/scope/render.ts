// `{{ name }}` and nothing else. Alone in a value it keeps its type; inside a text it is written out.

import type {Json, JsonObject, Scope} from '../model.ts';
import {derived} from './derived.ts';

const ALONE = /^\{\{\s*([^{}\s]+)\s*\}\}$/;
const INSIDE = /\{\{\s*([^{}\s]+)\s*\}\}/g;

/** Puts values in the place of names, throughout a JSON value, member names included. Throws on an unknown name: lint has excluded it. */
export function render(value: Json, scope: Scope): Json {
  return holdsNames(value) ? put(value, scope) : value;
}

/** Most values hold no name, and to look is quicker than to copy. */
function holdsNames(value: Json): boolean {
  if (typeof value === 'string') return value.includes('{{');
  if (value === null || typeof value !== 'object') return false;
  if (Array.isArray(value)) return (value as readonly Json[]).some(holdsNames);
  for (const key of Object.keys(value)) if (key.includes('{{') || holdsNames((value as JsonObject)[key] as Json)) return true;
  return false;
}

function put(value: Json, scope: Scope): Json {
  if (typeof value === 'string') {
    if (!value.includes('{{')) return value;
    const alone = ALONE.exec(value)?.[1];
    return alone === undefined ? renderText(value, scope) : lookUp(alone, scope);
  }
  if (Array.isArray(value)) return value.map((item: Json) => put(item, scope));
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [renderText(key, scope), isPattern(key, value, item) ? renderPattern(item, scope) : put(item, scope)]));
  }
  return value;
}

/** Whether a member is a regular expression: `$matches`, or the `of` of `$part`. */
function isPattern(key: string, owner: Json, item: Json): item is string {
  if (typeof item !== 'string') return false;
  return key === '$matches' || (key === 'of' && Object.keys(owner as object).every((name) => name === 'of' || name === 'is'));
}

/** As `renderText`, for a regular expression: what a platform answered stands for itself in it; what a row says is the suite's own word. */
function renderPattern(pattern: string, scope: Scope): string {
  return pattern.replaceAll(INSIDE, (_, name: string) => {
    const value = renderText(`{{ ${name} }}`, scope);
    return name.startsWith('row.') ? value : value.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  });
}

/** As `render`, for a text: a value that is no text is written as JSON. */
export function renderText(text: string, scope: Scope): string {
  if (!text.includes('{{')) return text;
  return text.replaceAll(INSIDE, (_, name: string) => {
    const value = lookUp(name, scope);
    return typeof value === 'string' ? value : JSON.stringify(value);
  });
}

/** Every name used in a JSON value, once, in order of appearance. */
export function namesIn(value: Json): readonly string[] {
  const names = new Set<string>();
  collect(value, names);
  return [...names];
}

function collect(value: Json, names: Set<string>): void {
  if (typeof value === 'string') for (const match of value.matchAll(INSIDE)) names.add(match[1] ?? '');
  else if (Array.isArray(value)) for (const item of value) collect(item as Json, names);
  else if (value !== null && typeof value === 'object') {
    for (const [key, item] of Object.entries(value)) {
      collect(key, names);
      collect(item, names);
    }
  }
}

/** The value of a name; throws when there is none. A dotted name looks into an object or list when the whole name is not in the scope. */
export function lookUp(name: string, scope: Scope): Json {
  if (Object.hasOwn(scope, name)) return scope[name] as Json;
  const worked = derived(name, scope);
  if (worked !== null) return worked;
  const dot = name.lastIndexOf('.');
  if (dot > 0) {
    const owner = lookUp(name.slice(0, dot), scope);
    const key = name.slice(dot + 1);
    if (owner !== null && typeof owner === 'object' && Object.hasOwn(owner, key)) return (owner as Readonly<Record<string, Json>>)[key] as Json;
  }
  throw new Error(`no value for {{ ${name} }}`);
}
