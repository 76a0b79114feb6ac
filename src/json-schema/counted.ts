// Ajv for schemas of strangers: its regular expressions run in linear time, and what it does is counted.

import type {Ajv, Options} from 'ajv';
import type {Json} from '../model.ts';
import {scriptPattern} from '../pattern.ts';
import {ONCE, SOON} from './ajv.ts';

/** Is told what something costs; may throw. */
type Charge = (cost: number) => void;

/** Tells `charge` the cost of every pattern, of every list whose items must differ, and of every part that names its cost in `$comment`. */
export type CountedAjv = (more: Options, charge: Charge) => Ajv;

/** What makes one, 2020-12. */
export async function loadCounted(): Promise<CountedAjv> {
  const {Ajv2020} = await import('ajv/dist/2020.js');
  return (more, charge) => withOurDiffer(new Ajv2020({
    strict: false, logger: false, verbose: true, validateFormats: false, ownProperties: true,
    code: {...SOON, regExp: Object.assign(engineOf(charge), {code: 'RE2'})}, $comment: (cost) => charge(Number(cost)), ...more,
  }), charge);
}

function engineOf(charge: Charge) {
  return (pattern: string) => {
    const finds = scriptPattern(pattern);
    return {
      test: (text: string): boolean => {
        charge(1 + (text.length * (1 + pattern.length)) / 100);
        return finds(text);
      },
      // ajv tells patterns apart by this.
      toString: () => pattern,
    };
  };
}

/** Theirs looks at every pair of items, ours at every item once. */
function withOurDiffer(ajv: Ajv, charge: Charge): Ajv {
  ajv.removeKeyword('uniqueItems');
  ajv.addKeyword({keyword: 'uniqueItems', type: 'array', schemaType: 'boolean', validate: (unique: boolean, items: readonly Json[]) => !unique || allDiffer(items, charge)});
  return ajv;
}

function allDiffer(items: readonly Json[], charge: Charge): boolean {
  const texts = items.map((item) => {
    const text = JSON.stringify(item, (_, inner: Json) => (inner !== null && typeof inner === 'object' && !Array.isArray(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner));
    charge(1 + text.length / 100);
    return text;
  });
  return new Set(texts).size === items.length;
}

/** Holds schemas against the schema of schemas, 2020-12: to make that ready takes ten times as long as to compile most of them. */
let schemaOfSchemas: Ajv | undefined;

/** Throws an `Error` when something is no valid schema, 2020-12. */
export async function demandSchema(schema: object | boolean): Promise<void> {
  const counted = await loadCounted();
  schemaOfSchemas ??= counted({...ONCE, allErrors: true}, () => undefined);
  schemaOfSchemas.validateSchema(schema, true);
}
