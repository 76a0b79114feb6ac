import {readFileSync, readdirSync} from 'node:fs';
import {basename, join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {ROOT, SUITES} from '../../bin/root.ts';
import {violations} from '../../src/json-schema/compile.ts';
import type {Json} from '../../src/model.ts';
import {publishedSchemas} from '../../src/suite/format/published.ts';
import {clauseSetSchema} from '../../src/tender/format/clause-set.ts';
import {publishedTenderSchemas} from '../../src/tender/format/published.ts';

const read = (path: string): Json => JSON.parse(readFileSync(path, 'utf8')) as Json;

describe('the published schemas of tenders', () => {
  it.each(Object.entries(publishedTenderSchemas))('%s is published as it is (npm run generate)', (name, schema) => {
    expect(read(join(SUITES, 'schema', `${name}.schema.json`))).toEqual(schema);
  });

  it('include that of the clause set', () => {
    expect(read(join(ROOT, 'src', 'tender', 'clause-set.schema.json'))).toEqual(clauseSetSchema);
  });

  it('are JSON Schemas', async () => {
    const meta = {$schema: 'https://json-schema.org/draft/2020-12/schema', $ref: 'https://json-schema.org/draft/2020-12/schema'};
    for (const schema of [...Object.values(publishedTenderSchemas), clauseSetSchema]) expect(await violations(meta, schema)).toEqual([]);
  });

  it('are all that lies there, with those of the suites', () => {
    const names = readdirSync(join(SUITES, 'schema')).map((name) => basename(name, '.schema.json')).sort();
    expect(names).toEqual([...Object.keys(publishedSchemas), ...Object.keys(publishedTenderSchemas)].sort());
  });
});
