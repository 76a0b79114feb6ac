// What was expected and what came, for a reader who does not know the words of the suite format.

import type {Finding, FindingCode, Json} from '../src/model.ts';
import type {Say} from './words.ts';

/** Findings that stand for something that is not there. */
const ABSENCES: readonly FindingCode[] = ['header-missing', 'value-missing', 'path-selects-nothing', 'capture-missing', 'part-absent'];
/** Findings that stand for something that should not be there. */
const PRESENCES: readonly FindingCode[] = ['header-forbidden', 'value-forbidden'];

/** Over several lines, a text bare; or all on one, a text in quotes. */
export type Layout = 'lines' | 'line';

/** What was expected: JSON, with a phrase in ‹ › where a matcher stands. */
export function expectedText({code, expected}: Pick<Finding, 'code' | 'expected'>, say: Say, layout: Layout): string {
  return PRESENCES.includes(code) && expected === null ? say('labels.nothing') : described(expected, say, layout);
}

/** What came. */
export function cameText({code, actual}: Pick<Finding, 'code' | 'actual'>, say: Say, layout: Layout): string {
  if (ABSENCES.includes(code) && actual === null) return say('labels.nothing');
  return layout === 'lines' && typeof actual === 'string' ? actual : JSON.stringify(actual, null, INDENT[layout]);
}

const INDENT = {lines: 1, line: 0} as const;

function described(expected: Json, say: Say, layout: Layout): string {
  if (isMatcher(expected)) return phraseOf(expected, say);
  if (layout === 'lines' && typeof expected === 'string') return expected;
  const phrases: string[] = [];
  const marked = JSON.stringify(expected, (_, value: Json) => (isMatcher(value) ? `\u0000${phrases.push(phraseOf(value, say)) - 1}` : value), INDENT[layout]);
  return marked.replaceAll(/"\\u0000(\d+)"/g, (_, index: string) => `‹${phrases[Number(index)] ?? ''}›`);
}

type Matcher = Readonly<Record<string, Json>>;

function isMatcher(value: Json): value is Matcher {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).some((key) => key.startsWith('$'));
}

/** All words of a matcher must hold. */
function phraseOf(matcher: Matcher, say: Say): string {
  return Object.entries(matcher).map(([word, option]) => wordOf(word, option, say)).join(say('matcher.and'));
}

function wordOf(word: string, option: Json, say: Say): string {
  switch (word) {
    case '$any':
    case '$absent':
    case '$rings':
      return say(`matcher.${word}`);
    case '$type':
    case '$one-of':
      return say(`matcher.${word}`, {value: listed(option, say)});
    case '$approx':
    case '$meets-box':
      return say(`matcher.${word}`, inner(option, say));
    case '$part':
      return say('matcher.$part', {...inner(option, say), of: pattern((option as Matcher)['of'] ?? '')});
    case '$matches':
      return say('matcher.$matches', {value: pattern(option)});
    case '$literal':
      return JSON.stringify(option);
    default:
      return say(`matcher.${word}`, {value: inline(option, say)});
  }
}

function listed(option: Json, say: Say): string {
  return (Array.isArray(option) ? (option as readonly Json[]) : [option]).map((one) => inline(one, say)).join(say('matcher.or'));
}

function inner(option: Json, say: Say): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(option as Matcher).map(([name, value]) => [name, inline(value, say)]));
}

function inline(value: Json, say: Say): string {
  return described(value, say, 'line');
}

/** As it was written: with no backslash doubled. */
function pattern(option: Json): string {
  return `/${String(option)}/`;
}
