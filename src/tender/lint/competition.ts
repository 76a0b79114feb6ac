// How many products that were tested before meet each gate.

import {pointerOf} from './citations.ts';
import type {Rule} from './rule.ts';

export const competition: Rule = {
  id: 'L031', title: 'A gate that one product meets, or none', severity: 'warning',
  explanation: 'A gate that no product meets stops the procedure; one that a single product meets looks as if it had been written for it (article 18(1)). Only products whose results were given are counted, and others may exist.',
  *check({set, tender, listed}) {
    if (listed === null) return;
    const gates = set.requirements.filter(({use}) => use === 'gate');
    for (const {id} of gates) {
      const meeting = listed.filter(({met}) => met.has(id));
      if (meeting.length <= 1) yield {pointer: pointerOf(tender, id), message: `of ${listed.length} listed products, ${meeting.length === 0 ? 'none meets' : `only ${meeting[0]?.product} meets`} the gate ${id}`, remedy: 'make it scored, ask for it at acceptance, or say in a market consultation why it is needed'};
    }
    const all = listed.filter(({met}) => gates.every(({id}) => met.has(id)));
    if (gates.length > 0 && all.length <= 1) yield {pointer: '/profile', message: `of ${listed.length} listed products, ${all.length === 0 ? 'none meets' : `only ${all[0]?.product} meets`} all gates together`, remedy: 'fewer gates, or later ones'};
  },
};
