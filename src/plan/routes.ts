// Which cases a requirement's routes name.

import type {PlannedRequirement, Requirement, Suite} from '../model.ts';

/** Whether a case id, or its id without the row, is what a route names: an id or a pattern ending in `*`. */
export function named(pattern: string, caseId: string): boolean {
  if (pattern.endsWith('*')) return caseId.startsWith(pattern.slice(0, -1));
  return caseId === pattern || caseId.startsWith(`${pattern}[`);
}

/** Writes out which cases a requirement's routes name, in the order of the suites. */
export function routeResolver(suites: readonly Pick<Suite, 'mechanism' | 'caseIds'>[]): (requirement: Requirement) => Requirement {
  const cases = suites.flatMap(({mechanism, caseIds}) => caseIds.map((id) => ({id, mechanism})));
  // Hundreds of requirements name a few each of thousands of cases.
  const positions = new Map<string, number[]>();
  const register = (name: string, position: number): void => {
    const known = positions.get(name);
    if (known === undefined) positions.set(name, [position]);
    else known.push(position);
  };
  for (const [position, {id}] of cases.entries()) {
    register(id, position);
    if (id.includes('[')) register(id.slice(0, id.indexOf('[')), position);
  }
  const sorted = cases.map(({id}) => id).sort();
  const namedBy = (pattern: string): readonly number[] => {
    if (!pattern.endsWith('*')) return positions.get(pattern) ?? [];
    const from = firstAtLeast(pattern.slice(0, -1), sorted);
    let past = from;
    while (past < sorted.length && named(pattern, sorted[past] ?? '')) past += 1;
    return sorted.slice(from, past).flatMap((id) => positions.get(id) ?? []);
  };
  return (requirement) => ({...requirement, routes: requirement.routes.map((route) => {
    if (route.kind !== 'cases') return route;
    const order = [...new Set(route.cases.flatMap(namedBy))].sort((a, b) => a - b);
    return {...route, cases: order.flatMap((position) => (cases[position]?.mechanism === route.mechanism ? [cases[position].id] : []))};
  })});
}

/** Where in a sorted list the ids begin that are not before a text. */
function firstAtLeast(text: string, sorted: readonly string[]): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? '') < text) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Ids of all cases that some route of these requirements names. Routes are resolved. */
export function routedCases(requirements: readonly PlannedRequirement[]): ReadonlySet<string> {
  return new Set(requirements.flatMap(({routes}) => routes.flatMap((route) => (route.kind === 'cases' ? route.cases : []))));
}
