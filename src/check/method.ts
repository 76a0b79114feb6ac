import type {Check} from './check.ts';
import {match, startMatching} from './matcher.ts';

/** `method: POST`, of what arrived. */
export const method: Check = {
  kind: 'method',
  readsBody: false,
  compare(options, subject, {touch}) {
    const run = startMatching(new Map(), touch);
    match(options, subject.method ?? undefined, {where: 'method', option: ''}, run);
    return {mismatches: run.out.map((one) => (one.code === 'value-unexpected' ? {...one, code: 'method-unexpected'} : one)), compared: run.count};
  },
};
