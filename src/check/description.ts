import type {Json, JsonObject} from '../model.ts';
import {parseBody} from './body.ts';
import {isObject, member, pointerTo} from './check.ts';
import type {Check, Mismatch} from './check.ts';
import {deserialized, isJson} from './described-by.ts';
import {mediaType} from './headers.ts';
import {lookUp, resolve} from './openapi/document.ts';
import {hold} from './openapi/hold.ts';
import {describedValues, referencesIn} from './openapi/walk.ts';
import type {Part} from './openapi/walk.ts';

/** Enough to see what is wrong. */
const MOST_TOLD = 100;

/** `description: [references, examples]`: the body is an OpenAPI description whose references into itself lead somewhere, and whose examples follow their schemas. */
export const description: Check = {
  kind: 'description',
  readsBody: true,
  async compare(options, subject, {touch}) {
    const body = parseBody(subject);
    if (!body.ok) return {mismatches: [body.mismatch], compared: 1};
    const document = body.value;
    if (!isObject(document) || typeof document['openapi'] !== 'string') {
      return {mismatches: [{code: 'not-described', where: '', expected: 'an OpenAPI description', actual: null, option: ''}], compared: 1};
    }
    touch('', 'type');
    const asked = options as readonly string[];
    const broken = asked.includes('references') ? brokenReferences(document) : [];
    const wrong = asked.includes('examples') ? await wrongExamples(document) : [];
    return {mismatches: [...broken, ...wrong].slice(0, MOST_TOLD), compared: asked.length};
  },
};

function brokenReferences(document: JsonObject): readonly Mismatch[] {
  return [...referencesIn(document)]
    .filter(({reference}) => reference.startsWith('#') && lookUp(reference, document) === undefined)
    .map(({pointer, reference}) => ({code: 'reference-broken', where: pointer, expected: reference, actual: null, option: ''}));
}

async function wrongExamples(document: JsonObject): Promise<readonly Mismatch[]> {
  const found: Mismatch[] = [];
  for (const {pointer, value, type} of describedValues(document)) {
    // An example of text is text in another format; whether it follows the schema cannot be told.
    const schema = type === null || isJson(mediaType(type)) ? member(value, 'schema') : undefined;
    if (schema === undefined) continue;
    for (const example of examplesOf({pointer, value}, document)) {
      const meant = type === null ? meantBy(example.value, schema, document) : example.value;
      if (meant === undefined) continue;
      const mismatches = await hold(schema, meant, {document, where: example.pointer});
      // What cannot be looked at does not make the other examples right or wrong: a reference that is broken has a finding of its own.
      found.push(...mismatches.filter(({code}) => code === 'schema-violated'));
      if (found.length > MOST_TOLD) return found;
    }
  }
  return found;
}

/** Of a parameter or field an example may be what is sent for the value (OpenAPI 3.1, 4.8.19.2); undefined where that does not tell the value. */
function meantBy(example: Json, schema: Json, document: JsonObject): Json | undefined {
  return typeof example === 'string' ? deserialized(example, schema, document) : example;
}

function examplesOf({pointer, value}: Part, document: JsonObject): readonly Part[] {
  const one = member(value, 'example');
  const several = member(value, 'examples');
  return [
    ...(one === undefined ? [] : [{pointer: pointerTo(pointer, 'example'), value: one}]),
    ...Object.entries(isObject(several) ? several : {}).flatMap(([name, written]): readonly Part[] => {
      const example = resolve(written, document);
      const shown: Json | undefined = example.kind === 'found' ? member(example.value, 'value') : undefined;
      return shown === undefined ? [] : [{pointer: `${pointerTo(pointerTo(pointer, 'examples'), name)}/value`, value: shown}];
    }),
  ];
}
