// mimcheck list: what there is to test, and by which requirement.

import {bearingsOn, whyNone} from '../../reports/bearings.ts';
import {named} from '../../src/plan/routes.ts';
import {checkSelection} from '../../src/plan/selection.ts';
import {loadLibrary} from '../library.ts';
import type {Case, Clause, Library, Requirement, Route} from '../../src/model.ts';
import {RELEASES} from '../../src/model.ts';
import {counted} from '../../src/how-many.ts';
import {openTerminal, table} from '../console.ts';
import {mimsOf, releasesOf} from '../selection.ts';

export interface ListArguments {
  readonly what: 'cases' | 'requirements' | 'suites' | 'frameworks' | 'all';
  readonly release?: readonly string[] | undefined;
  readonly mim?: readonly string[] | undefined;
  readonly json: boolean;
}

/** Lists cases, requirements, suites and European frameworks, as a table or as JSON. */
export async function listCommand({what, release, mim, json}: ListArguments): Promise<number> {
  const library = await loadLibrary();
  const releases = release === undefined ? RELEASES : releasesOf(release);
  const mims = mim === undefined ? null : mimsOf(mim);
  checkSelection({releases, mims, suites: null, cases: null, readOnly: false}, library);
  const requirements = library.requirements.filter((one) => releases.includes(one.release) && (mims?.includes(one.mim) ?? true));
  const cases = library.suites.flatMap((suite) => suite.cases).filter((one) => mims?.includes(one.mim) ?? true);
  const terminal = openTerminal(false);
  if (json) terminal.print(JSON.stringify(asJson(what, {cases, requirements, library}), null, 2));
  else {
    if (what === 'suites' || what === 'all') terminal.print(`${table(library.suites.map(({id, mechanism, caseIds, title}) => [id, mechanism, counted(caseIds.length, 'case'), title]))}\n`);
    if (what === 'requirements' || what === 'all') terminal.print(`${table(requirements.map(({id, level, provisional, routes, title}) => [id, level, provisional === true ? 'provisional' : '', title, [...new Set(routes.map(routeWord))].join(', ') || 'untestable']))}\n`);
    if (what === 'frameworks') terminal.print(table(library.frameworks.map(({id, kind, validFrom, checkedOn, bearings, title, reference}) => [
      id, kind, `from ${validFrom ?? '?'}`, checkedOn === null ? 'never looked at' : `looked at ${checkedOn}`, counted(new Set(bearings.flatMap((one) => one.requirements)).size, 'requirement'), `${title}, ${reference}`,
    ])));
    if (what === 'cases' || what === 'all') terminal.print(table(cases.map(({id, level, mechanism, clauses, title}) => [id, level, mechanism, clauses.map(clauseText).join('; '), title])));
    terminal.print(`\n${counted(requirements.length, 'requirement')}, ${counted(library.suites.length, 'suite')}, ${counted(cases.length, 'case')}`);
  }
  return 0;
}

function asJson(what: ListArguments['what'], {cases, requirements, library}: {cases: readonly Case[]; requirements: readonly Requirement[]; library: Library}): unknown {
  const all = {
    cases: cases.map(({id, title, suite, mim, mechanism, level, clauses, since, crossRefs, needs}) => ({
      id, title, suite, mim, mechanism, level, clause: clauses.map(clauseText).join('; '), since: since ?? null, crossRefs, needs,
    })),
    requirements: requirements.map((one) => requirementAsJson(one, library)),
    suites: library.suites.map(({id, title, mechanism, mim, file, digest, caseIds}) => ({id, title, mechanism, mim, file, digest, cases: caseIds.length})),
    frameworks: library.frameworks.map((one) => ({...one, at: undefined})),
  };
  return what === 'all' ? all : {[what]: all[what]};
}

function requirementAsJson(one: Requirement, {mechanisms, suites, frameworks, noFramework}: Library): unknown {
  const cases = suites.flatMap((suite) => suite.cases);
  const {id, release, mim, mimTitle, number, title, capability, keyword, level, reading, text, condition, source, aliases, untestable, proof, equivalence, provisional, baselines} = one;
  return {
    id, release, mim, mimTitle, number, title, capability, keyword, level, reading: reading ?? null, text, condition: condition ?? null, source, aliases,
    routes: one.routes.map((route) => {
      if (route.kind === 'inspection' || route.kind === 'declaration') return route;
      const mechanismTitle = mechanisms.find((mechanism) => mechanism.id === route.mechanism)?.title ?? null;
      if (route.kind === 'planned') return {...route, mechanismTitle};
      return {...route, mechanismTitle, count: casesOf(route, cases)};
    }),
    untestable: untestable ?? null, proof, equivalence, provisional: provisional ?? false, baselines: baselines ?? [],
    frameworks: bearingsOn(id, frameworks).map(({framework, bearing}) => ({
      id: framework.id, title: framework.title, kind: framework.kind, reference: framework.reference, url: framework.url, clause: bearing.clause, how: bearing.how,
      validFrom: framework.validFrom, validTo: framework.validTo, checkedOn: framework.checkedOn, clauseCheckedOn: bearing.checkedOn, version: framework.version ?? null, note: framework.note ?? null,
    })),
    noFramework: whyNone(id, noFramework),
  };
}

/** A clause in one line: `ETSI GS CIM 009 1.9.1, 5.6.1`. */
export function clauseText({document, version, clause}: Clause): string {
  return `${document} ${version}, ${clause}`;
}

/** How many cases a route has. */
export function casesOf(route: Route, cases: readonly Case[]): number {
  return route.kind !== 'cases' ? 0 : cases.filter(({id, mechanism}) => mechanism === route.mechanism && route.cases.some((pattern) => named(pattern, id))).length;
}

function routeWord(route: Route): string {
  return route.kind === 'cases' ? route.mechanism : route.kind;
}
