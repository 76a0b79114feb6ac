// Takes values from an answer for later steps.

import type {Capture, Finding, Json, Scope, Step} from '../model.ts';
import {renderPath} from '../scope/render-path.ts';
import {parseBody} from './body.ts';
import type {Subject} from './check.ts';
import {headerValue} from './headers.ts';
import {select} from './json-path.ts';
import {hasRelation, linksOf} from './links.ts';

/** The captures of a step; one that finds nothing, or more than one value, is a finding. */
export function captureFrom(step: Step, index: number, subject: Subject, scope: Scope): {values: Readonly<Record<string, Json>>; findings: readonly Finding[]} {
  const values: Record<string, Json> = {};
  const findings: Finding[] = [];
  for (const [name, capture] of Object.entries(step.capture)) {
    const {value, where} = takeOne(capture, subject, scope);
    if (value === null) findings.push({code: 'capture-missing', blame: 'vendor', step: index, at: step.at, where, expected: name, actual: null});
    else values[name] = value;
  }
  return {values, findings};
}

function takeOne(capture: Capture, subject: Subject, scope: Scope): {value: Json | null; where: string} {
  if (capture.from === 'header') return {value: headerValue(subject.headers, capture.name), where: `header ${capture.name}`};
  if (capture.from === 'link') {
    const link = linksOf(subject).find((one) => hasRelation(one, capture.rel));
    return {value: link?.['href'] ?? null, where: `link ${capture.rel}`};
  }
  const path = renderPath(capture.path, scope);
  return {value: selectOne(path, subject), where: path};
}

function selectOne(path: string, subject: Subject): Json | null {
  const body = parseBody(subject);
  if (!body.ok) return null;
  const selected = select(path, body.value);
  return selected.length === 1 ? (selected[0]?.value ?? null) : null;
}
