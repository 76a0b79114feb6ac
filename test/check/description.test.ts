import {describe, expect, it} from 'vitest';
import {description} from '../../src/check/description.ts';
import type {Json, JsonObject} from '../../src/model.ts';
import {DESCRIPTION} from './openapi/document.ts';

async function found(document: Json, options: readonly string[] = ['references', 'examples']): Promise<readonly string[]> {
  const subject = {status: 200, method: null, asked: 'GET', url: 'https://city.example/', headers: [], body: JSON.stringify(document), facts: []};
  const {mismatches} = await description.compare(options, subject, {scope: {}, contexts: {}, touch: () => undefined});
  return mismatches.map(({code, where}) => `${code} ${where}`);
}

const withLamps = (get: JsonObject): JsonObject => ({...DESCRIPTION, paths: {'/lamps': {get}}});
const answering = (content: JsonObject): JsonObject => withLamps({responses: {200: {description: 'Lamps', content: {'application/json': content}}}});

describe('a description', () => {
  it('that agrees with itself is all right', async () => {
    expect(await found(DESCRIPTION)).toEqual([]);
  });

  it('is one of OpenAPI', async () => {
    expect(await found({swagger: '2.0'})).toEqual(['not-described ']);
    expect(await found([])).toEqual(['not-described ']);
  });

  it('refers to nothing that it does not have; what stands elsewhere is not looked for', async () => {
    expect(await found(answering({schema: {$ref: '#/components/schemas/Light'}}), ['references'])).toEqual(['reference-broken /paths/~1lamps/get/responses/200/content/application~1json/schema/$ref']);
    expect(await found(answering({schema: {$ref: 'https://city.example/light.json'}}), ['references'])).toEqual([]);
    expect(await found(answering({schema: {items: {$ref: '#light'}, $defs: {light: {$anchor: 'light'}}}}), ['references'])).toEqual([]);
    expect(await found(answering({schema: {$ref: '#light'}}), ['references'])).toHaveLength(1);
  });

  it('may have members of the name $ref, and data that look like references', async () => {
    const schema = {properties: {$ref: {type: 'string'}}, default: {$ref: '#/none'}, const: {$ref: '#/none'}};
    expect(await found(answering({schema, example: {$ref: '#/none'}}), ['references'])).toEqual([]);
    expect(await found({...DESCRIPTION, components: {schemas: {example: {$ref: '#/none'}}, responses: (DESCRIPTION['components'] as JsonObject)['responses'] as Json}}, ['references'])).toContain('reference-broken /components/schemas/example/$ref');
  });

  it('may have schemas with addresses of their own, and extensions, which refer from there', async () => {
    const schema = {$id: 'https://city.example/lamp', $ref: '#/$defs/lamp', $defs: {lamp: {type: 'object'}}};
    expect(await found(answering({schema}), ['references'])).toEqual([]);
    expect(await found(answering({schema: {properties: {$id: {$ref: '#/none'}}}}), ['references'])).toHaveLength(1);
    expect(await found({...DESCRIPTION, 'x-drafts': {lamp: {$ref: '#/none'}}}, ['references'])).toEqual([]);
    expect(await found(answering({schema: {properties: {'x-lamp': {$ref: '#/none'}}}}), ['references'])).toHaveLength(1);
  });

  it('may have examples of parameters and fields as they are sent', async () => {
    const list = {schema: {type: 'array', items: {type: 'number'}}};
    expect(await found(withLamps({parameters: [{name: 'bbox', in: 'query', ...list, example: '5,52,6,53'}, {name: 'limit', in: 'query', schema: {type: 'integer'}, example: '10'}]}), ['examples'])).toEqual([]);
    expect(await found(withLamps({parameters: [{name: 'bbox', in: 'query', ...list, example: 'here'}]}), ['examples'])).toHaveLength(1);
    expect(await found(answering({...list, example: '5,52'}), ['examples'])).toHaveLength(1);
  });

  it('has examples that follow their schemas, of answers, of what is sent, of parameters and of header fields', async () => {
    const wrong = {schema: {type: 'integer'}, example: 'x'};
    expect(await found(answering(wrong), ['examples'])).toEqual(['schema-violated /paths/~1lamps/get/responses/200/content/application~1json/example']);
    expect(await found(withLamps({requestBody: {content: {'application/json': wrong}}}), ['examples'])).toEqual(['schema-violated /paths/~1lamps/get/requestBody/content/application~1json/example']);
    expect(await found(withLamps({parameters: [{name: 'limit', in: 'query', ...wrong}]}), ['examples'])).toEqual(['schema-violated /paths/~1lamps/get/parameters/0/example']);
    expect(await found(withLamps({responses: {200: {description: '', headers: {Count: wrong}}}}), ['examples'])).toEqual(['schema-violated /paths/~1lamps/get/responses/200/headers/Count/example']);
    expect(await found({...DESCRIPTION, components: {...(DESCRIPTION['components'] as JsonObject), parameters: {limit: wrong}}}, ['examples'])).toEqual(['schema-violated /components/parameters/limit/example']);
  });

  it('has named examples, in place or by reference, that follow their schemas', async () => {
    const content = {schema: {type: 'integer'}, examples: {good: {value: 1}, bad: {value: 'x'}, far: {externalValue: 'x.json'}, shared: {$ref: '#/components/examples/bad'}}};
    expect(await found({...answering(content), components: {...(DESCRIPTION['components'] as JsonObject), examples: {bad: {value: 'y'}}}}, ['examples'])).toEqual([
      'schema-violated /paths/~1lamps/get/responses/200/content/application~1json/examples/bad/value', 'schema-violated /paths/~1lamps/get/responses/200/content/application~1json/examples/shared/value',
    ]);
  });

  it('is not blamed for examples whose schema cannot be used', async () => {
    expect(await found(answering({schema: {$ref: 'lamp.json'}, example: 1}), ['examples'])).toEqual([]);
    expect(await found(withLamps({responses: {200: {description: '', content: {'text/csv': {schema: {type: 'integer'}, example: 'a,b'}}}}}), ['examples'])).toEqual([]);
  });
});
