// Verdicts × requirements → score. Pure: anybody can check the arithmetic by hand. Never one percentage.

import type {Journal, Outcome, PlannedRequirement, ProfileVerdict, Release, RequirementVerdict, Score, Verdict} from '../model.ts';
import {rollUp} from './roll-up.ts';
import type {JudgedCase} from './roll-up.ts';

const MET: readonly Outcome[] = ['passed', 'warning', 'attested'];
const OUTCOMES: readonly Outcome[] = ['passed', 'attested', 'warning', 'not-applicable', 'not-run', 'untested', 'blocked', 'error', 'failed'];

/** The score of a judged journal. */
export function score(journal: Journal, verdicts: readonly Verdict[]): Score {
  const {selection} = journal.header;
  const levels = new Map([...journal.cases, ...journal.leftOut.map((one) => one.case)].map(({id, level}) => [id, level]));
  const byCase = new Map(verdicts.map(({case: id, outcome}): [string, JudgedCase] => [id, {outcome, level: levels.get(id) ?? 'must'}]));
  const rolled = journal.requirements.map((requirement) => ({requirement, verdict: rollUp(requirement, byCase, journal.header)}));
  const counted = rolled.filter(({requirement}) => requirement.inScope && requirement.provisional !== true);
  const applicable = counted.filter(({verdict}) => verdict.outcome !== 'not-applicable');
  const mandatory = applicable.filter(({requirement}) => requirement.level === 'must');
  const recommended = applicable.filter(({requirement}) => requirement.level === 'should');
  const {verdict, because} = profileVerdict(mandatory.map((one) => one.verdict));
  const automated = counted.filter(({requirement}) => requirement.routes.some(({kind}) => kind === 'cases'));
  return {
    scoreVersion: 3,
    profile: {
      scope: scopeOf(counted.map(({requirement}) => requirement)),
      releases: selection.releases,
      mims: [...new Set(counted.map(({requirement}) => requirement.mim))].sort((a, b) => a - b),
      verdict, because,
    },
    mandatory: {met: mandatory.filter((one) => MET.includes(one.verdict.outcome)).length, applicable: mandatory.length},
    recommended: interval(recommended.map((one) => one.verdict.outcome)),
    coverage: {requirements: counted.length, automated: automated.length, judged: automated.filter((one) => isJudged(one.verdict)).length},
    // Nothing here is signed: until somebody signs it or runs it again, a journal is a statement of whoever sends it.
    assurance: 'E0',
    requirements: rolled.map((one) => one.verdict),
    cases: Object.fromEntries(OUTCOMES.map((outcome) => [outcome, verdicts.filter((one) => one.outcome === outcome).length])) as Score['cases'],
  };
}

/** Four values, decided by the mandatory requirements that apply. */
function profileVerdict(mandatory: readonly RequirementVerdict[]): {verdict: ProfileVerdict; because: readonly string[]} {
  const ids = (...outcomes: readonly Outcome[]): readonly string[] => mandatory.filter(({outcome}) => outcomes.includes(outcome)).map(({id}) => id);
  const failed = ids('failed');
  if (failed.length > 0) return {verdict: 'not-conformant', because: failed};
  const open = ids('error', 'blocked', 'not-run', 'untested');
  // Where nothing mandatory applies, nothing was shown.
  if (open.length > 0 || mandatory.length === 0) return {verdict: 'undecided', because: open};
  const declared = ids('attested');
  return declared.length > 0 ? {verdict: 'conformant-as-declared', because: declared} : {verdict: 'conformant', because: []};
}

/** Recommended requirements met: unknown counts as unmet at the low end and as met at the high end. A warning is a recommendation not followed. */
function interval(outcomes: readonly Outcome[]): Score['recommended'] {
  const low = outcomes.filter((outcome) => outcome === 'passed' || outcome === 'attested').length;
  const against = outcomes.filter((outcome) => outcome === 'failed' || outcome === 'warning').length;
  return {low, high: outcomes.length - against, applicable: outcomes.length};
}

function isJudged({outcome, route, routes}: RequirementVerdict): boolean {
  return route !== null && (routes[route]?.cases.length ?? 0) > 0 && ['passed', 'warning', 'failed'].includes(outcome);
}

/** The MIMs of each release, in the order of the requirements and of their numbers. */
function scopeOf(requirements: readonly PlannedRequirement[]): Score['profile']['scope'] {
  const parts = new Map<Release, Set<number>>();
  for (const {release, mim} of requirements) parts.set(release, (parts.get(release) ?? new Set()).add(mim));
  return [...parts].map(([release, mims]) => ({release, mims: [...mims].sort((a, b) => a - b)}));
}
