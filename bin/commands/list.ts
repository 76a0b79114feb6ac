// mimcheck list: what there is to test, and by which requirement.

import {loadLibrary} from '../library.ts';
import type {Case, Clause, Library, Requirement} from '../../src/model.ts';
import {openTerminal, table} from '../console.ts';
import {mimsOf, releasesOf} from '../selection.ts';

export interface ListArguments {
  readonly what: 'cases' | 'requirements' | 'suites' | 'all';
  readonly release?: readonly string[] | undefined;
  readonly mim?: readonly string[] | undefined;
  readonly json: boolean;
}

/** Lists cases, requirements and suites, as a table or as JSON. */
export async function listCommand({what, release, mim, json}: ListArguments): Promise<number> {
  const library = await loadLibrary();
  const releases = release === undefined ? null : releasesOf(release);
  const mims = mim === undefined ? null : mimsOf(mim);
  const requirements = library.requirements.filter((one) => (releases?.includes(one.release) ?? true) && (mims?.includes(one.mim) ?? true));
  const cases = library.suites.flatMap((suite) => suite.cases).filter((one) => mims?.includes(one.mim) ?? true);
  const terminal = openTerminal(false);
  if (json) terminal.print(JSON.stringify(asJson(what, {cases, requirements, library}), null, 2));
  else {
    if (what === 'suites' || what === 'all') terminal.print(`${table(library.suites.map(({id, mechanism, cases: own, title}) => [id, mechanism, `${own.length} cases`, title]))}\n`);
    if (what === 'requirements' || what === 'all') terminal.print(`${table(requirements.map(({id, level, routes, text}) => [id, level, routes.map(routeWord).join('+') || 'untestable', text]))}\n`);
    if (what === 'cases' || what === 'all') terminal.print(table(cases.map(({id, level, mechanism, clauses, title}) => [id, level, mechanism, clauses.map(clauseText).join('; '), title])));
    terminal.print(`\n${requirements.length} requirements, ${library.suites.length} suites, ${cases.length} cases`);
  }
  return 0;
}

function asJson(what: ListArguments['what'], {cases, requirements, library}: {cases: readonly Case[]; requirements: readonly Requirement[]; library: Library}): unknown {
  const all = {
    cases: cases.map(({id, title, suite, mim, mechanism, level, clauses, since, crossRefs, needs}) => ({
      id, title, suite, mim, mechanism, level, clause: clauses.map(clauseText).join('; '), since: since ?? null, crossRefs, needs,
    })),
    requirements: requirements.map(({id, release, mim, mimTitle, number, capability, keyword, level, text, condition, provisional, source, aliases, routes, untestable}) => ({
      id, release, mim, mimTitle, number, capability, keyword, level, text, condition: condition ?? null, provisional: provisional ?? false, source, aliases, routes, untestable: untestable ?? null,
    })),
    suites: library.suites.map(({id, title, mechanism, mim, file, digest, cases: own}) => ({id, title, mechanism, mim, file, digest, cases: own.length})),
  };
  return what === 'all' ? all : {[what]: all[what]};
}

/** A clause in one line: `ETSI GS CIM 009 1.9.1, 5.6.1`. */
export function clauseText({document, version, clause}: Clause): string {
  return `${document} ${version}, ${clause}`;
}

function routeWord(route: Requirement['routes'][number]): string {
  return route.kind === 'cases' ? route.mechanism : route.kind;
}
