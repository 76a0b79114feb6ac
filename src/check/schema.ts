import {violations} from '../json-schema.ts';
import type {Json} from '../model.ts';
import {parseBody} from './body.ts';
import type {Check} from './check.ts';

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

function valueAt(value: Json, pointer: string): Json {
  let here: Json | undefined = value;
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    here = here !== null && typeof here === 'object' ? (here as Readonly<Record<string, Json>>)[key] : undefined;
    if (here === undefined) return null;
  }
  const text = JSON.stringify(here);
  return text.length > 500 ? `${text.slice(0, 500)}…` : here;
}
