import type {Check} from './check.ts';

/** `method: POST`, of a notification. */
export const method: Check = {
  kind: 'method',
  readsBody: false,
  compare(options, subject, {touch}) {
    touch('method', 'value');
    if (subject.method === options) return {mismatches: [], compared: 1};
    return {mismatches: [{code: 'method-unexpected', where: 'method', expected: options, actual: subject.method, option: ''}], compared: 1};
  },
};
