// Which cases a requirement's routes name.

import type {Case, PlannedRequirement, Requirement} from '../model.ts';

/** Whether a case id, or its id without the row, is what a route names: an id or a pattern ending in `*`. */
export function named(pattern: string, caseId: string): boolean {
  if (pattern.endsWith('*')) return caseId.startsWith(pattern.slice(0, -1));
  return caseId === pattern || caseId.startsWith(`${pattern}[`);
}

/** The requirement with the ids of its routes' cases written out, in the order of the suites. */
export function resolveRoutes(requirement: Requirement, cases: readonly Case[]): Requirement {
  const routes = requirement.routes.map((route) => {
    if (route.kind !== 'cases') return route;
    const ids = cases.filter(({id, mechanism}) => mechanism === route.mechanism && route.cases.some((pattern) => named(pattern, id)));
    return {...route, cases: ids.map(({id}) => id)};
  });
  return {...requirement, routes};
}

/** Ids of all cases that some route of these requirements names. Routes are resolved. */
export function routedCases(requirements: readonly PlannedRequirement[]): ReadonlySet<string> {
  return new Set(requirements.flatMap(({routes}) => routes.flatMap((route) => (route.kind === 'cases' ? route.cases : []))));
}
