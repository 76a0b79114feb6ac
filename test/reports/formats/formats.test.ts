import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import jsonld from 'jsonld';
import {beforeAll, describe, expect, test} from 'vitest';
import {validateXML} from 'xmllint-wasm';
import {FORMATS, documents} from '../../../reports/write.ts';
import {violations} from '../../../src/json-schema.ts';
import type {Json} from '../../../src/model.ts';
import {journal} from '../../model-samples.ts';
import {judged, mixedJournal} from '../samples.ts';

// A platform that tries to inject markup, with one of everything; and a run of nothing.
let mixed: ReadonlyMap<string, string>;
let empty: ReadonlyMap<string, string>;
beforeAll(async () => {
  const make = async (one: ReturnType<typeof journal>) => documents({...await judged(one), formats: FORMATS, language: 'en', templates: 'templates/report'});
  mixed = await make(mixedJournal());
  empty = await make(journal({cases: [], requirements: []}));
});

const schemaFile = (name: string): string => readFileSync(join(import.meta.dirname, 'schema', name), 'utf8');
const both = () => [mixed, empty];
/** What the cases of the mixed run came to, by id. */
const VERDICTS = {'X-01': 'failed', 'X-02': 'warning', 'X-03': 'error', 'X-04': 'blocked', 'X-05': 'passed', 'X-06': 'not-applicable'};

describe('the GITB documents', () => {
  test.each(['gitb-statement.xml', 'gitb-tar.xml'])('%s is valid by the schema of the test bed', async (name) => {
    for (const made of both()) {
      const done = await validateXML({
        xml: {fileName: name, contents: made.get(name) ?? ''}, schema: {fileName: 'gitb_tr.xsd', contents: schemaFile('gitb_tr.xsd')}, preload: [{fileName: 'gitb_core.xsd', contents: schemaFile('gitb_core.xsd')}],
      });
      expect(done.errors).toEqual([]);
      expect(done.valid).toBe(true);
    }
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
  test('is valid by its schema', async () => {
    const schema = JSON.parse(schemaFile('ctrf.schema.json')) as Json;
    for (const made of both()) expect(await violations(schema, JSON.parse(made.get('ctrf.json') ?? '') as Json)).toEqual([]);
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
  test('is JSON-LD in which every name means something', async () => {
    for (const made of both()) {
      const document = JSON.parse(made.get('earl.jsonld') ?? '') as Record<string, unknown>;
      // Safe mode throws at any term that the context does not know.
      const quads = await jsonld.toRDF(document, {format: 'application/n-quads', safe: true} as jsonld.Options.ToRdf & {safe: boolean});
      expect(String(quads)).toContain('http://www.w3.org/ns/earl#');
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
