// Regular expressions of clients: RE2, so no pattern can stall the broker; it knows POSIX classes, as IEEE 1003.2 has them.

import {RE2JS} from 're2js';
import {badData} from './problem.ts';

/** A compiled pattern: tells whether a text matches. */
export type Pattern = (text: string) => boolean;

/**
 * Compiles a pattern that matches anywhere in a text, as POSIX regexec does.
 * A malformed pattern is BadRequestData.
 */
export function pattern(source: string): Pattern {
  const compiled = compile(source);
  return (text) => compiled.matcher(text).find();
}

/** Compiles a pattern that the whole text has to match. */
export function wholePattern(source: string): Pattern {
  const compiled = compile(source);
  return (text) => compiled.matches(text);
}

function compile(source: string): RE2JS {
  try {
    return RE2JS.compile(source);
  } catch {
    throw badData(`not a regular expression: ${source}`);
  }
}
