// Ajv as we set it up. It is loaded when the first schema is compiled, so that what needs none does not pay for it.

import type {Ajv, Options} from 'ajv';
import {scriptPattern} from '../pattern.ts';

/** The kinds of JSON Schema that are understood. */
export type Dialect = '2020-12' | 'draft-07';

/** Most schemas meet a value or two: what tidying up their code takes is never won back. */
export const SOON = {optimize: false} as const;

/** Nor what it takes to write a part that is referred to into every place that refers to it. */
export const ONCE = {inlineRefs: false} as const;

/** In linear time where the pattern allows it; what looks around is the suite's own choice. */
export const LINEAR = Object.assign((pattern: string, flags: string) => {
  try {
    // ajv tells patterns apart by how they are written.
    return {test: scriptPattern(pattern), toString: () => `/${pattern}/${flags}`};
  } catch {
    return new RegExp(pattern, flags);
  }
}, {code: 'new RegExp'});

/** With the formats of `ajv-formats`. */
export async function loadAjv(dialect: Dialect, more: Options = {}): Promise<Ajv> {
  // Not strict: schemas taken over from standards use annotations and keyword combinations that strict mode refuses.
  const options = {allErrors: true, strict: false, logger: false, messages: true, verbose: true, ...ONCE, ...more} as const;
  const ajv = dialect === '2020-12' ? new (await import('ajv/dist/2020.js')).Ajv2020(options) : new (await import('ajv')).Ajv(options);
  (await import('ajv-formats')).default.default(ajv);
  // Theirs takes the square of the length.
  ajv.addFormat('url', (text) => /^(https?|ftp):\/\//i.test(text) && URL.canParse(text));
  // That a pattern is one of ECMA-262 is a recommendation (JSON Schema Validation 2020-12, 6.3.3), and the meta-schema looks at nothing else by this format.
  ajv.addFormat('regex', true);
  return ajv;
}
