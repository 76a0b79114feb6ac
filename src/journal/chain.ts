// Every line of a journal carries a mark that depends on all lines before it: an edit in the middle shows.

import {sha256Of} from './digest.ts';

const MARK = /^,"chain":"([0-9a-f]{16})"\}$/;
const MARK_LENGTH = ',"chain":"0123456789abcdef"}'.length;

/** The mark before the first line. */
export const CHAIN_START = '';

/** The mark of a line, from the one before and the line without its own. */
export function nextMark(previous: string, bare: string): string {
  return sha256Of(previous, bare).slice(0, 16);
}

/** A line, which is a JSON object with members, with its mark as last member. */
export function withMark(bare: string, mark: string): string {
  return `${bare.slice(0, -1)},"chain":"${mark}"}`;
}

/** A line taken apart again, or null when it carries no mark. */
export function splitMark(line: string): {readonly bare: string; readonly mark: string} | null {
  const match = MARK.exec(line.slice(-MARK_LENGTH));
  return match === null ? null : {bare: `${line.slice(0, -MARK_LENGTH)}}`, mark: match[1] ?? ''};
}
