// A requirement in plain sentences, for those who buy and those who sell, and should not have to read YAML.

import type {Framework, Level, Mechanism, NoFramework, Proof, Requirement, Route} from '../src/model.ts';
import {bearingsOn, whyNone} from './bearings.ts';
import type {BearingOn} from './bearings.ts';
import {wrapped} from './wrap.ts';

const LEVEL: Readonly<Record<Level, string>> = {must: 'mandatory', should: 'recommended', may: 'optional'};
const KIND: Readonly<Record<Framework['kind'], string>> = {law: 'a law', framework: 'a framework, which advises', specification: 'a specification'};
const PROOF: Readonly<Record<Proof, string>> = {
  'harness-run': 'a run of mimcheck on what is offered',
  'accredited-report': 'a report or certificate of an accredited body',
  'technical-dossier': 'the technical dossier of the maker',
  declaration: 'a declaration of the supplier',
  inspection: 'an inspection by the buyer',
  demonstration: 'a demonstration to the buyer',
};

/** What it takes to explain a requirement besides itself. */
export interface Surroundings {
  /** How many cases a route has. */
  readonly casesOf: (route: Route) => number;
  readonly mechanisms: readonly Mechanism[];
  readonly frameworks: readonly Framework[];
  readonly noFramework: readonly NoFramework[];
}

/** A requirement: what it demands and how binding that is, how it can be shown, what bears on it, where it stands. */
export function explainRequirement(one: Requirement, {casesOf, mechanisms, frameworks, noFramework}: Surroundings): string {
  const {proof, equivalence, baselines = []} = one;
  const bearings = bearingsOn(one.id, frameworks);
  return [
    `${one.id}: ${one.title}`,
    wrapped(`MIM${one.mim} ${one.mimTitle}, release ${one.release}, ${one.number}. ${capital(LEVEL[one.level])}${one.condition === undefined ? '' : ', under a condition'}${one.provisional === true ? ', provisional' : ''}.`),
    ...part('What it demands', [
      wrapped(one.text, '  '),
      ...(one.condition === undefined ? [] : [wrapped(`It binds only if this holds: ${one.condition}`, '  ')]),
      ...(one.provisional === true ? [wrapped('It is provisional: the project’s own, because none of OASC is in force here. It never counts as MIM conformity.', '  ')] : []),
    ]),
    ...part('How binding it is', [wrapped(`${capital(LEVEL[one.level])}. ${keyword(one.keyword)}${one.reading === undefined ? '' : ` ${one.reading}`}`, '  ')]),
    ...part('How it can be shown', one.routes.length === 0
      ? [wrapped(`Nobody can test it: ${one.untestable ?? ''}`, '  ')]
      : [...(one.routes.length === 1 ? [] : [wrapped('Any one of these suffices.', '  ')]), ...one.routes.map((route) => item(shown(route, casesOf(route), mechanisms)))]),
    ...part('What a buyer can ask for as proof', proof.map((means) => item(PROOF[means]))),
    ...part('What an equivalent solution would have to show', equivalence.map(item)),
    ...part('Which European rules bear on it', bearings.length === 0 ? [wrapped(noRules(whyNone(one.id, noFramework)), '  ')] : [wrapped('None of them makes it more binding than it is.', '  '), ...bears(bearings)]),
    ...part('What it rests on', baselines.map(({title, version, url}) => item(`${title}, ${version}, ${url}`))),
    ...part('Where it stands', [
      wrapped(`Capability: ${one.capability}`, '  '),
      wrapped(`Source: ${one.source.title}${one.source.clause === undefined ? '' : `, ${one.source.clause}`}, ${one.source.version}`, '  '),
      wrapped(one.source.url, '  '),
      ...(one.aliases.length === 0 ? [] : [wrapped(`Also known as: ${one.aliases.map(({release, id}) => `${id} in ${release}`).join(', ')}`, '  ')]),
    ]),
  ].join('\n');
}

/** A heading and what stands under it, or nothing. */
function part(heading: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', heading, ...lines];
}

const item = (text: string): string => wrapped(text, '    ', '  - ');

function keyword(word: string): string {
  return word === 'none' ? 'The source uses no keyword.' : `The source writes “${word}”.`;
}

function shown(route: Route, count: number, mechanisms: readonly Mechanism[]): string {
  if (route.kind === 'inspection') return `Somebody looks, which makes it attested and never passed: ${route.question}`;
  if (route.kind === 'declaration') return `The vendor declares, which makes it attested and never passed: ${route.question}`;
  const title = mechanisms.find(({id}) => id === route.mechanism)?.title ?? route.mechanism;
  if (route.kind === 'planned') return `Planned, so it cannot be tested this way yet: ${title} (${route.mechanism}). ${route.reason}`;
  return `Tested: ${title} (${route.mechanism}), ${count === 1 ? 'by one case' : `by ${count} cases, all of which must pass`}: ${route.cases.join(', ')}${route.besides === undefined ? '' : `. Tests cannot see all of it, so the vendor has to declare besides, which makes it attested at best: ${route.besides}`}`;
}

/** Each framework once, with its clauses below it. */
function bears(bearings: readonly BearingOn[]): readonly string[] {
  const frameworks = [...new Set(bearings.map(({framework}) => framework))];
  return frameworks.flatMap((framework) => [
    item(aboutFramework(framework)),
    ...bearings.filter((one) => one.framework === framework).map(({bearing: {clause, how, checkedOn}}) =>
      wrapped(`${clause}: ${how}${checkedOn === null ? ' (Nobody has read this clause for the list: read it before you cite it.)' : ''}`, '      ', '    - ')),
  ]);
}

function noRules(why: string | null): string {
  return why === null ? 'None that is listed here. Nobody has looked whether there is one.' : `None that is listed here. ${why}`;
}

function aboutFramework({title, reference, kind, validFrom, validTo, checkedOn, version, note}: Framework): string {
  const dates = [...(validFrom === null ? [] : [`from ${validFrom}`]), ...(validTo === null ? [] : [`until ${validTo}`]), checkedOn === null ? 'never looked at' : `last looked at on ${checkedOn}`, ...(version === undefined ? [] : [`in the ${version}`])];
  return `${title} (${reference}), ${KIND[kind]}; ${dates.join(', ')}.${note === undefined ? '' : ` ${note}`}`;
}

const capital = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
