// Takes values from an answer for later steps.

import type {Finding, Json, Scope, Step} from '../model.ts';
import {renderText} from '../scope/render.ts';
import {parseBody} from './body.ts';
import type {Subject} from './check.ts';
import {headerValue} from './headers.ts';
import {select} from './json-path.ts';

/** The captures of a step; one that finds nothing, or more than one value, is a finding. */
export function captureFrom(step: Step, index: number, subject: Subject, scope: Scope): {values: Readonly<Record<string, Json>>; findings: readonly Finding[]} {
  const values: Record<string, Json> = {};
  const findings: Finding[] = [];
  for (const [name, capture] of Object.entries(step.capture)) {
    const path = capture.from === 'json' ? renderText(capture.path, scope) : capture.name;
    const value = capture.from === 'header' ? headerValue(subject.headers, path) : selectOne(path, subject);
    if (value === null) {
      findings.push({code: 'capture-missing', blame: 'vendor', step: index, at: step.at, where: capture.from === 'header' ? `header ${path}` : path, expected: name, actual: null});
    } else values[name] = value;
  }
  return {values, findings};
}

function selectOne(path: string, subject: Subject): Json | null {
  const body = parseBody(subject);
  if (!body.ok) return null;
  const selected = select(path, body.value);
  return selected.length === 1 ? (selected[0]?.value ?? null) : null;
}
