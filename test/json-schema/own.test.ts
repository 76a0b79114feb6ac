import {createRequire} from 'node:module';
import {compileFunction} from 'node:vm';
import {describe, expect, it} from 'vitest';
import {compiledSchemas, compileOwnSchema} from '../../src/json-schema/own.ts';
import type {Json} from '../../src/model.ts';
import {targetSchema} from '../../src/suite/format/target.ts';

describe('compiledSchemas', () => {
  const WRONG: readonly Json[] = [
    {}, [], 'text', {target: {product: 'P', version: 4.2, vendor: ''}, endpoints: {}},
    {target: {product: 'P', version: '1', vendor: 'V', owner: 'O'}, endpoints: {'ngsi-ld': {}, http: {url: 7}}, limits: {concurrency: 0}, auth: {city: {bearer: {file: 1}}}},
  ];

  it('makes a module that finds the same as compiling at the time', async () => {
    const module: {exports: Readonly<Record<string, (value: Json) => boolean>>} = {exports: {}};
    compileFunction(await compiledSchemas([targetSchema]), ['module', 'require'])(module, createRequire(import.meta.url));
    const [compiled] = Object.values(module.exports);
    const validate = await compileOwnSchema(targetSchema);
    for (const value of WRONG) {
      expect(compiled?.(value)).toBe(false);
      const errors = (compiled as unknown as {errors: readonly {instancePath: string; keyword: string; params: Json; parentSchema: Json; propertyName?: string}[]}).errors;
      const found = validate(value);
      expect(found.length).toBeGreaterThan(0);
      expect(errors.filter(({propertyName}) => propertyName === undefined).map(({instancePath, keyword, params, parentSchema}) => ({pointer: instancePath, keyword, params, schema: parentSchema})))
        .toEqual(found.map(({pointer, keyword, params, schema}) => ({pointer, keyword, params, schema})));
    }
  });
});
