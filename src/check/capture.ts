// Takes values from an answer for later steps.

import type {Capture, Finding, Json, Scope, Step} from '../model.ts';
import {renderText} from '../scope/render.ts';
import {renderPath} from '../scope/render-path.ts';
import {leadsTo} from './address.ts';
import {parseBody} from './body.ts';
import type {Subject} from './check.ts';
import {cookiesSet} from './cookies.ts';
import {headerValue} from './headers.ts';
import {htmlField} from './html-field.ts';
import {select} from './json-path.ts';
import {hasRelation, linksOf} from './links.ts';

/** The captures of a step; one that finds nothing, or more than one value, is a finding. So is what may be left out and is: then there is nothing to judge. */
export function captureFrom(step: Step, index: number, subject: Subject, scope: Scope): {values: Readonly<Record<string, Json>>; findings: readonly Finding[]} {
  const values: Record<string, Json> = {};
  const findings: Finding[] = [];
  for (const [name, capture] of Object.entries(step.capture)) {
    const {value, where, absent} = takeOne(capture, subject, scope);
    if (absent && capture.otherwise !== undefined) {
      values[name] = capture.otherwise;
      continue;
    }
    const code = absent && capture.optional === true ? 'part-absent' : 'capture-missing';
    if (value === null) findings.push({code, blame: 'vendor', step: index, at: step.at, where, expected: name, actual: null});
    else values[name] = value;
  }
  return {values, findings};
}

/** What a capture took, or null; `absent` when there is no such part at all. */
interface Taken {
  readonly value: Json | null;
  readonly where: string;
  readonly absent: boolean;
}

function takeOne(capture: Capture, subject: Subject, scope: Scope): Taken {
  if (capture.from === 'header') {
    const field = headerValue(subject.headers, capture.name);
    const value = field === null ? null : fromField(field, capture, subject.url);
    return {value, where: `header ${capture.name}`, absent: value === null};
  }
  if (capture.from === 'link') {
    const link = linksOf(subject).find((one) => hasRelation(one, capture.rel));
    return {value: link?.['href'] ?? null, where: `link ${capture.rel}`, absent: link === undefined};
  }
  if (capture.from === 'cookies') {
    const cookies = cookiesSet(subject.headers);
    return {value: cookies, where: 'header Set-Cookie', absent: cookies === null};
  }
  if (capture.from === 'field') {
    const name = renderText(capture.name, scope);
    const field = htmlField(subject.body, name);
    return {value: field, where: `field ${name}`, absent: field === null};
  }
  if (capture.from === 'status') {
    const value = subject.status !== null && capture.among.includes(subject.status) ? subject.status : null;
    return {value, where: 'status', absent: value === null};
  }
  const path = renderPath(capture.path, scope);
  return {...selectOne(path, subject), where: path};
}

/** What is taken of a header field: a parameter of an address, the address that a Location leads to (RFC 9110, 10.2.2), or all of it. */
function fromField(field: string, {name, parameter}: {readonly name: string; readonly parameter?: string}, base: string): string | null {
  if (parameter !== undefined) return parameterOf(field, parameter, base);
  return name.toLowerCase() === 'location' ? leadsTo(field, base) : field;
}

/** The value of a parameter in the query of an address, decoded; null when there is none, or several. */
function parameterOf(address: string, name: string, base: string): string | null {
  if (!URL.canParse(address, base)) return null;
  const [value = null, ...others] = new URL(address, base).searchParams.getAll(name);
  return others.length > 0 ? null : value;
}

function selectOne(path: string, subject: Subject): Omit<Taken, 'where'> {
  const body = parseBody(subject);
  if (!body.ok) return {value: null, absent: false};
  const selected = select(path, body.value);
  return {value: selected.length === 1 ? (selected[0]?.value ?? null) : null, absent: selected.length === 0};
}
