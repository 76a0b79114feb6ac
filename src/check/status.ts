import type {Json} from '../model.ts';
import type {Check} from './check.ts';

/** `status: 201` or `[200, 204]`. */
export const status: Check = {
  kind: 'status',
  readsBody: false,
  compare(options, subject, {touch}) {
    // Of several that are right, one is as good as another.
    touch('status', Array.isArray(options) && options.length > 1 ? 'form' : 'value');
    const allowed = (Array.isArray(options) ? options : [options]) as readonly Json[];
    if (subject.status !== null && allowed.includes(subject.status)) return {mismatches: [], compared: 1};
    return {mismatches: [{code: 'status-unexpected', where: 'status', expected: options, actual: subject.status, option: ''}], compared: 1};
  },
};
