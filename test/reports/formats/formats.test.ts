import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import jsonld from 'jsonld';
import {DataFactory, Parser, Store} from 'n3';
import Validator from 'rdf-validate-shacl';
import {beforeAll, describe, expect, test} from 'vitest';
import {validateXML} from 'xmllint-wasm';
import {FORMATS, documents} from '../../../reports/write.ts';
import {violations} from '../../../src/json-schema/compile.ts';
import type {Json, JsonObject} from '../../../src/model.ts';
import {judged} from '../samples.ts';
import {RUNS} from './runs.ts';

const made = new Map<string, ReadonlyMap<string, string>>();
/** A platform that tries to inject markup, with one of everything. */
let mixed: ReadonlyMap<string, string>;
beforeAll(async () => {
  for (const [name, , run] of RUNS) made.set(name, await documents({...await judged(run), formats: FORMATS, language: 'en', templates: 'templates/report'}));
  mixed = made.get('with one of almost everything') ?? new Map();
});

const schemaFile = (name: string): string => readFileSync(join(import.meta.dirname, 'schema', name), 'utf8');
const runs = RUNS.map(([name]) => name);
const textOf = (name: string, file: string): string => made.get(name)?.get(file) ?? '';
/** What the cases of the mixed run came to, by id. */
const VERDICTS = {'X-01': 'failed', 'X-02': 'warning', 'X-03': 'error', 'X-04': 'blocked', 'X-05': 'passed', 'X-06': 'not-applicable'};

describe('the runs', () => {
  test('come to every verdict of a profile, and their cases to every verdict of a case', async () => {
    const done = await Promise.all(RUNS.map(async ([name, , run]) => [name, await judged(run)] as const));
    expect(done.map(([name, {score}]) => [name, score.profile.verdict])).toEqual(RUNS.map(([name, verdict]) => [name, verdict]));
    expect(new Set(RUNS.map(([, verdict]) => verdict)).size).toBe(4);
    const outcomes = new Set(done.flatMap(([, {verdicts}]) => verdicts.map(({outcome}) => outcome)));
    expect([...outcomes].sort()).toEqual(['attested', 'blocked', 'error', 'failed', 'not-applicable', 'not-run', 'passed', 'untested', 'warning']);
  });
});

describe('the GITB documents', () => {
  test.each(runs.flatMap((name) => ['gitb-statement.xml', 'gitb-tar.xml'].map((file) => [name, file] as const)))('of a run %s are valid by the schema of the test bed: %s', async (name, file) => {
    const done = await validateXML({
      xml: {fileName: file, contents: textOf(name, file)}, schema: {fileName: 'gitb_tr.xsd', contents: schemaFile('gitb_tr.xsd')}, preload: [{fileName: 'gitb_core.xsd', contents: schemaFile('gitb_core.xsd')}],
    });
    expect(done.errors).toEqual([]);
    expect(done.valid).toBe(true);
  });

  test('are found wrong by that schema when they are', async () => {
    const xml = (mixed.get('gitb-tar.xml') ?? '').replace('<result>FAILURE</result>', '<result>BAD</result>');
    expect((await validateXML({xml, schema: schemaFile('gitb_tr.xsd'), preload: [{fileName: 'gitb_core.xsd', contents: schemaFile('gitb_core.xsd')}]})).valid).toBe(false);
  });

  test('have four results only: what was not seen is undefined and never a success', () => {
    const xml = mixed.get('gitb-statement.xml') ?? '';
    const result = (id: string): string => new RegExp(`<core:name>${id}</core:name>.*?<result>(\\w+)</result>`).exec(xml)?.[1] ?? '';
    expect(Object.fromEntries(Object.keys(VERDICTS).map((id) => [id, result(id)]))).toEqual({'X-01': 'FAILURE', 'X-02': 'WARNING', 'X-03': 'UNDEFINED', 'X-04': 'UNDEFINED', 'X-05': 'SUCCESS', 'X-06': 'UNDEFINED'});
    expect(xml).toContain('<summary><status>FAILURE</status><succeeded>1</succeeded><failed>1</failed><incomplete>3</incomplete><succeededIgnored>1</succeededIgnored><failedIgnored>0</failedIgnored><incompleteIgnored>0</incompleteIgnored></summary>');
  });
});

describe('the CTRF document', () => {
  const schema = JSON.parse(schemaFile('ctrf.schema.json')) as Json;

  test.each(runs)('of a run %s is valid by its schema', async (name) => {
    expect(await violations(schema, JSON.parse(textOf(name, 'ctrf.json')) as Json)).toEqual([]);
  });

  test('is found wrong by it when it is', async () => {
    expect(await violations(schema, {reportFormat: 'CTRF', specVersion: '1.0.0', results: {}})).not.toEqual([]);
  });

  test('counts a case as passed only where it was seen to pass, or is a recommendation', () => {
    const {results} = JSON.parse(mixed.get('ctrf.json') ?? '') as {results: {summary: Record<string, number>; tests: {testId: string; status: string; rawStatus: string}[]}};
    expect(Object.fromEntries(results.tests.map(({testId, rawStatus}) => [testId, rawStatus]))).toEqual(VERDICTS);
    expect(Object.fromEntries(results.tests.map(({testId, status}) => [testId, status]))).toEqual({'X-01': 'failed', 'X-02': 'passed', 'X-03': 'other', 'X-04': 'skipped', 'X-05': 'passed', 'X-06': 'skipped'});
    expect(results.summary).toMatchObject({tests: 6, passed: 2, failed: 1, skipped: 2, pending: 0, other: 1});
  });
});

