// Clause set → response matrix: what stands in every cell before anybody has answered.

import type {AcceptedRoute, Attestation, ClauseRequirement, ClauseSet} from '../../src/tender/clause-set.ts';
import {ANSWERS, COLUMNS, EQUIVALENT_ROUTE, LADDER} from '../../src/tender/response/matrix.ts';
import type {Choice, Matrix} from '../../src/tender/response/matrix.ts';
import type {Say, Words} from '../words.ts';
import {speak} from '../words.ts';
import {demandLines, evidenceLine} from './lines.ts';
import {lotsOf} from './pieces.ts';

/** The matrix of a tender in its language. */
export function matrixOf(set: ClauseSet, words: Words): Matrix {
  const say = speak(words);
  return {
    clauseSet: set.digest, language: set.language, reference: set.procedure.reference,
    sheets: {instructions: say('matrix.sheets.instructions'), answers: say('matrix.sheets.matrix')},
    heads: COLUMNS.map(({name}) => say(`matrix.columns.${name}`)),
    rows: set.requirements.map((one) => ({
      requirement: one.id, use: one.use, asked: weakest(one), routes: routesOf(one, say), locked: lockedOf(one, set, say),
    })),
    answers: ANSWERS.map((code) => ({code, label: say(`matrix.answers.${code}`)})),
    classes: LADDER.map((code) => ({code, label: say(`attestation.${code}`)})),
    confidential: ['no', 'yes'].map((code) => ({code, label: say(`matrix.${code}`)})),
  };
}

/** In the order of the locked columns. */
function lockedOf(one: ClauseRequirement, set: ClauseSet, say: Say): readonly string[] {
  return [
    one.id, lotsOf(one.lots, set, say).join('\n'), one.title, demandLines(one, say), set.jurisdiction.useWords[one.use],
    one.appliesAt.map((phase) => say(`phase.${phase}`)).join('\n'), one.use === 'information' ? say('matrix.noProof') : one.evidence.map((evidence) => evidenceLine(evidence, say)).join('\n'),
  ];
}

/** Each way once, and the equivalent one always. */
function routesOf({routes}: ClauseRequirement, say: Say): readonly Choice[] {
  const all = [...routes, {kind: 'equivalent'} as const].map((route) => routeChoice(route, say));
  return [...new Map(all.map((choice) => [choice.code, choice])).values()];
}

function routeChoice(route: AcceptedRoute, say: Say): Choice {
  if ('mechanism' in route) return {code: route.mechanism, label: route.title};
  if (route.kind === 'equivalent') return {code: EQUIVALENT_ROUTE, label: say('matrix.equivalentRoute')};
  return {code: route.kind, label: say(`matrix.${route.kind}Route`)};
}

/** Proofs are alternatives: who brings the weakest has brought enough. What is told for information only needs none. */
function weakest({evidence, use}: ClauseRequirement): Attestation | null {
  if (use === 'information') return null;
  return LADDER.find((step) => evidence.some(({attestation}) => attestation === step)) ?? null;
}
