// Requirements and cases reach each other: every requirement has a way to be shown, every case shows something.

import type {Complaint} from '../../error.ts';
import type {Case, Library} from '../../model.ts';
import {nearestOf} from '../../nearest.ts';
import type {RawRequirement, RawRequirements, RawRoute} from '../parse/raw.ts';
import {pointerTo} from '../pointer.ts';
import type {Form} from '../form.ts';
import type {YamlDocument} from '../yaml.ts';
import type {Doubtful} from '../read.ts';
import {complaint} from './case-context.ts';
import {isId, mayStand, NAMELESS} from './doubt.ts';

/** Whether a pattern of a route names a case: by its id, by its id without the row, or by a beginning and `*`. */
export function selects(pattern: string, id: string): boolean {
  return pattern.endsWith('*') ? id.startsWith(pattern.slice(0, -1)) : id === pattern || id.startsWith(`${pattern}[`);
}

/** Complaints about the requirements of one file. */
export function* requirementRoutes({document, unclear}: Form, library: Library, doubtful: Doubtful): Generator<Complaint> {
  const {mim, release, requirements} = document.value as unknown as RawRequirements;
  const numbered = ['/mim', '/release'].every((pointer) => !unclear.has(document.placeOf(pointer)));
  for (const [index, requirement] of requirements.entries()) {
    const pointer = pointerTo('/requirements', index);
    const beginning = `MIM${mim}-${release}-`;
    if (numbered && !requirement.id.startsWith(beginning)) yield complaint(document, {pointer: `${pointer}/id`}, {message: `the id of a requirement of this file begins with ${beginning}`});
    yield* waysOf(requirement, {document, pointer});
    for (const [position, route] of (requirement.routes ?? []).entries()) yield* oneRoute(route, {document, pointer: `${pointer}/routes/${position}`}, {library, doubtful});
  }
}

interface Spot {
  readonly document: YamlDocument;
  readonly pointer: string;
}

function* waysOf({id, routes, untestable}: RawRequirement, {document, pointer}: Spot): Generator<Complaint> {
  if (routes === undefined && untestable === undefined) yield complaint(document, {pointer}, {message: `${id} has no route`, remedy: 'add routes, or say under untestable why nobody can test it'});
  if (routes !== undefined && untestable !== undefined) yield complaint(document, {pointer: `${pointer}/untestable`, key: true}, {message: `${id} has routes and is untestable`, remedy: 'one of them'});
}

function* oneRoute(route: RawRoute, {document, pointer}: Spot, {library: {mechanisms, suites}, doubtful}: {readonly library: Library; readonly doubtful: Doubtful}): Generator<Complaint> {
  if (!('mechanism' in route)) return;
  const known = mechanisms.map(({id}) => id);
  // No mechanism at all: their file could not be read.
  if (known.length > 0 && !known.includes(route.mechanism)) {
    const near = nearestOf(route.mechanism, known);
    // What is planned may be for a mechanism that is not there yet.
    if (near === undefined && 'planned' in route) return;
    yield complaint(document, {pointer: `${pointer}/mechanism`}, {message: `there is no mechanism '${route.mechanism}'`, remedy: near === undefined ? `known are ${known.join(', ')}` : `did you mean '${near}'?`});
    return;
  }
  if (!('cases' in route)) return;
  const cases = suites.flatMap((suite) => suite.cases);
  for (const [index, pattern] of route.cases.entries()) {
    const words = emptyPattern(pattern, route.mechanism, {cases, known});
    if (words !== null && !mayStand(pattern, words.remedy === undefined ? doubtful.cases : doubtful.cases.filter((text) => text !== NAMELESS))) yield complaint(document, {pointer: `${pointer}/cases/${index}`}, words);
  }
}

function emptyPattern(pattern: string, mechanism: string, {cases, known}: {readonly cases: readonly Case[]; readonly known: readonly string[]}): {message: string; remedy?: string} | null {
  const found = cases.filter(({id}) => selects(pattern, id));
  // A suite of no mechanism is told as such.
  if (found.some((one) => one.mechanism === mechanism || !known.includes(one.mechanism))) return null;
  const other = found[0];
  if (other !== undefined) return {message: `${other.id} is a case of ${other.mechanism}, not of ${mechanism}`};
  if (pattern.endsWith('*')) return {message: `no case has an id that begins with ${pattern.slice(0, -1)}`};
  const near = nearestOf(pattern, [...new Set(cases.map(({id}) => id.replace(/\[.*$/, '')))]);
  return {message: `there is no case '${pattern}'`, ...(near === undefined ? {} : {remedy: `did you mean '${near}'?`})};
}

/** Complaints about cases that no requirement leads to, nor would if it were written as it was meant. */
export function* strayCases({mechanisms, requirements, suites}: Library, doubtful: Doubtful): Generator<Complaint> {
  const known = mechanisms.map(({id}) => id);
  const cases = suites.flatMap((suite) => suite.cases);
  const written = cases.map(({id}) => id);
  const routes = requirements.flatMap((requirement) => requirement.routes).filter((route) => route.kind === 'cases');
  const doubted = doubtful.requirements.flatMap((text) => text.match(/[A-Z][A-Z0-9-]*\*?/g) ?? []);
  const isMeant = (pattern: string, id: string): boolean => nearestOf(pattern, [id]) !== undefined && !written.some((one) => selects(pattern, one));
  const told = new Set<string>();
  for (const {id, mechanism, at} of cases) {
    const base = id.replace(/\[.*$/, '');
    if (told.has(base) || !isId(base) || !(known.length === 0 || known.includes(mechanism)) || doubted.some((pattern) => selects(pattern, id))) continue;
    const near = routes.filter((route) => route.mechanism === mechanism || !known.includes(route.mechanism)).flatMap((route) => route.cases);
    if (near.some((pattern) => selects(pattern, id)) || near.some((pattern) => isMeant(pattern, base))) continue;
    told.add(base);
    yield {at, message: `no requirement leads to ${base}`, remedy: 'name it in a route of a requirement'};
  }
}
