import {describe, expect, it} from 'vitest';
import type {ClauseSet} from '../../../src/tender/clause-set.ts';
import {asking, desk, linted, read, resolved, yaml} from '../samples.ts';

const said = async (rule: string, text: string): Promise<readonly string[]> => (await linted(rule, text)).map(({message}) => message);

describe('L001, a standard without "or equivalent"', () => {
  it('fires where the buyer names one, at its place', async () => {
    const found = await linted('L001', yaml({object: 'Lamps by EN 13201 and a controller.'}));
    expect(found).toEqual([expect.objectContaining({severity: 'error', message: 'names EN 13201 without "or equivalent"', at: expect.stringMatching(/^tender\.yaml:\d+:\d+$/)})]);
  });
  it.each(['Lamps by EN 13201, or equivalent.', 'Lamps of 3000 K.', 'As Regulation (EU) 2016/679 demands.', 'In 30 days.'])('is silent on: %s', async (object) => {
    expect(await said('L001', yaml({object}))).toEqual([]);
  });
  it('asks for the words of the language', async () => {
    const set = {...await resolved(await read(yaml())), jurisdiction: {id: 'fr', title: '', useWords: {gate: '', scored: '', information: ''}, orEquivalent: 'ou équivalent'}};
    expect((await linted('L001', yaml({object: 'By EN 13201, or equivalent.'}), {set})).some(({message}) => message === 'names EN 13201 without "ou équivalent"')).toBe(true);
  });
  it('fires on a clause that lost the words', async () => {
    const set = await resolved(await read(yaml()));
    const bare: ClauseSet = {...set, jurisdiction: {...set.jurisdiction, orEquivalent: 'or something like it'}};
    expect((await linted('L001', yaml(), {set: bare})).map(({message}) => message)).toContainEqual(expect.stringContaining('(annex.standards) names'));
  });
});

describe('L002, a trade name', () => {
  it('fires on a product, in any letters, and on every field', async () => {
    expect(await said('L002', yaml({object: 'A broker such as fiware on AZURE.'}))).toEqual(['names the product or brand FIWARE', 'names the product or brand Azure']);
    expect(await said('L002', yaml({acceptance: ['It runs with Grafana.']}))).toHaveLength(1);
    expect(await said('L002', yaml({acceptance: ['It runs with SAP.']}))).toHaveLength(1);
    expect(await said('L002', yaml({requirements: [asking('MIM0-9.0-R1.1', {why: 'Our map is ArcGIS.'})]}))).toHaveLength(1);
  });
  it('is silent on words that only begin alike', async () => {
    expect(await said('L002', yaml({object: 'Windowsills are sapped by awsome orioles, and the sap of trees is measured.'}))).toEqual([]);
  });
  it('takes a reason, and still wants "or equivalent"', async () => {
    const because = {'trade-names': {LoRaWAN: 'The network of the town is one.'}};
    expect(await said('L002', yaml({object: 'Sensors for LoRaWAN, or equivalent.', ...because}))).toEqual([]);
    expect(await said('L002', yaml({object: 'Sensors for LoRaWAN.', ...because}))).toEqual([expect.stringContaining('lacks "or equivalent"')]);
  });
});

describe('L008, a standard without a version', () => {
  it('fires on one that the list does not hold', async () => {
    expect(await said('L008', yaml({object: 'Indicators by ISO 37120, or equivalent.'}))).toEqual(['names ISO 37120 without a version or a year']);
  });
  it.each(['Indicators by ISO 37120:2018, or equivalent.', 'Indicators by ISO 37120 (2018), or equivalent.', 'By ETSI GS CIM 009, or equivalent.'])('is silent on: %s', async (object) => {
    expect(await said('L008', yaml({object}))).toEqual([]);
  });
  it('fires on a cited standard whose version is the latest', async () => {
    const set = await resolved(await read(yaml()));
    const [first] = set.standards;
    if (first === undefined) throw new Error('nothing is cited');
    expect((await linted('L008', yaml(), {set: {...set, standards: [{...first, version: 'latest'}]}})).map(({message}) => message)).toEqual([`${first.id} is cited in the version "latest"`]);
  });
});

describe('L010, a label alone', () => {
  it('fires on a certificate that takes no other', async () => {
    expect(await said('L010', yaml({acceptance: ['The supplier shows its certificate.']}))).toEqual(['asks for a label or certificate ("certificate") and does not accept others']);
  });
  it('is silent where equivalents are accepted', async () => {
    expect(await said('L010', yaml({acceptance: ['The supplier shows its certificate, or equivalent.']}))).toEqual([]);
  });
});

describe('L024, what is not free', () => {
  it('fires where the only way rests on a standard that is sold, and only there', async () => {
    const set = await resolved(await read(yaml({requirements: [asking('MIM7-9.0-R4.1'), asking('MIM0-9.0-R1.1')]})));
    const sold: ClauseSet = {...set, standards: set.standards.map((one) => (one.id === 'OGC 17-069r4' ? {...one, freeToRead: false} : one))};
    expect((await linted('L024', yaml(), {set: sold})).map(({message}) => message)).toEqual(['MIM7-9.0-R4.1 can be met only by OGC 17-069r4, which cannot be read free of charge']);
    expect(await linted('L024', yaml(), {set})).toEqual([]);
  });
});

describe('L027, a draft or superseded text', () => {
  it('fires on a requirement that a newer release has, and names it', async () => {
    const text = yaml({releases: ['2022', '9.0'], requirements: [asking('MIM7-2022-R2'), asking('MIM7-9.0-R4.1')]});
    const found = (await said('L027', text)).filter((one) => one.startsWith('MIM7'));
    const {library} = await desk();
    const newer = library.requirements.find((one) => one.release === '9.0' && one.mim === 7 && one.aliases.some(({release, id}) => release === '2022' && id === 'Requirement 2'));
    expect(found).toEqual(newer === undefined ? [] : [`MIM7-2022-R2 is superseded by ${newer.id} of release 9.0`]);
    expect(newer).toBeDefined();
  });
  it('fires on a standard that is a draft', async () => {
    const set = await resolved(await read(yaml()));
    const drafted: ClauseSet = {...set, standards: set.standards.map((one) => ({...one, status: 'draft' as const}))};
    expect(await linted('L027', yaml(), {set: drafted})).toHaveLength(set.standards.length);
    expect(await linted('L027', yaml())).toEqual([]);
  });
});
