import {readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {violations} from '../../../src/json-schema/compile.ts';
import type {Json, JsonObject} from '../../../src/model.ts';
import {madeText} from './made.ts';
import {MARKUP, sampleSet} from './samples.ts';

interface Fragment {
  readonly tender: {
    readonly lots: readonly {readonly id: string; readonly awardCriteria?: {readonly criteria: readonly {readonly numbers: readonly {readonly number: number}[]}[]}}[];
    readonly criteria: readonly {readonly id: string; readonly relatedLots?: readonly string[]; readonly requirementGroups: readonly {readonly id: string; readonly requirements: readonly {readonly id: string; readonly expectedValue: unknown}[]}[]}[];
  };
}

async function wrong(text: string): Promise<readonly unknown[]> {
  const {definitions} = JSON.parse(readFileSync('test/reports/tender/vocabularies/ocds-requirements.schema.json', 'utf8')) as {readonly definitions: JsonObject};
  // Of OCDS itself the extension needs only what a period is.
  return violations({definitions: {...definitions, Period: {type: 'object'}}, $ref: '#/definitions/Tender'} as Json, (JSON.parse(text) as {tender: Json}).tender);
}

describe('the criteria as OCDS', () => {
  test.each([{}, {language: 'fr'}, {markup: MARKUP}, {requirements: 200}] as const)('are valid by the requirements extension: %j', async (sample) => {
    expect(await wrong(await madeText('ocds', sample))).toEqual([]);
  });
  test('are held against a schema that refuses something', async () => {
    expect(await wrong((await madeText('ocds')).replaceAll('"dataType": "string"', '"dataType": "text"'))).not.toEqual([]);
  });
  test('offer a group for every way, the equivalent one among them', async () => {
    const {tender} = JSON.parse(await madeText('ocds')) as Fragment;
    const set = sampleSet();
    expect(tender.criteria.map(({requirementGroups}) => requirementGroups.length)).toEqual(set.requirements.map(({routes}) => routes.length));
    const groups = tender.criteria[0]?.requirementGroups ?? [];
    expect(groups[0]?.requirements.map(({expectedValue}) => expectedValue)).toEqual(['passed']);
    expect(groups.at(-1)?.requirements).toHaveLength((set.requirements[0]?.outcomes.length ?? 0) + 1);
  });
  test('name no id twice', async () => {
    const {tender} = JSON.parse(await madeText('ocds')) as Fragment;
    const ids = tender.criteria.flatMap(({id, requirementGroups}) => [id, ...requirementGroups.flatMap((group) => [group.id, ...group.requirements.map((one) => one.id)])]);
    expect(new Set(ids).size).toBe(ids.length);
  });
  test('give weights to the lots that a requirement is for', async () => {
    const {tender} = JSON.parse(await madeText('ocds')) as Fragment;
    expect(tender.lots.map(({id, awardCriteria}) => [id, awardCriteria?.criteria.length])).toEqual([['1', 2], ['2', 3]]);
    expect(tender.criteria[1]?.relatedLots).toEqual(['2']);
  });
});
