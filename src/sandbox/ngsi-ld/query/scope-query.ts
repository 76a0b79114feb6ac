// The Scope Query Language (clause 4.19): alternatives, each a scope pattern or several at once.

import {badData} from '../problem.ts';

type ScopeTest = (scope: string) => boolean;

/** True when an Entity with these scopes matches. */
export type ScopeQuery = (scopes: readonly string[]) => boolean;

const PATTERN = /^\/?(\+|\p{L}[\p{L}\p{N}_]*)(\/(\+|\p{L}[\p{L}\p{N}_]*))*(\/#)?$/u;

/** Parses a scope query; a malformed one is BadRequestData. */
export function parseScopeQuery(text: string): ScopeQuery {
  const alternatives: (readonly ScopeTest[])[] = [];
  let rest = text;
  for (;;) {
    const group = /^\(([^()]*)\)/.exec(rest);
    const whole = group?.[0] ?? /^[^,|;()]*/.exec(rest)?.[0] ?? '';
    alternatives.push((group?.[1] ?? whole).split(';').map((pattern) => scopeTest(pattern, text)));
    rest = rest.slice(whole.length);
    if (rest === '') return (scopes) => alternatives.some((all) => all.every((test) => scopes.some((scope) => test(rooted(scope)))));
    if (!/^[,|]/.test(rest)) throw badData(`not a Scope query: ${text}`);
    rest = rest.slice(1);
  }
}

function scopeTest(pattern: string, text: string): ScopeTest {
  if (pattern === '/#') return () => true;
  if (!PATTERN.test(pattern)) throw badData(`not a Scope query: ${text}`);
  const below = pattern.endsWith('/#');
  const wanted = rooted(below ? pattern.slice(0, -2) : pattern).split('/');
  return (scope) => {
    const levels = scope.split('/');
    if (below ? levels.length < wanted.length : levels.length !== wanted.length) return false;
    return wanted.every((level, i) => (level === '+' ? levels[i] !== undefined : level === levels[i]));
  };
}

/** A scope may be written without the slash in front (clause 4.18). */
function rooted(scope: string): string {
  return scope.startsWith('/') ? scope : `/${scope}`;
}
