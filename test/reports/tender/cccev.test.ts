import {readFileSync} from 'node:fs';
import jsonld from 'jsonld';
import {DataFactory, Parser, Store} from 'n3';
import Validator from 'rdf-validate-shacl';
import {describe, expect, test} from 'vitest';
import {LANGUAGES} from '../../../src/tender/clause-set.ts';
import {madeText} from './made.ts';
import {MARKUP, sampleSet} from './samples.ts';

const M8G = 'http://data.europa.eu/m8g/';

/** As RDF, with nothing fetched: the context is in the file. */
async function graph(text: string): Promise<Store> {
  const nothing = async (url: string): Promise<never> => { throw new Error(`${url} was to be fetched`); };
  const quads = await jsonld.toRDF(JSON.parse(text) as object, {format: 'application/n-quads', documentLoader: nothing});
  return new Store(new Parser({format: 'N-Quads'}).parse(String(quads)));
}

function shapes(): Store {
  return new Store(new Parser().parse(readFileSync('test/reports/tender/vocabularies/cccev-ap-2.1.0.shacl.ttl', 'utf8')));
}

function typed(store: Store, type: string): number {
  return store.countQuads(null, DataFactory.namedNode('http://www.w3.org/1999/02/22-rdf-syntax-ns#type'), DataFactory.namedNode(`${M8G}${type}`), null);
}

describe('the criteria as CCCEV', () => {
  test.each([['en', ''], ['fr', ''], ['en', MARKUP]] as const)('conform to the shapes of CCCEV 2.1.0 (%s)', async (language, markup) => {
    const report = await new Validator(shapes()).validate(await graph(await madeText('cccev', {language, markup})));
    expect(report.results.map(({path, focusNode, message}) => `${focusNode?.value} ${path?.value} ${String(message)}`)).toEqual([]);
  });
  test('would be refused by the shapes with a text in a language', async () => {
    const text = (await madeText('cccev')).replace(/"Requirement\.name": ("[^"]*")/, '"http://www.w3.org/2004/02/skos/core#prefLabel": {"@value": $1, "@language": "en"}');
    expect((await new Validator(shapes()).validate(await graph(text))).conforms).toBe(false);
  });
  test('hold a criterion for what decides, and a requirement for what does not', async () => {
    const store = await graph(await madeText('cccev'));
    const {requirements} = sampleSet();
    expect(typed(store, 'Criterion')).toBe(requirements.filter(({use}) => use !== 'information').length);
    expect(typed(store, 'EvidenceTypeList')).toBe(requirements.reduce((sum, {routes}) => sum + routes.length, 0));
  });
  test('name weights as decimals and what a gate must come to', async () => {
    const store = await graph(await madeText('cccev'));
    const weights = store.getObjects(null, DataFactory.namedNode(`${M8G}weight`), null);
    expect(weights.map(({value}) => value)).toEqual(['33.33']);
    expect(weights.map((one) => one.termType === 'Literal' && one.datatype.value)).toEqual(['http://www.w3.org/2001/XMLSchema#decimal']);
    expect(typed(store, 'Constraint')).toBe(sampleSet().requirements.filter(({use}) => use === 'gate').length);
  });
  test('leave no key out of the vocabulary, in no language', async () => {
    for (const language of LANGUAGES) {
      const file = JSON.parse(await madeText('cccev', {language})) as {readonly '@context': object; readonly '@graph': readonly object[]};
      const known = new Set([...Object.keys(file['@context']), '@id', '@type', 'http://xmlns.com/foaf/0.1/name']);
      expect([...new Set(file['@graph'].flatMap((node) => Object.keys(node)))].filter((key) => !known.has(key))).toEqual([]);
    }
  });
});
