// A file of cases → a suite of the model; a row of `for-each` is a case of its own.

import type {Case, Clause, Listener, Mechanism, Reply, Standard, Suite, Unjudged} from '../../model.ts';
import {milliseconds} from '../duration.ts';
import {pointerTo} from '../pointer.ts';
import {parseExpect} from './expectations.ts';
import type {SuiteSource} from './expectations.ts';
import type {RawCase, RawClause, RawListener, RawReply, RawStep, RawSuite, RawUnjudged} from './raw.ts';
import {forRow, parseStep} from './steps.ts';

/** Where a suite lies and what it was read from. */
export interface SuiteOrigin {
  readonly mechanism: Mechanism;
  readonly mim: number;
  readonly file: string;
  readonly digest: string;
}

/** The suite in a file that its schema has found right. */
export function parseSuite(source: SuiteSource, origin: SuiteOrigin): Suite {
  // The schema vouches for the shape.
  const raw = source.document.value as unknown as RawSuite;
  const cases = raw.cases.flatMap((one, index) => parseCase(one, pointerTo('/cases', index), {source, origin, suite: raw.suite}));
  const unjudged = raw.unjudged?.map((one, index) => parseUnjudged(one, pointerTo('/unjudged', index), {source, origin}));
  return {
    id: raw.suite, title: raw.title, mechanism: raw.mechanism, mim: origin.mim, file: origin.file, digest: origin.digest, caseIds: cases.map(({id}) => id), cases,
    ...(unjudged === undefined ? {} : {unjudged}),
  };
}

function parseUnjudged({operations, changes, clause, why}: RawUnjudged, pointer: string, {source, origin}: Omit<CaseContext, 'suite'>): Unjudged {
  return {operations, changes, clauses: toClauses(clause, origin.mechanism.standard), why, at: source.document.placeOf(pointer)};
}

interface CaseContext {
  readonly source: SuiteSource;
  readonly origin: SuiteOrigin;
  readonly suite: string;
}

function parseCase(raw: RawCase, pointer: string, {source, origin, suite}: CaseContext): readonly Case[] {
  const steps = raw.steps.map((step, index) => parseStep(step, pointerTo(`${pointer}/steps`, index), source));
  const one: Case = {
    id: raw.id,
    title: raw.title,
    ...(raw.why === undefined ? {} : {why: raw.why}),
    suite,
    mechanism: origin.mechanism.id,
    mim: origin.mim,
    clauses: toClauses(raw.clause, origin.mechanism.standard),
    ...(raw.since === undefined ? {} : {since: raw.since}),
    level: raw.level ?? 'must',
    crossRefs: {...(raw.etsi === undefined ? {} : {etsi: raw.etsi}), ...(raw.ogc === undefined ? {} : {ogc: raw.ogc})},
    needs: raw.needs ?? [],
    timeoutMs: milliseconds(raw.timeout ?? '30s'),
    exclusive: raw.exclusive ?? false,
    variables: raw.variables ?? {},
    row: null,
    listeners: Object.fromEntries(Object.entries(raw.listeners ?? {}).map(([name, written]): [string, Listener] => [
      name, parseListener(written, pointerTo(`${pointer}/listeners`, name), source),
    ])),
    steps,
    at: source.document.placeOf(pointer),
  };
  const rows = raw['for-each'];
  if (rows === undefined) return [one];
  return rows.map((row, index) => ({
    ...one,
    id: `${raw.id}[${row.row}]`,
    row,
    steps: steps.map((step, position) => forRow(step, raw.steps[position] as RawStep, row)),
    at: source.document.placeOf(pointerTo(`${pointer}/for-each`, index)),
  }));
}

function toClauses(raw: RawCase['clause'], standard: Standard): readonly Clause[] {
  return [raw].flat().map((clause) => toClause(clause as RawClause, standard));
}

function toClause(raw: RawClause, standard: Standard): Clause {
  return typeof raw === 'string' ? {document: standard.id, version: standard.version, clause: raw, url: standard.url} : raw;
}

function parseListener(written: RawListener | null, pointer: string, source: SuiteSource): Listener {
  if (written?.replies === undefined) return {replies: [parseReply(written?.reply ?? {}, `${pointer}/reply`, source)]};
  return {replies: written.replies.map((reply, index) => parseReply(reply, pointerTo(`${pointer}/replies`, index), source))};
}

function parseReply({when, status = 200, headers = {}, json, body, after}: RawReply, pointer: string, source: SuiteSource): Reply {
  return {
    ...(when === undefined ? {} : {when: parseExpect(when, `${pointer}/when`, source)}),
    status, headers,
    ...(json === undefined ? {} : {json}),
    ...(body === undefined ? {} : {body}),
    afterMs: milliseconds(after ?? '0ms'),
  };
}
