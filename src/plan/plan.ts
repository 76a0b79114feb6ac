// Library × target → plan: what will be asked, in which order, and what is left out and why. Never skips in silence.

import type {Case, LeftOut, Library, Plan, PlannedRequirement, Selection, Suite, Target} from '../model.ts';
import {whyLeftOut} from './leave-out.ts';
import {checkSelection, selectedIn} from './selection.ts';
import {routeResolver, routedCases} from './routes.ts';

export interface PlanRequest {
  readonly library: Library;
  readonly target: Target;
  readonly selection: Selection;
  readonly seed: string;
  /** Digest of stable JSON, passed in because hashing is not this room's business. */
  readonly digest: (value: object) => string;
}

/** Plans a run. Throws an `InputError` when the selection names something that does not exist. */
export function plan({library, target, selection, seed, digest}: PlanRequest): Plan {
  checkSelection(selection, library);
  const mims = selection.mims ?? claimedMims(library, target, selection);
  const resolveRoutes = routeResolver(library.suites);
  const requirements = library.requirements
    .filter(({release}) => selection.releases.includes(release))
    .map((requirement): PlannedRequirement => ({...resolveRoutes(requirement), inScope: mims.includes(requirement.mim)}));
  const wanted = routedCases(requirements.filter(({inScope}) => inScope));
  const {cases, leftOut} = divide(wanted, {library, target, selection});
  const contents = {
    seed, selection,
    suites: library.suites.map(({id, file, digest: sum}) => ({id, file, digest: sum})),
    mechanisms: library.mechanisms,
    requirements, cases, leftOut,
  };
  return {...contents, digest: digest(contents)};
}

/** The MIMs that some claimed endpoint speaks for. */
function claimedMims({requirements}: Library, target: Target, {releases}: Selection): readonly number[] {
  const speaking = requirements.filter(({release, routes}) =>
    releases.includes(release) && routes.some((route) => route.kind === 'cases' && target.endpoints[route.mechanism] !== undefined));
  return [...new Set(speaking.map(({mim}) => mim))].sort((a, b) => a - b);
}

function divide(wanted: ReadonlySet<string>, request: Pick<PlanRequest, 'library' | 'target' | 'selection'>) {
  const cases: Case[] = [];
  const leftOut: LeftOut[] = [];
  for (const suite of request.library.suites) {
    const isSelected = selectedIn(suite, request.selection);
    for (const one of considered(suite, wanted, request.selection)) {
      const why = isSelected(one.id) ? whyLeftOut(one, request) : {verdict: 'not-run' as const, reason: {code: 'filtered' as const, values: {}}};
      if (why === null) cases.push(one);
      else leftOut.push({case: one, ...why});
    }
  }
  return {cases, leftOut};
}

/** The cases of a suite that a requirement in scope leads to, and those that are asked for by name, whatever requirement they serve. A suite without any is not read. */
function considered(suite: Suite, wanted: ReadonlySet<string>, selection: Selection): readonly Case[] {
  const chosen = selection.cases !== null || selection.suites !== null ? selectedIn(suite, selection) : () => false;
  const isConsidered = (id: string): boolean => wanted.has(id) || chosen(id);
  return suite.caseIds.some(isConsidered) ? suite.cases.filter(({id}) => isConsidered(id)) : [];
}
