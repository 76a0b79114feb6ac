// Who stands behind a bundle, and does the signature hold?

import type {Attestation} from '../attestations.ts';
import {check} from '../check.ts';
import {reviewsIn} from '../review.ts';
import type {Review} from '../review.ts';
import type {Check} from '../check.ts';

/** What the signatures of a bundle say. Without one by a key that the reader trusts, nobody can tell whose the bundle is. */
export function checkSignatures(attestations: readonly Attestation[]): readonly Check[] {
  const checks = attestations.flatMap(checkOne);
  if (attestations.length === 0) return [check('unknown', 'unsigned')];
  return attestations.some(({trusted}) => trusted) ? checks : checks.map((one) => (one.status === 'note' ? {...one, status: 'unknown'} : one));
}

function checkOne({file, signed, wrong, trusted, name}: Attestation): readonly Check[] {
  if (signed === null) return [check('altered', `signature-${wrong ?? 'malformed'}`, {file})];
  const {signer: {role, kid}, at, kind, content} = signed;
  const values = {name, role, key: kid, at};
  if (kind === 'run') return [trusted ? check('ok', 'signed', values) : check('note', 'signed-by-stranger', values)];
  if (kind === 'review') return trusted ? reviewsIn(content).map((one) => reviewed(one, values)) : [check('note', 'review-stranger', values)];
  // Only who does not offer it can run it again.
  if (!trusted || role === 'vendor') return [check('note', 'rerun-stranger', values)];
  const {compared, differing} = content;
  return [Number(differing) === 0 && Number(compared) > 0
    ? check('ok', 'rerun-agrees', {...values, compared: Number(compared)})
    : check('unknown', 'rerun-differs', {...values, compared: Number(compared), differing: Number(differing)})];
}

function reviewed({requirement, accepted, reason, by}: Review, values: Check['values']): Check {
  return check(accepted ? 'ok' : 'note', accepted ? 'reviewed' : 'review-refused', {...values, requirement, reason, by});
}
