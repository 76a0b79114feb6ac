// Every rule for the cases of one file.

import type {Complaint} from '../../error.ts';
import {compileSchema} from '../../json-schema/compile.ts';
import type {Mechanism} from '../../model.ts';
import {expectDefs} from '../format/expect.ts';
import {ref} from '../format/words.ts';
import type {Schema} from '../format/words.ts';
import type {RawSuite} from '../parse/raw.ts';
import {pointerTo} from '../pointer.ts';
import type {YamlDocument} from '../yaml.ts';
import {counts, needs, repeats, rows, windows} from './case-rules.ts';
import {expectations} from './expectations.ts';
import {names} from './names.ts';

const EXPECT: Schema = {...ref('anyExpect'), $defs: expectDefs};

/** What makes a case impossible to run, found without running it: names, patterns, paths, listeners, rows. */
export async function caseMistakes(document: YamlDocument, mechanism: Mechanism): Promise<readonly Complaint[]> {
  const rules = [names, needs, rows, windows, repeats, counts, expectations({schema: EXPECT, validate: await compileSchema(EXPECT)})];
  return (document.value as unknown as RawSuite).cases.flatMap((raw, index) => {
    const context = {document, mechanism, raw, pointer: pointerTo('/cases', index)};
    return rules.flatMap((rule) => [...rule(context)]);
  });
}
