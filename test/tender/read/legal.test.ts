import {describe, expect, it} from 'vitest';
import {compileSchema} from '../../../src/json-schema/compile.ts';
import type {JsonObject} from '../../../src/model.ts';
import {jurisdictionSchema} from '../../../src/tender/format/legal.ts';
import {desk} from '../samples.ts';

describe('a provision', () => {
  const told = async (provision: JsonObject): Promise<readonly string[]> => {
    const legal = ((jurisdictionSchema['properties'] as JsonObject)['legal'] as JsonObject)['additionalProperties'] as JsonObject;
    return (await compileSchema(legal['items'] as JsonObject))(provision).map(({message}) => message);
  };
  const read = {ref: {en: 'Law, Article 1'}, 'checked-on': '2026-11-22', url: 'https://example.org/law', version: 'text of 2026'};

  it('that somebody has read says where, and in which state', async () => {
    expect(await told(read)).toEqual([]);
    expect(await told({ref: read.ref, note: 'It changes soon.'})).toEqual([]);
    expect(await told({ref: read.ref, 'checked-on': '2026-11-22'})).toEqual([expect.stringContaining('url'), expect.stringContaining('version')]);
  });
});

describe('the provisions of the packs', () => {
  it('are each of a topic that some clause cites', async () => {
    const {tenders} = await desk();
    const cited = JSON.stringify(tenders.outline);
    const topics = new Set(tenders.jurisdictions.flatMap(({legal}) => Object.keys(legal)));
    expect([...topics].filter((topic) => !cited.includes(`"${topic}"`))).toEqual([]);
  });
});
