// Cases → requirement: the worst of a route's binding cases, on the best of its claimed routes.

import {declaredOutcome} from '../declared.ts';
import type {JournalHeader, Level, Outcome, PlannedRequirement, RequirementVerdict, RouteVerdict} from '../model.ts';

/** From worst to best. A failed case stays failed whatever else broke; a skip is never a pass. */
const WORST_FIRST: readonly Outcome[] = ['failed', 'error', 'blocked', 'not-run', 'untested', 'warning', 'attested', 'passed'];

/** Of what is mandatory a word is less than what was seen, though some advice was not followed in it: else who leaves advice aside would no longer rest on his word. */
const WORST_OF_MANDATORY: readonly Outcome[] = ['failed', 'error', 'blocked', 'not-run', 'untested', 'attested', 'warning', 'passed'];

/** The worst outcome of several, for a requirement of a level; not-applicable stands only where nothing else does. */
export function worst(level: Level, outcomes: readonly Outcome[]): Outcome {
  return (level === 'must' ? WORST_OF_MANDATORY : WORST_FIRST).find((outcome) => outcomes.includes(outcome)) ?? (outcomes.length > 0 ? 'not-applicable' : 'untested');
}

/** From best to worst, for the choice among routes: one that passes suffices, but no declaration outweighs what was seen to fail. */
const BEST_FIRST: readonly Outcome[] = ['passed', 'warning', 'failed', 'attested', 'error', 'blocked', 'not-run', 'untested', 'not-applicable'];

/** A case as a requirement sees it. */
export interface JudgedCase {
  readonly outcome: Outcome;
  readonly level: Level;
}

const LEVELS: readonly Level[] = ['may', 'should', 'must'];
/** Nothing was seen, for or against. */
const UNJUDGED: readonly Outcome[] = ['error', 'blocked', 'not-run', 'untested'];

/** The verdict of one requirement. */
export function rollUp(requirement: PlannedRequirement, judged: ReadonlyMap<string, JudgedCase>, {target, started}: Pick<JournalHeader, 'target' | 'started'>): RequirementVerdict {
  const declared = declaredOutcome(target.declarations[requirement.id], started);
  const routes = requirement.routes.map((route): RouteVerdict => {
    if (route.kind === 'planned') return {outcome: target.endpoints[route.mechanism] === undefined ? 'not-applicable' : 'untested', cases: [], unjudged: []};
    if (route.kind !== 'cases') return {outcome: declared, cases: [], unjudged: []};
    if (target.endpoints[route.mechanism] === undefined) return {outcome: 'not-applicable', cases: [], unjudged: []};
    return withDeclaration(requirement.level, route.besides === undefined ? null : declared, rollUpCases(requirement.level, route.cases.map((id) => ({id, ...(judged.get(id) ?? {outcome: 'not-run', level: 'must'})}))));
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

/**
 * The worst of the cases that bind as much as the requirement does. One that recommends more can make it worse, by what was seen;
 * unjudged it leaves nothing open, and what was seen of it alone meets nothing. Where no case binds so much, all of them decide together.
 */
function rollUpCases(level: Level, cases: readonly (JudgedCase & {readonly id: string})[]): RouteVerdict {
  const binding = cases.filter((one) => LEVELS.indexOf(one.level) >= LEVELS.indexOf(level));
  const deciding = binding.length > 0 ? binding : cases;
  const advice = cases.filter((one) => !deciding.includes(one));
  const decided = worst(level, deciding.map(({outcome}) => outcome));
  const seen = advice.filter(({outcome}) => !UNJUDGED.includes(outcome));
  const outcome = decided === 'not-applicable' ? decided : worst(level, [decided, ...seen.map((one) => one.outcome)]);
  return {
    outcome,
    cases: [...deciding, ...seen].filter((one) => one.outcome === outcome).map(({id}) => id),
    unjudged: advice.filter((one) => UNJUDGED.includes(one.outcome)).map(({id}) => id),
  };
}

/** What cases cannot see has to be declared besides: the worse of the two decides. Null: they see all of it. */
function withDeclaration(level: Level, declared: Outcome | null, seen: RouteVerdict): RouteVerdict {
  if (declared === null) return seen;
  const outcome = worst(level, [seen.outcome, declared]);
  return outcome === seen.outcome ? seen : {...seen, outcome, cases: []};
}

/** Leaving out a claim excuses a vendor only from what binds under a condition, and only where the claim would have been tested. */
function unclaimed({condition, routes}: PlannedRequirement): Outcome {
  return condition !== undefined && routes.some(({kind}) => kind === 'cases') ? 'not-applicable' : 'untested';
}
