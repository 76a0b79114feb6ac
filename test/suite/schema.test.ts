import {readFileSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {Ajv2020} from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import {describe, expect, it} from 'vitest';
import {publishedSchemas} from '../../src/suite/format/published.ts';
import {publishedTenderSchemas} from '../../src/tender/format/published.ts';
import {readYaml} from '../../src/suite/yaml.ts';

const ROOT = join(import.meta.dirname, '../..');
const SAMPLES = join(import.meta.dirname, 'samples');

/** As an editor does it: the published file, and nothing of ours. */
function violates(schema: string, file: string): readonly string[] {
  const ajv = new Ajv2020({allErrors: true, strict: false});
  formats.default(ajv);
  const validate = ajv.compile(JSON.parse(readFileSync(join(ROOT, `suites/schema/${schema}.schema.json`), 'utf8')) as object);
  const {value} = readYaml(readFileSync(file), file);
  return validate(value) ? [] : (validate.errors ?? []).map(({instancePath, keyword}) => `${instancePath} ${keyword}`);
}

const all = {...publishedSchemas, ...publishedTenderSchemas};

describe('suites/schema', () => {
  it('is what the code generates; otherwise: npm run generate', () => {
    expect(readdirSync(join(ROOT, 'suites/schema')).sort()).toEqual(Object.keys(all).map((name) => `${name}.schema.json`).sort());
    for (const [name, schema] of Object.entries(all)) {
      expect(JSON.parse(readFileSync(join(ROOT, `suites/schema/${name}.schema.json`), 'utf8')), name).toEqual(schema);
    }
  });

  it.each([
    ['suite', 'suite/samples/good/mim1/ngsi-ld/entities.yaml'],
    ['suite', 'suite/samples/good/mim1/http/pages.yaml'],
    ['requirements', 'suite/samples/good/mim1/requirements/9.0.yaml'],
    ['mechanisms', 'suite/samples/good/mechanisms.yaml'],
    ['frameworks', 'suite/samples/good/frameworks.yaml'],
    ['target', 'target/samples/good.yaml'],
    ['target', 'target/samples/least.yaml'],
  ])('lets an editor find nothing wrong with a good %s: %s', (schema, file) => {
    expect(violates(schema, join(ROOT, 'test', file))).toEqual([]);
  });

  it('lets an editor find every mistake of form', () => {
    const found = violates('suite', join(SAMPLES, 'bad/format.yaml'));
    const steps = (index: number): string => `/cases/0/steps/${index}`;
    expect(found).toEqual(expect.arrayContaining([
      '/suite pattern', '/cases/0/id pattern', '/cases/0/clause type', '/cases/0 additionalProperties', '/cases/0/timeout type',
      `${steps(0)} additionalProperties`, `${steps(0)} required`, `${steps(1)} required`, `${steps(2)} not`, `${steps(3)}/request pattern`,
      `${steps(3)}/expect/status maximum`, `${steps(4)} not`, `${steps(5)} additionalProperties`, `${steps(5)}/expect additionalProperties`,
      '/cases/1/steps/0/expect/json/a additionalProperties', '/cases/1/steps/0/expect/json/b/$type pattern', '/cases/1/steps/0/expect/at propertyNames',
    ]));
    // One mistake in a step is not told once for each kind of step.
    expect(found.filter((one) => one.startsWith(`${steps(0)} `)).sort()).toEqual([`${steps(0)} additionalProperties`, ...Array<string>(1).fill(`${steps(0)} if`), `${steps(0)} required`]);
  });

  it('explains every key', () => {
    const silent: string[] = [];
    const visit = (value: unknown, path: string): void => {
      if (value === null || typeof value !== 'object') return;
      const {properties} = value as {readonly properties?: Readonly<Record<string, {readonly description?: string}>>};
      for (const [key, one] of Object.entries(properties ?? {})) {
        if (typeof one.description !== 'string' && !('$ref' in one)) silent.push(`${path}/${key}`);
      }
      for (const [key, item] of Object.entries(value)) visit(item, `${path}/${key}`);
    };
    visit(all, '');
    expect(silent).toEqual([]);
  });
});
