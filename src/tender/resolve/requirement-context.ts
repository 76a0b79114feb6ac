// What templates are told about one requirement.

import type {CitedStandard, Jurisdiction, Phase} from '../clause-set.ts';
import type {Lot} from '../read/profiles.ts';
import {durations, numbers, semicolon} from '../formats.ts';
import {isOpen, PHASES} from '../words.ts';
import {numberOf, placeholder, reference} from './printable.ts';
import type {Printable} from './printable.ts';
import type {BareRequirement} from './requirements.ts';
import type {Speech} from './speech.ts';

export interface RequirementWords {
  readonly speech: Speech;
  readonly jurisdiction: Jurisdiction;
  readonly standards: readonly CitedStandard[];
  readonly lots: readonly Lot[];
  /** Where tenders are opened in parts: the part of what is scored, by id; otherwise empty. */
  readonly envelopes: Readonly<Record<string, string>>;
  /** Greatest age of a test report, as it is printed. */
  readonly reportAge: Printable;
}

/** Everything that the clauses of a requirement print. */
export function requirementContext(one: BareRequirement, words: RequirementWords): Readonly<Record<string, Printable>> {
  const {speech, jurisdiction, lots} = words;
  const phases = (kind: string, which: readonly Phase[]): string => speech.list(PHASES.filter((phase) => which.includes(phase)).map((phase) => speech.say(`${kind}.${phase}`)));
  return {
    id: one.id, title: one.title, text: one.text, condition: one.condition ?? '',
    use: jurisdiction.useWords[one.use],
    phases: phases('phase', one.appliesAt), 'proof-phase': phases('proof-phase', proofPhases(one.appliesAt)), 'contract-phases': phases('phase', contractPhases(one.appliesAt)),
    lots: one.lots.length === 0 ? '' : speech.list(one.lots.map((id) => `${id} (${lots.find((lot) => lot.id === id)?.title ?? id})`)),
    binding: one.use !== 'information', 'own-choice': one.ownChoice, provisional: one.provisional,
    mechanisms: mechanismsOf(one, words), outcomes: one.outcomes,
    clause: {specification: reference(`requirement.specification ${one.id}`)}, 'clause-number': {specification: numberOf(`requirement.specification ${one.id}`)},
    assurance: one.assurance, evidence: evidenceOf(one, words),
    questions: one.routes.flatMap((route) => ('question' in route ? [route.question] : [])),
    besides: one.routes.some((route) => route.kind === 'tested' && route.besides === true),
    // A standard by its id: its title can be two sentences of another language.
    planned: speech.list(one.routes.flatMap((route) => (route.kind === 'planned' ? [words.standards.find(({title}) => title === route.title)?.id ?? route.title] : []))),
    tested: one.routes.some(({kind}) => kind === 'tested'),
    envelope: words.envelopes[one.id] ?? '',
    weight: one.weight ?? '', scale: one.scale.map(({value, label}) => ({value, label})),
    need: openOr(one.need, speech, 'why'), proportionality: openOr(one.proportionality, speech, 'proportionality'),
  };
}

/** A text, or its name in brackets where the buyer has left it open. */
export function openOr(text: string, {say}: Speech, field: string): Printable {
  return isOpen(text) ? placeholder(say(`field.${field}`)) : text;
}

/** Version and date of a standard; the date alone where it is the version. */
export function editionOf({version, date}: Pick<CitedStandard, 'version' | 'date'>, {say, date: written}: Speech): string {
  if (date === version) return written(version);
  return `${version} (${date === null ? say('undated') : written(date)})`;
}

/** What is shown once, before what must hold all the time. */
function proofPhases(phases: readonly Phase[]): readonly Phase[] {
  const once = phases.filter((phase) => phase === 'tender' || phase === 'award' || phase === 'acceptance');
  return once.length > 0 ? once : phases;
}

/** What was shown with the tender is owed under the contract all the same. */
function contractPhases(phases: readonly Phase[]): readonly Phase[] {
  const later = phases.filter((phase) => phase === 'acceptance' || phase === 'operation' || phase === 'exit');
  return later.length > 0 ? later : ['acceptance', 'operation'];
}

function mechanismsOf({routes}: BareRequirement, {standards, speech}: RequirementWords): readonly Printable[] {
  const seen = new Set<string>();
  return routes.flatMap((route) => {
    if (!('mechanism' in route) || seen.has(route.mechanism)) return [];
    seen.add(route.mechanism);
    const cited = standards.filter(({id}) => route.standards.includes(id)).map(({id, version, date}) => `${id}, ${date === version ? speech.date(version) : version}`);
    return [{title: route.title, standards: cited.join(semicolon(speech.language))}];
  });
}

/** How many cases there are, by whichever mechanism: `8`, or `3–8`. */
function rangeOf(counts: readonly number[], {language}: Speech): string {
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  const format = numbers(language);
  return least < most ? format.formatRange(least, most) : format.format(counts[0] ?? 0);
}

function evidenceOf({evidence, routes}: BareRequirement, {speech, reportAge}: RequirementWords): readonly Printable[] {
  const counts = routes.flatMap((route) => (route.kind === 'tested' ? [route.cases] : []));
  const cases = rangeOf(counts, speech);
  return evidence.map(({type, attestation, maxAgeDays}) => ({
    'harness-run': type === 'harness-run', 'accredited-report': type === 'accredited-report', 'technical-dossier': type === 'technical-dossier',
    declaration: type === 'declaration', inspection: type === 'inspection', demonstration: type === 'demonstration',
    attestation: speech.say(`attestation.${attestation}`), cases, several: new Set(counts).size > 1,
    age: maxAgeDays === null ? reportAge : durations(speech.language, 'day').format(maxAgeDays),
  }));
}
