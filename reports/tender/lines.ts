// Ways and proofs of a requirement as one line each, and numbers as a language writes them.

import type {AcceptedRoute, AskedEvidence, ClauseRequirement, ClauseSet} from '../../src/tender/clause-set.ts';
import type {Say} from '../words.ts';

/** What a requirement demands, with the condition under which it binds, and whether it is a MIM's at all: each a line. */
export function demandLines({text, condition, provisional}: ClauseRequirement, say: Say): string {
  return [text, ...(condition === null ? [] : [say('requirement.condition', {text: condition})]), ...(provisional ? [say('requirement.provisional')] : [])].join('\n');
}

/** A proof that is asked for. */
export function evidenceLine({type, attestation, maxAgeDays}: AskedEvidence, say: Say): string {
  const values = {type: say(`evidence.${type}`), attestation: say(`attestation.${attestation}`)};
  return maxAgeDays === null ? say('evidence.line', values) : say('evidence.lineWithAge', {...values, days: maxAgeDays});
}

/** An accepted way. */
export function routeLine(route: AcceptedRoute, set: ClauseSet, say: Say): string {
  if (route.kind === 'equivalent') return say('route.equivalent');
  if ('question' in route) return say(`route.${route.kind}`, {question: route.question});
  const titles = route.standards.map((id) => set.standards.find((standard) => standard.id === id)?.title ?? id);
  const values = {title: route.title, standards: titles.join(say('labels.separator')), equivalent: set.jurisdiction.orEquivalent};
  return say(`route.${route.kind}${titles.length === 0 ? 'Bare' : ''}`, {...values, cases: route.kind === 'tested' ? route.cases : 0});
}

/** A number as the language of the set writes it. */
export function numberIn(value: number, {language}: ClauseSet): string {
  return new Intl.NumberFormat(language, {maximumFractionDigits: 2}).format(value);
}
