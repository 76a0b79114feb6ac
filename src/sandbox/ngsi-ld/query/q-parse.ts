// Parses the NGSI-LD Query Language (clause 4.9). AND binds tighter than OR; parentheses may nest, as example 6 has them.

import {badData, type Problem} from '../problem.ts';
import {dateOnly, dateTime, isUri, timeOnly} from '../syntax.ts';
import type {Comparand, Operator, Query, QueryPath, QueryValue} from './q-syntax.ts';

const OPERATORS: readonly Operator[] = ['!~=', '~=', '==', '!=', '>=', '<=', '>', '<'];
const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;
const ORDERED: readonly QueryValue['kind'][] = ['number', 'string', 'dateTime', 'date', 'time'];

/** Parses a query; `words` names the Attributes whose values may be bare words (`expandValues`). Malformed is BadRequestData. */
export function parseQuery(text: string, words: readonly string[] = []): Query {
  const cursor: Cursor = {text, at: 0, words};
  const query = alternatives(cursor);
  if (cursor.at < text.length) throw malformed(cursor);
  return query;
}

interface Cursor {
  readonly text: string;
  at: number;
  readonly words: readonly string[];
}

function alternatives(cursor: Cursor): Query {
  const parts = [conjunction(cursor)];
  while (take(cursor, '|')) parts.push(conjunction(cursor));
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : {node: 'or', parts};
}

function conjunction(cursor: Cursor): Query {
  const parts = [term(cursor)];
  while (take(cursor, ';')) parts.push(term(cursor));
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : {node: 'and', parts};
}

function term(cursor: Cursor): Query {
  if (take(cursor, '(')) {
    const inner = alternatives(cursor);
    if (!take(cursor, ')')) throw malformed(cursor);
    return inner;
  }
  const path = attributePath(cursor);
  const operator = OPERATORS.find((candidate) => take(cursor, candidate));
  if (operator === undefined) return {node: 'term', path};
  return {node: 'term', path, operator, comparand: comparand(cursor, operator, path)};
}

function attributePath(cursor: Cursor): QueryPath {
  const names = [attributeName(cursor)];
  while (take(cursor, '.')) names.push(attributeName(cursor));
  const bracket = match(cursor, /^\[([^[\]]+)\]/);
  if (bracket !== undefined) return {names, trailing: bracket.split('.')};
  if (!take(cursor, '{')) return {names};
  const types = match(cursor, /^(\p{L}[\p{L}\p{N}_]*(?:,\p{L}[\p{L}\p{N}_]*)*):/u)?.split(',') ?? [];
  const path = attributePath(cursor);
  if (!take(cursor, '}')) throw malformed(cursor);
  return {names, linked: {types, path}};
}

function attributeName(cursor: Cursor): string {
  const name = match(cursor, /^(\p{L}[\p{L}\p{N}_]*)/u);
  if (name === undefined) throw malformed(cursor);
  return name;
}

function comparand(cursor: Cursor, operator: Operator, path: QueryPath): Comparand {
  if (operator === '~=' || operator === '!~=') return {form: 'pattern', pattern: regularExpression(cursor)};
  const word = path.names.length === 1 && cursor.words.includes(path.names[0] ?? '');
  const first = value(cursor, word);
  if (operator !== '==' && operator !== '!=') {
    if (!ORDERED.includes(first.kind)) throw malformed(cursor);
    return {form: 'values', values: [first]};
  }
  if (take(cursor, '..')) return range(cursor, first);
  const values = [first];
  while (take(cursor, ',')) values.push(value(cursor, word));
  return {form: 'values', values};
}

function range(cursor: Cursor, from: QueryValue): Comparand {
  const to = value(cursor, false);
  if (!ORDERED.includes(from.kind) || from.kind !== to.kind) throw malformed(cursor);
  return {form: 'range', from, to};
}

function value(cursor: Cursor, word: boolean): QueryValue {
  const quoted = match(cursor, /^("(?:[^"\\]|\\.)*")/s);
  if (quoted !== undefined) return {kind: 'string', value: unquote(quoted, cursor)};
  const bare = match(cursor, /^((?:(?!\.\.)[^;|(),"\s])+)/);
  if (bare === undefined) throw malformed(cursor);
  if (bare === 'true' || bare === 'false') return {kind: 'boolean', value: bare === 'true'};
  if (NUMBER.test(bare)) return {kind: 'number', value: Number(bare)};
  const at = {dateTime: dateTime(bare), date: dateOnly(bare), time: timeOnly(bare)};
  if (at.dateTime !== undefined) return {kind: 'dateTime', value: at.dateTime};
  if (at.date !== undefined) return {kind: 'date', value: at.date};
  if (at.time !== undefined) return {kind: 'time', value: at.time};
  if (!word && !isUri(bare)) throw malformed(cursor);
  return {kind: 'uri', value: bare};
}

/** Quoted, or up to the next logical operator or closing parenthesis outside the expression's own brackets. */
function regularExpression(cursor: Cursor): string {
  const quoted = match(cursor, /^("(?:[^"\\]|\\.)*")(?=[;|)]|$)/s);
  if (quoted !== undefined) return unescapedPattern(quoted);
  let depth = 0;
  let set = false;
  let end = cursor.at;
  for (; end < cursor.text.length; end += 1) {
    const char = cursor.text[end];
    if (char === '\\') end += 1;
    else if (char === '[') set = true;
    else if (char === ']') set = false;
    else if (!set && char === '(') depth += 1;
    else if (!set && char === ')' && depth > 0) depth -= 1;
    else if (!set && depth === 0 && (char === ';' || char === '|' || char === ')')) break;
  }
  const pattern = cursor.text.slice(cursor.at, end);
  if (pattern === '') throw malformed(cursor);
  cursor.at = Math.min(end, cursor.text.length);
  return pattern;
}

/** Inside quotes only the quote needs escaping: other backslashes belong to the expression. */
function unescapedPattern(quoted: string): string {
  return quoted.slice(1, -1).replaceAll('\\"', '"');
}

function unquote(quoted: string, cursor: Cursor): string {
  try {
    return String(JSON.parse(quoted));
  } catch {
    throw malformed(cursor);
  }
}

function take(cursor: Cursor, token: string): boolean {
  if (!cursor.text.startsWith(token, cursor.at)) return false;
  cursor.at += token.length;
  return true;
}

function match(cursor: Cursor, expression: RegExp): string | undefined {
  const found = expression.exec(cursor.text.slice(cursor.at));
  if (found === null) return undefined;
  cursor.at += found[0].length;
  return found[1];
}

function malformed(cursor: Cursor): Problem {
  return badData(`the query is malformed at character ${cursor.at + 1}: ${cursor.text}`);
}
