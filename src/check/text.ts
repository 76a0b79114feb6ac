import type {Check} from './check.ts';
import {match, startMatching} from './matcher.ts';

/** `text:` the body as text. */
export const text: Check = {
  kind: 'text',
  readsBody: true,
  compare(options, subject, {touch}) {
    const run = startMatching(new Map(), touch);
    match(options, subject.body, {where: 'body', option: ''}, run);
    return {mismatches: run.out.map((one) => (one.code === 'value-unexpected' ? {...one, code: 'text-unexpected'} : one)), compared: run.count};
  },
};
