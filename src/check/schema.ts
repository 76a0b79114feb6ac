import {violations} from '../json-schema/compile.ts';
import {parseBody} from './body.ts';
import type {Check} from './check.ts';
import {valueAt} from './openapi/hold.ts';

/** `schema:` the body against a JSON Schema, 2020-12. */
export const schema: Check = {
  kind: 'schema',
  readsBody: true,
  async compare(options, subject, {touch}) {
    const body = parseBody(subject);
    if (!body.ok) return {mismatches: [body.mismatch], compared: 1};
    touch('', 'type');
    const found = await violations(options, body.value);
    return {
      mismatches: found.map(({pointer, message}) => ({
        code: 'schema-violated' as const, where: pointer, expected: message, actual: valueAt(body.value, pointer), option: '',
      })),
      compared: 1,
    };
  },
};
