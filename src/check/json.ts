import type {Json} from '../model.ts';
import {parseBody} from './body.ts';
import type {Check, CheckContext, Comparison, Subject} from './check.ts';
import {match, matchExactly, startMatching} from './matcher.ts';
import type {Matching, Spot} from './matcher.ts';

/** `json:` the body, partially. */
export const json: Check = {
  kind: 'json',
  readsBody: true,
  compare: (options, subject, context) => compareWith(match, {options, subject, context}),
};

/** `exactly:` the whole body, nothing extra. */
export const exactly: Check = {
  kind: 'exactly',
  readsBody: true,
  compare: (options, subject, context) => compareWith(matchExactly, {options, subject, context}),
};

type Matcher = (expected: Json, actual: Json | undefined, spot: Spot, run: Matching) => void;

function compareWith(matcher: Matcher, {options, subject, context}: {options: Json; subject: Subject; context: CheckContext}): Comparison {
  const body = parseBody(subject);
  if (!body.ok) return {mismatches: [body.mismatch], compared: 1};
  const run = startMatching(body.imprecise, context.touch);
  matcher(options, body.value, {where: '', option: ''}, run);
  return {mismatches: run.out, compared: run.count};
}
