// Every rule for the cases of one file.

import type {Complaint} from '../../error.ts';
import {compileSchema} from '../../json-schema/compile.ts';
import type {Mechanism} from '../../model.ts';
import {expectDefs} from '../format/expect.ts';
import {ref} from '../format/words.ts';
import type {Schema} from '../format/words.ts';
import type {RawSuite} from '../parse/raw.ts';
import {pointerTo} from '../pointer.ts';
import {lostWithin} from '../form.ts';
import type {Form} from '../form.ts';
import {counts, needs, repeats, rows, windows} from './case-rules.ts';
import {expectations} from './expectations.ts';
import {names} from './names.ts';

const EXPECT: Schema = {...ref('anyExpect'), $defs: expectDefs};

/** What makes a case impossible to run, found without running it: names, patterns, paths, listeners, rows. */
export async function caseMistakes(form: Form, mechanism: Mechanism): Promise<readonly Complaint[]> {
  const {document, unclear} = form;
  const rules = [names, needs, rows, windows, repeats, counts, expectations({schema: EXPECT, validate: await compileSchema(EXPECT)})];
  return (document.value as unknown as RawSuite).cases.flatMap((raw, index) => {
    const pointer = pointerTo('/cases', index);
    const context = {document, mechanism, raw, pointer, lost: lostWithin(form, pointer)};
    return rules.flatMap((rule) => [...rule(context)]).filter(({at}) => !unclear.has(at));
  });
}
