// How much a bundle is worth as evidence: the ladder from E0 (declared) to E4 (run again by the buyer). E5, an accredited body, is not ours to say.

import type {Assurance, Journal, Score} from '../model.ts';
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
  const {journal, score} = standing;
  const mandatory = journal.requirements.flatMap((requirement, index) => {
    const verdict = score.requirements[index];
    const counts = requirement.inScope && requirement.provisional !== true && requirement.level === 'must';
    return counts && verdict !== undefined && (MET.has(verdict.outcome) || verdict.outcome === 'failed') ? [verdict] : [];
  });
  const declaredIds = mandatory.filter(({outcome}) => outcome === 'attested').map(({id}) => id);
  const tested = mandatory.length > declaredIds.length ? testedLevel(standing) : null;
  const declared = declaredIds.length > 0 ? declaredLevel(declaredIds, standing) : null;
  const levels = [tested, declared].filter((one) => one !== null).sort();
  return {overall: levels[0] ?? 'E0', tested, declared};
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
  return has('challenge-held') || has('challenge-trusted') ? 'E2' : 'E1';
}

function declaredLevel(ids: readonly string[], {attestations}: Standing): Assurance {
  const trusted = attestations.filter((one) => one.trusted).map(({signed}) => signed);
  const reviews = trusted.flatMap((signed) => (signed?.kind === 'review' && signed.signer.role === 'buyer' ? reviewsIn(signed.content) : []));
  const reviewed = (id: string): boolean => reviews.some(({requirement, accepted}) => requirement === id && accepted) && !reviews.some(({requirement, accepted}) => requirement === id && !accepted);
  if (ids.every(reviewed)) return 'E4';
  return trusted.some((signed) => signed?.kind === 'run') ? 'E1' : 'E0';
}
