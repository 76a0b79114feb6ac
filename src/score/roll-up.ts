// Cases → requirement: the worst of a route's cases, on the best of its claimed routes.

import type {Outcome, PlannedRequirement, RequirementVerdict, Target, Verdict} from '../model.ts';

/** From worst to best. A failed case stays failed whatever else broke; a skip is never a pass. */
const WORST_FIRST: readonly Outcome[] = ['failed', 'error', 'blocked', 'not-run', 'untested', 'warning', 'attested', 'passed'];

/** The worst outcome of several; not-applicable stands only where nothing else does. */
export function worst(outcomes: readonly Outcome[]): Outcome {
  return WORST_FIRST.find((outcome) => outcomes.includes(outcome)) ?? (outcomes.length > 0 ? 'not-applicable' : 'untested');
}

/** From best to worst, for the choice among routes: one that passes suffices, but no declaration outweighs what was seen to fail. */
const BEST_FIRST: readonly Outcome[] = ['passed', 'warning', 'failed', 'attested', 'error', 'blocked', 'not-run', 'untested', 'not-applicable'];

type RouteVerdict = RequirementVerdict['routes'][number];

/** The verdict of one requirement. */
export function rollUp(requirement: PlannedRequirement, verdicts: ReadonlyMap<string, Verdict>, target: Target): RequirementVerdict {
  const routes = requirement.routes.map((route): RouteVerdict => {
    if (route.kind === 'planned') return {outcome: target.endpoints[route.mechanism] === undefined ? 'not-applicable' : 'untested', cases: []};
    if (route.kind !== 'cases') return {outcome: target.declarations[requirement.id] === undefined ? 'untested' : 'attested', cases: []};
    if (target.endpoints[route.mechanism] === undefined) return {outcome: 'not-applicable', cases: []};
    const outcomes = route.cases.map((id) => verdicts.get(id)?.outcome ?? 'not-run');
    const outcome = worst(outcomes);
    return {outcome, cases: route.cases.filter((_, index) => outcomes[index] === outcome)};
  });
  // What binds under a condition that the vendor does not claim needs no declaration either.
  const excused = requirement.condition !== undefined && requirement.routes.some(({kind}, i) => kind === 'cases' && routes[i]?.outcome === 'not-applicable');
  const speaking = excused ? routes.filter((route) => route.outcome !== 'untested') : routes;
  const outcome = BEST_FIRST.find((one) => speaking.some((route) => route.outcome === one)) ?? 'untested';
  const route = routes.findIndex((one) => one.outcome === outcome);
  return {
    id: requirement.id,
    outcome: outcome === 'not-applicable' ? unclaimed(requirement) : outcome,
    route: route < 0 ? null : route,
    because: routes[route]?.cases ?? [],
    routes,
  };
}

/** Leaving out a claim excuses a vendor only from what binds under a condition. */
function unclaimed({condition}: PlannedRequirement): Outcome {
  return condition === undefined ? 'untested' : 'not-applicable';
}
