import {describe, expect, it} from 'vitest';
import {compileSchema, violations} from '../../src/json-schema/compile.ts';
import {MOST_VIOLATIONS} from '../../src/json-schema/validate.ts';

describe('compileSchema', () => {
  it('finds nothing wrong with a value that is valid', async () => {
    const validate = await compileSchema({type: 'object', required: ['id']});
    expect(validate({id: 1})).toEqual([]);
  });

  it('tells every violation with pointer, keyword, message and params', async () => {
    const schema = {type: 'object', required: ['id'], properties: {list: {items: {type: 'integer'}}}};
    const validate = await compileSchema(schema);
    expect(validate({list: [1, 'two']})).toEqual([
      {
        pointer: '', keyword: 'required', message: "must have required property 'id'",
        params: {missingProperty: 'id'}, schema,
      },
      {
        pointer: '/list/1', keyword: 'type', message: 'must be integer',
        params: {type: 'integer'}, schema: {type: 'integer'},
      },
    ]);
  });

  it('holds a value against a schema in one call', async () => {
    expect(await violations({type: 'string'}, 'a')).toEqual([]);
    expect(await violations({type: 'string'}, 1)).toHaveLength(1);
  });

  it('asserts formats', async () => {
    const validate = await compileSchema({type: 'string', format: 'date-time'});
    expect(validate('2026-11-01T00:00:00Z')).toEqual([]);
    expect(validate('yesterday').map((one) => one.keyword)).toEqual(['format']);
  });

  it('takes a pattern of another language for a pattern, which the meta-schema only recommends to be one of ECMA-262', async () => {
    const validate = await compileSchema({$ref: 'https://json-schema.org/draft/2020-12/schema'});
    expect(validate({type: 'string', pattern: '(?i)(?P<name>a++)'})).toEqual([]);
    expect(validate({type: 'string', pattern: 1}).map((one) => one.keyword)).toContain('type');
  });

  it('speaks 2020-12', async () => {
    const validate = await compileSchema({prefixItems: [{type: 'string'}], unevaluatedItems: false});
    expect(validate(['a'])).toEqual([]);
    expect(validate(['a', 1]).map((one) => one.keyword)).toEqual(['unevaluatedItems']);
  });

  it('speaks draft-07 when the schema says so', async () => {
    const validate = await compileSchema({$schema: 'http://json-schema.org/draft-07/schema#', items: [{type: 'string'}], additionalItems: false});
    expect(validate(['a'])).toEqual([]);
    expect(validate(['a', 1]).map((one) => one.keyword)).toEqual(['additionalItems']);
  });

  it('compiles one schema once, whichever object holds it', async () => {
    const first = await compileSchema({type: 'string', title: 'once'});
    expect(await compileSchema({type: 'string', title: 'once'})).toBe(first);
  });

  it('keeps two schemas of one $id apart', async () => {
    const text = await compileSchema({$id: 'https://example.org/s', type: 'string'});
    const number = await compileSchema({$id: 'https://example.org/s', type: 'number'});
    expect(text('a')).toEqual([]);
    expect(number('a')).toHaveLength(1);
    expect(text(1)).toHaveLength(1);
  });

  it('resolves references inside a bundle by their $id', async () => {
    const validate = await compileSchema({
      $id: 'https://example.org/a.json', $ref: 'b.json', $defs: {b: {$id: 'https://example.org/b.json', type: 'string'}},
    });
    expect(validate(1)).toHaveLength(1);
  });

  it('refuses a reference that leaves the schema, without asking a network', async () => {
    await expect(compileSchema({$ref: 'https://example.org/elsewhere.json'})).rejects.toThrow(/elsewhere\.json/);
  });

  it('refuses what is no schema', async () => {
    await expect(compileSchema({type: 'strnig'})).rejects.toThrow();
    await expect(compileSchema('text')).rejects.toThrow(/object, true or false/);
  });

  it('says of a key only once that it must not be', async () => {
    const validate = await compileSchema({propertyNames: {pattern: '^a'}});
    expect(validate({b: 1}).map((one) => [one.keyword, one.params])).toEqual([['propertyNames', {propertyName: 'b'}]]);
  });

  it('stops telling after a hundred', async () => {
    const validate = await compileSchema({items: {type: 'string'}});
    expect(validate(Array.from({length: 1000}, (_, index) => index))).toHaveLength(MOST_VIOLATIONS);
  });
});
