// Names inside a JSONPath: what a platform answered becomes a value in it, never a part of its grammar.

import type {Json, Scope} from '../model.ts';
import {lookUp} from './render.ts';

const PLACEHOLDER = /^\{\{\s*([^{}\s]+)\s*\}\}/;

/** Puts values in the place of names. Inside quotes a text is escaped; after a dot it names members; elsewhere it becomes a literal (RFC 9535, 2.3.5.1). What a row says is the suite's own word, and taken as it is. */
export function renderPath(path: string, scope: Scope): string {
  let rendered = '';
  let quote: '"' | "'" | null = null;
  for (let i = 0; i < path.length;) {
    const placeholder = PLACEHOLDER.exec(path.slice(i));
    const char = path.charAt(i);
    if (placeholder !== null) {
      const name = placeholder[1] ?? '';
      const value = lookUp(name, scope);
      if (name.startsWith('row.')) rendered += written(value);
      else if (quote === null && /[^.]\.$/.test(rendered)) rendered = rendered.slice(0, -1) + members(value);
      else rendered += literal(value, quote);
      i += placeholder[0].length;
    } else if (quote !== null && char === '\\') {
      rendered += path.slice(i, i + 2);
      i += 2;
    } else {
      if (char === quote) quote = null;
      else if (quote === null && (char === '"' || char === "'")) quote = char;
      rendered += char;
      i += 1;
    }
  }
  return rendered;
}

/** After a dot: the member of that name, or the members on the way, for a vendor may say `result.records`. Nothing else can be selected. */
function members(value: Json): string {
  return written(value).split('.').filter((name) => name !== '').map((name) => `[${JSON.stringify(name)}]`).join('');
}

function literal(value: Json, quote: '"' | "'" | null): string {
  const text = written(value);
  if (quote === '"') return JSON.stringify(text).slice(1, -1);
  if (quote === "'") return JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return typeof value === 'number' || typeof value === 'boolean' || value === null ? text : JSON.stringify(text);
}

function written(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
