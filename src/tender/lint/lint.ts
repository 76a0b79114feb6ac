// Every rule over one tender.

import {byPlace} from '../../suite/by-place.ts';
import {accessibility, ai, defaults, derogations, hostedModules, law, mandatory, open, unreviewed, weakExit} from './completeness.ts';
import {envelope, keywords, noScale, selection, twice, vague, weights} from './award.ts';
import {labelAlone, notFree, orEquivalent, outdated, pinned, tradeName} from './citations.ts';
import {competition} from './competition.ts';
import {disproportionate, equivalentBody, needless, oldEvidence, onlyOneWay, ownChoice, provisionalGate, tooLate, unproven, untestable, untested} from './requirements.ts';
import type {LintContext, LintFinding, Rule} from './rule.ts';

/** All rules, by id. */
export const RULES: readonly Rule[] = [
  orEquivalent, tradeName, unproven, needless, noScale, weights, twice, pinned, equivalentBody, labelAlone, untested, vague, open, unreviewed, hostedModules, accessibility,
  derogations, envelope, defaults, law, selection, oldEvidence, onlyOneWay, notFree, untestable, ownChoice, outdated, provisionalGate, disproportionate, mandatory, competition,
  tooLate, keywords, ai, weakExit,
];

/** What the rules find in a tender, in the order of their places. */
export function lintTender(context: LintContext): readonly LintFinding[] {
  const {document} = context.tender;
  return RULES.flatMap(({id, severity, check}) => [...check(context)].map((remark): LintFinding => ({
    rule: id, severity: remark.severity ?? severity, at: document.placeOf(remark.pointer), message: remark.message, remedy: remark.remedy,
  }))).toSorted(byPlace);
}
