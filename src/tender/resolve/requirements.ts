// Choices → requirements of the clause set.

import type {Library, Proof, Requirement} from '../../model.ts';
import {routeResolver} from '../../plan/routes.ts';
import type {AcceptedRoute, AskedEvidence, ClauseRequirement, Phase, Use} from '../clause-set.ts';
import {asked} from '../read/choices.ts';
import type {KnownStandard} from '../read/legal.ts';
import type {PlacedChoice, Tender} from '../read/tender.ts';
import {PHASES} from '../words.ts';
import {frameworksOn} from './frameworks.ts';
import type {Speech} from './speech.ts';

/** A requirement before its clauses are written. */
export type BareRequirement = Omit<ClauseRequirement, 'clauses'>;

export interface RequirementSources {
  readonly library: Library;
  readonly standards: readonly KnownStandard[];
  readonly speech: Speech;
}

const USUAL_PHASES: Readonly<Record<Use, readonly Phase[]>> = {gate: ['tender', 'acceptance', 'operation'], scored: ['tender', 'acceptance'], information: ['tender']};

/** The requirements of a tender: by release and MIM, within a MIM as the tender lists them. */
export function requirementsOf({choices, releases}: Tender, sources: RequirementSources): readonly BareRequirement[] {
  const resolveRoutes = routeResolver(sources.library.suites);
  const byId = new Map(sources.library.requirements.map((one) => [one.id, one]));
  const all = choices.map((choice) => {
    const requirement = byId.get(choice.id);
    if (requirement === undefined) throw new Error(`${choice.id} was let through although the catalogue has none`);
    return toRequirement(choice, resolveRoutes(requirement), sources);
  });
  const rank = ({release, mim}: BareRequirement): number => releases.indexOf(release) * 100 + mim;
  return all.toSorted((a, b) => rank(a) - rank(b));
}

function toRequirement(choice: PlacedChoice, requirement: Requirement, {library, standards, speech}: RequirementSources): BareRequirement {
  const wording = speech.wording(requirement.id);
  const routes = routesOf(requirement, {standards, speech, questions: wording.questions, accepts: choice.accepts ?? []});
  const tested = routes.some(({kind}) => kind === 'tested');
  return {
    id: requirement.id, release: requirement.release, mim: requirement.mim, mimTitle: speech.say(`mim.${requirement.release}.${requirement.mim}`), number: requirement.number,
    title: wording.title, text: wording.text, outcomes: wording.equivalence.length > 0 ? wording.equivalence : [wording.text], condition: wording.condition === '' ? null : wording.condition,
    level: requirement.level, keyword: requirement.keyword, provisional: requirement.provisional ?? false,
    ownChoice: choice.use === 'gate' && requirement.level !== 'must',
    use: choice.use, lots: choice.lots ?? [],
    appliesAt: PHASES.filter((phase) => (choice.appliesAt ?? USUAL_PHASES[choice.use]).includes(phase)),
    need: choice.why ?? '[…]', proportionality: choice.proportionality ?? '[…]',
    assurance: choice.assurance ?? (tested ? 'E1' : 'E0'),
    evidence: choice.evidence ?? evidenceFor(requirement, routes),
    routes,
    weight: choice.use === 'scored' ? choice.weight ?? 0 : null, scale: choice.scale ?? [],
    frameworks: frameworksOn(requirement.id, library.frameworks),
  };
}

interface RouteWords {
  readonly standards: readonly KnownStandard[];
  readonly speech: Speech;
  /** In the language of the tender, in the order of the routes. */
  readonly questions: readonly string[];
  /** Ids of standards. */
  readonly accepts: readonly string[];
}

/** Ways to meet it; what is tested by one mechanism counts once, and equivalence is always one. */
function routesOf(requirement: Requirement, {standards, speech, questions, accepts}: RouteWords): readonly AcceptedRoute[] {
  const asking = [...questions];
  const found: AcceptedRoute[] = [];
  for (const route of requirement.routes) {
    if (route.kind === 'inspection' || route.kind === 'declaration') {
      found.push({kind: route.kind === 'inspection' ? 'inspected' : 'declared', question: asking.shift() ?? route.question});
      continue;
    }
    const {mechanism} = route;
    const common = {mechanism, title: speech.say(`mechanism.${mechanism}`), standards: standards.filter(({mechanisms = []}) => mechanisms.includes(mechanism)).map(({id}) => id)};
    found.push(route.kind === 'cases' ? {kind: 'tested', ...common, cases: route.cases.length, ...(route.besides === undefined ? {} : {besides: true as const})} : {kind: 'planned', ...common});
  }
  // A standard that only this buyer accepts has no mechanism in the catalogue; its own name stands for one.
  const further = standards.filter(({id}) => accepts.includes(id)).map(({id, title}): AcceptedRoute => ({kind: 'planned', mechanism: id.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'), title, standards: [id]}));
  return [...found, ...further, {kind: 'equivalent'}];
}

/** Means of proof as the catalogue names them, else those that fit its routes; a test run only where there is a test. */
function evidenceFor(requirement: Requirement, routes: readonly AcceptedRoute[]): readonly AskedEvidence[] {
  const has = (kind: AcceptedRoute['kind']): boolean => routes.some((route) => route.kind === kind);
  const fitting: readonly Proof[] = [...(has('declared') ? ['declaration'] as const : []), ...(has('inspected') ? ['inspection'] as const : []), ...(has('planned') ? ['demonstration'] as const : [])];
  const named = (requirement.proof.length > 0 ? requirement.proof : fitting).filter((type) => !['harness-run', 'accredited-report', 'technical-dossier'].includes(type));
  return [...(has('tested') ? ['harness-run', 'accredited-report'] as const : []), 'technical-dossier' as const, ...named].map((type) => asked(type));
}
