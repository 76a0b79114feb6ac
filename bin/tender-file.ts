// What a challenge needs of a tender file: how it calls itself, and its very bytes.

import {inputError} from '../src/error.ts';
import {readYaml} from '../src/suite/yaml.ts';
import {read} from './bundle.ts';

/** Reference and bytes of a tender file. Throws an `InputError` when it has no `tender.reference`. */
export function tenderOf(file: string): {readonly reference: string; readonly bytes: Uint8Array} {
  const bytes = read(file);
  const {value} = readYaml(bytes, file);
  const tender = value !== null && typeof value === 'object' && 'tender' in value ? value.tender : null;
  const reference = tender !== null && typeof tender === 'object' && 'reference' in tender ? tender.reference : null;
  if (typeof reference !== 'string' || reference === '') throw inputError(file, 'has no tender.reference', 'write how the tender is called: tender: { reference: "2026/0815" }');
  return {reference, bytes};
}
