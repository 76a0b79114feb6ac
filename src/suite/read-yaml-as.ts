// A file held against its schema.

import {InputError} from '../error.ts';
import {compileOwnSchema} from '../json-schema/own.ts';
import type {Json} from '../model.ts';
import {complaintsOf} from './complaints.ts';
import type {Schema} from './format/words.ts';
import {readYaml} from './yaml.ts';
import type {YamlDocument} from './yaml.ts';

/** Reads YAML that must be as a schema says; throws an `InputError` with all that is wrong. `judged` gives the part that is held against the schema. */
export async function readYamlAs(schema: Schema, bytes: Uint8Array | string, file: string, judged = (value: Json): Json => value): Promise<YamlDocument> {
  const document = readYaml(bytes, file);
  const validate = await compileOwnSchema(schema);
  const complaints = complaintsOf(validate(judged(document.value)), document, schema);
  if (complaints.length > 0) throw new InputError(complaints);
  return document;
}
