// Bids are compared only when all of them were judged in the same way, the one that was published with the tender.

import type {TestProtocol} from '../clause-set.ts';
import type {Bid} from './bid.ts';
import type {Refusal} from './comparison.ts';

/** Why a bid cannot stand beside the others; empty: it can. */
export function refusalsOf({bidder, judgedWith, otherTender}: Bid, test: TestProtocol): readonly Refusal[] {
  const found = new Map(judgedWith.suites.map(({id, digest}) => [id, digest]));
  const {mims} = judgedWith;
  const reasons: readonly (readonly [Refusal['reason'], readonly string[]])[] = [
    ['other-suites', test.suites.filter(({id, digest}) => found.has(id) && found.get(id) !== digest).map(({id}) => id)],
    ['suites-missing', test.suites.filter(({id}) => !found.has(id)).map(({id}) => id)],
    ['other-release', test.releases.filter((release) => !judgedWith.releases.includes(release))],
    ['mims-missing', mims === null ? [] : test.mims.filter((mim) => !mims.includes(mim)).map((mim) => `MIM${mim}`)],
    ['narrowed', judgedWith.narrowed ? [bidder] : []],
    ['incomplete', judgedWith.complete ? [] : [bidder]],
    ['altered', judgedWith.altered],
    ['other-tender', otherTender ? [bidder] : []],
  ];
  return reasons.filter(([, which]) => which.length > 0).map(([reason, which]) => ({bidder, reason, which}));
}
