// Query parameters of a request: which an operation takes, and what they hold (clause 6.3.20).

import {badData, Problem} from './problem.ts';
import {dateTime, withPoint} from './syntax.ts';

export interface Parameters {
  readonly text: (name: string) => string | undefined;
  /** A comma-separated list; empty items are BadRequestData. */
  readonly list: (name: string) => readonly string[] | undefined;
  readonly flag: (name: string) => boolean | undefined;
  /** A whole number, 0 or more. */
  readonly count: (name: string) => number | undefined;
  /** True when `options` has the keyword. */
  readonly option: (keyword: string) => boolean;
}

export interface Allowed {
  readonly names: readonly string[];
  /** Keywords of the `options` parameter. */
  readonly options?: readonly string[];
}

/** Reads the parameters of a URL; one that the operation does not have is InvalidRequest. */
export function parameters(query: URLSearchParams, allowed: Allowed, lenient = false): Parameters {
  const names = allowed.options === undefined ? allowed.names : [...allowed.names, 'options'];
  const options = (query.get('options') ?? '').split(',').filter((keyword) => keyword !== '');
  if (!lenient) {
    for (const name of new Set(query.keys())) {
      if (!names.includes(name)) throw invalid(`this operation has no parameter ${name}`);
      if (query.getAll(name).length > 1) throw invalid(`the parameter ${name} is given more than once`);
    }
    const unknown = options.find((keyword) => !(allowed.options ?? []).includes(keyword));
    if (unknown !== undefined) throw invalid(`this operation has no option ${unknown}`);
  }
  const text = (name: string): string | undefined => query.get(name) ?? undefined;
  return {
    text,
    list: (name) => listOf(name, text(name)),
    flag: (name) => flagOf(name, text(name)),
    count: (name) => countOf(name, text(name)),
    option: (keyword) => options.includes(keyword),
  };
}

/** Splits at commas, but not inside braces, which nest projections. */
function listOf(name: string, text: string | undefined): readonly string[] | undefined {
  if (text === undefined) return undefined;
  const items = text.split(',');
  if (items.some((item) => item === '')) throw badData(`the parameter ${name} has an empty item`);
  return items;
}

function flagOf(name: string, text: string | undefined): boolean | undefined {
  if (text === undefined) return undefined;
  if (text !== 'true' && text !== 'false') throw badData(`the parameter ${name} is neither true nor false`);
  return text === 'true';
}

function countOf(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,9}$/.test(text)) throw badData(`the parameter ${name} is no whole number of 0 or more`);
  return Number(text);
}

/** A parameter that has to be a DateTime. */
export function dateTimeParameter(given: Parameters, name: string): string | undefined {
  const text = given.text(name);
  if (text !== undefined && dateTime(text) === undefined) throw badData(`the parameter ${name} is no DateTime`);
  return text === undefined ? undefined : withPoint(text);
}

function invalid(detail: string): Problem {
  return new Problem('InvalidRequest', detail);
}
