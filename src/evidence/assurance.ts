// How much a bundle is worth as evidence: the ladder from E0 (declared) to E4 (run again by the buyer). E5, an accredited body, is not ours to say.

import type {Assurance, Journal, RequirementVerdict, Score} from '../model.ts';
import type {Attestation} from './attestations.ts';
import type {Check, Verification} from './check.ts';
import {reviewsIn} from './review.ts';

const MET = new Set(['passed', 'warning', 'attested']);

export interface Standing {
  readonly attestations: readonly Attestation[];
  readonly checks: readonly Check[];
  readonly journal: Journal;
  readonly score: Score;
}

/** Of a bundle of which nothing was altered. A profile is worth no more than the least of its mandatory requirements. */
export function assuranceOf(standing: Standing): Verification['assurance'] {
  const {journal: {requirements}, score} = standing;
  const mandatory = judgedIn(requirements, score);
  const attested = attestedIn(requirements, score);
  const tested = mandatory.length > attested.length ? testedLevel(standing) : null;
  const declared = attested.length > 0 ? declaredLevel(attested.flatMap((one) => restsOn(one, standing)), standing) : null;
  const levels = [tested, declared].filter((one) => one !== null).sort();
  return {overall: levels[0] ?? 'E0', tested, declared};
}

/** The mandatory requirements that are met by a declaration. */
export function attestedIn(requirements: Journal['requirements'], score: Score): readonly RequirementVerdict[] {
  return judgedIn(requirements, score).filter(({outcome}) => outcome === 'attested');
}

/** The mandatory requirements that are met or not. */
function judgedIn(requirements: Journal['requirements'], score: Score): readonly RequirementVerdict[] {
  return requirements.flatMap((requirement, index) => {
    const verdict = score.requirements[index];
    const counts = requirement.inScope && requirement.provisional !== true && requirement.level === 'must';
    return counts && verdict !== undefined && (MET.has(verdict.outcome) || verdict.outcome === 'failed') ? [verdict] : [];
  });
}

/** Nothing: everything rests on a word that nobody has signed. */
export const NO_ASSURANCE: Verification['assurance'] = {overall: 'E0', tested: null, declared: null};

function testedLevel({attestations, checks}: Standing): Assurance {
  const trusted = attestations.filter((one) => one.trusted);
  const has = (code: Check['code']): boolean => checks.some((one) => one.code === code && one.status === 'ok');
  if (trusted.some(({signed}) => signed?.kind === 'rerun' && signed.signer.role === 'buyer') && has('rerun-agrees') && !checks.some(({code}) => code === 'rerun-differs')) return 'E4';
  const runs = trusted.filter(({signed}) => signed?.kind === 'run').map(({signed}) => signed?.signer.role);
  if (runs.includes('lab')) return 'E3';
  if (runs.length === 0) return 'E0';
  // What was computed again by cases that nobody here knows, or a vendor's own, was not computed again.
  const again = has('suites-known') && has('plan-same') && has('derived-same');
  return again && (has('challenge-held') || has('challenge-trusted')) ? 'E2' : 'E1';
}

/** The declarations that a requirement rests on: its own, and those of the cases that decided. */
function restsOn({id, because}: RequirementVerdict, {journal: {header: {target: {declarations}}}}: Standing): readonly string[] {
  const declared = [id, ...because].filter((one) => Object.hasOwn(declarations, one));
  return declared.length > 0 ? declared : [id];
}

function declaredLevel(ids: readonly string[], {attestations}: Standing): Assurance {
  const trusted = attestations.filter((one) => one.trusted).map(({signed}) => signed);
  const reviews = trusted.flatMap((signed) => (signed?.kind === 'review' && signed.signer.role === 'buyer' ? reviewsIn(signed.content) : []));
  const reviewed = (id: string): boolean => reviews.some(({requirement, accepted}) => requirement === id && accepted) && !reviews.some(({requirement, accepted}) => requirement === id && !accepted);
  if (ids.every(reviewed)) return 'E4';
  return trusted.some((signed) => signed?.kind === 'run') ? 'E1' : 'E0';
}