describe('the EARL document', () => {
  // Safe mode throws at any term that the context does not know.
  const graphOf = async (text: string): Promise<Store> => {
    const quads = await jsonld.toRDF(JSON.parse(text) as object, {format: 'application/n-quads', safe: true} as jsonld.Options.ToRdf & {safe: boolean});
    return new Store(new Parser({format: 'N-Quads'}).parse(String(quads)));
  };
  const wrongIn = async (text: string): Promise<readonly string[]> => {
    const store = await graphOf(text);
    // The shapes are held against the default graph; the document is one named graph.
    const plain = new Store(store.getQuads(null, null, null, null).map(({subject, predicate, object}) => DataFactory.quad(subject, predicate, object)));
    const {results} = await new Validator(new Store(new Parser().parse(schemaFile('earl.shapes.ttl')))).validate(plain);
    return results.map(({path, focusNode, message}) => `${focusNode?.value} ${path?.value} ${String(message)}`);
  };

  test.each(runs)('of a run %s is JSON-LD in which every name means something, and is as the EARL schema has it', async (name) => {
    expect(await wrongIn(textOf(name, 'earl.jsonld'))).toEqual([]);
  });

  test.each([
    ['an outcome that is none', (text: string) => text.replaceAll('"earl:passed"', '"earl:good"')],
    ['a subject that is not there', (text: string) => text.replace('"earl:TestSubject"', '"earl:Thing"')],
    ['an assertion without a test', (text: string) => text.replaceAll(/"test": "[^"]*",/g, '')],
    ['a test that is no criterion', (text: string) => text.replaceAll(',\n        "earl:TestCriterion"', '')],
  ])('is found wrong with %s', async (_, spoil) => {
    const text = spoil(textOf('where everything passed', 'earl.jsonld'));
    expect(text).not.toBe(textOf('where everything passed', 'earl.jsonld'));
    expect(await wrongIn(text)).not.toEqual([]);
  });

  test('uses no name of EARL that EARL does not have', async () => {
    const names = new Set(schemaFile('earl.shapes.ttl').match(/earl:\w+/g));
    for (const name of runs) {
      const used = textOf(name, 'earl.jsonld').match(/earl:\w+/g) ?? [];
      expect(used.filter((one) => !names.has(one) && one !== 'earl:Software')).toEqual([]);
    }
  });

  test('makes an assertion for each requirement in scope and each case, and claims nothing for what is only declared', () => {
    const {'@graph': graph} = JSON.parse(mixed.get('earl.jsonld') ?? '') as {'@graph': {'@type': string | string[]; test?: string; mode?: string; result?: {outcome: string}}[]};
    const assertions = new Map(graph.flatMap((node) => (node['@type'] === 'earl:Assertion' ? [[node.test ?? '', [node.mode, node.result?.outcome]] as const] : [])));
    expect(Object.fromEntries(Object.keys(VERDICTS).map((id) => [id, assertions.get(`urn:mimcheck:case:${id}`)?.[1]]))).toEqual({
      'X-01': 'earl:failed', 'X-02': 'earl:passed', 'X-03': 'earl:cantTell', 'X-04': 'earl:untested', 'X-05': 'earl:passed', 'X-06': 'earl:inapplicable',
    });
    expect(assertions.get('urn:mimcheck:requirement:MIM1-9.0-R1.3')).toEqual(['earl:manual', 'earl:cantTell']);
    expect([...assertions.keys()].filter((one) => one.includes('requirement'))).toHaveLength(5);
  });
});

describe('the SARIF document', () => {
  // The schema is of draft 4, whose words that it uses mean the same in draft 7.
  const {id, ...rest} = JSON.parse(schemaFile('sarif-schema-2.1.0.json')) as JsonObject;
  const schema: Json = {...rest, $id: id ?? '', $schema: 'http://json-schema.org/draft-07/schema#'};

  test.each(runs)('of a run %s is valid by the schema of OASIS', async (name) => {
    expect(await violations(schema, JSON.parse(textOf(name, 'report.sarif')) as Json)).toEqual([]);
  });

  test.each([
    ['a kind that is none', '"kind": "pass"', '"kind": "good"'], ['another version', '"version": "2.1.0"', '"version": "2.2.0"'], ['a rule of its own', '"ruleIndex": 0', '"ruleIndex": -2'],
    ['a member that it does not have', '"message":', '"massage":'], ['a place before the first line', '"startLine": 12', '"startLine": 0'], ['a time that is none', '"startTimeUtc": "2026', '"startTimeUtc": "soon'],
  ])('is found wrong by it with %s', async (_, from, to) => {
    const text = textOf('with one of almost everything', 'report.sarif');
    expect(text).toContain(from);
    expect(await violations(schema, JSON.parse(text.replace(from, to)) as Json)).not.toEqual([]);
  });

  test('has a result for each case, which names a rule that is there, and a level only where something failed', () => {
    const {version, runs} = JSON.parse(mixed.get('report.sarif') ?? '') as {version: string; runs: {tool: {driver: {rules: {id: string}[]}}; results: {ruleId: string; ruleIndex: number; kind: string; level: string; message: {text: string}; locations: {physicalLocation?: {region: {startLine: number}}}[]}[]}[]};
    const [run] = runs;
    expect([version, runs.length]).toEqual(['2.1.0', 1]);
    for (const {ruleId, ruleIndex, message} of run?.results ?? []) expect([run?.tool.driver.rules[ruleIndex]?.id, message.text !== '']).toEqual([ruleId, true]);
    expect(Object.fromEntries((run?.results ?? []).map(({ruleId, kind, level}) => [ruleId, `${kind} ${level}`]))).toEqual({
      'X-01': 'fail error', 'X-02': 'fail warning', 'X-03': 'open none', 'X-04': 'open none', 'X-05': 'pass none', 'X-06': 'notApplicable none',
    });
    expect(run?.results[0]?.locations[0]?.physicalLocation?.region.startLine).toBe(12);
  });
});
