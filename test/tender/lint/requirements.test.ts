import {describe, expect, it} from 'vitest';
import type {ClauseRequirement, ClauseSet} from '../../../src/tender/clause-set.ts';
import {asking, desk, linted, read, resolved, scoring, yaml} from '../samples.ts';

const ask = (...requirements: ReturnType<typeof asking>[]): string => yaml({requirements});
const said = async (rule: string, text: string): Promise<readonly string[]> => (await linted(rule, text)).map(({message}) => message);
const ID = 'MIM0-9.0-R1.1';

/** The set of one gate, with something about it changed. */
async function changed(over: Partial<ClauseRequirement>): Promise<ClauseSet> {
  const set = await resolved(await read(ask(asking(ID))));
  return {...set, requirements: set.requirements.map((one) => ({...one, ...over}))};
}

describe('L003, a gate without proof', () => {
  it('fires on a bare assertion, and is silent on anything that can be verified', async () => {
    expect(await said('L003', ask(asking(ID, {evidence: [{type: 'declaration', attestation: 'assertion'}]})))).toEqual([`the gate ${ID} is proved by a bare assertion only`]);
    expect(await said('L003', ask(asking(ID, {evidence: [{type: 'declaration', attestation: 'assertion'}, {type: 'inspection'}]})))).toEqual([]);
    expect(await said('L003', ask(asking(ID, {use: 'information', evidence: [{type: 'declaration', attestation: 'assertion'}]})))).toEqual([]);
  });
});

describe('L004, a requirement without a need', () => {
  it('is an error at a gate and a warning elsewhere', async () => {
    expect(await linted('L004', ask(asking('MIM0-9.0-C2-BP06', {why: '[…]'})))).toEqual([expect.objectContaining({severity: 'error'})]);
    expect(await linted('L004', ask(asking('MIM0-9.0-C2-BP06', {use: 'information', why: '[…]'})))).toEqual([expect.objectContaining({severity: 'warning'})]);
    expect(await linted('L004', ask(asking(ID)))).toEqual([]);
  });
});

describe('L029, a gate without proportionality', () => {
  it('fires on a gate only', async () => {
    expect(await said('L029', ask(asking(ID, {proportionality: '[...]'})))).toHaveLength(1);
    expect(await said('L029', ask(scoring(ID, 100, {proportionality: '[…]'}), asking('MIM0-9.0-R1.2')))).toEqual([]);
  });
});

describe("L009, a third party's report as the only proof", () => {
  it('fires unless there is another means', async () => {
    expect(await said('L009', ask(asking(ID, {evidence: [{type: 'accredited-report'}]})))).toHaveLength(1);
    expect(await said('L009', ask(asking(ID, {evidence: [{type: 'harness-run', attestation: 'third-party'}]})))).toHaveLength(1);
    expect(await said('L009', ask(asking(ID, {evidence: [{type: 'accredited-report'}, {type: 'technical-dossier'}]})))).toEqual([]);
  });
});

describe('L011, a test that does not exist', () => {
  it('fires where a run is asked for and there is no test', async () => {
    expect(await said('L011', ask(asking('MIM6-9.0-R1.3', {evidence: [{type: 'harness-run'}, {type: 'technical-dossier'}]})))).toEqual(['MIM6-9.0-R1.3 asks for a test run, and there is no test for it yet']);
    expect(await said('L011', ask(asking(ID)))).toEqual([]);
  });
  it('fires where cases or fingerprints are missing', async () => {
    const none = await changed({routes: [{kind: 'tested', mechanism: 'ngsi-ld', title: '', standards: [], cases: 0}]});
    expect((await linted('L011', ask(asking(ID)), {set: none})).map(({message}) => message)).toEqual([`a way to meet ${ID} names cases that the installed suites do not hold`]);
    const set = await changed({});
    expect(await linted('L011', ask(asking(ID)), {set: {...set, test: {...set.test, suites: [{id: 'x', digest: '', cases: 1}]}}})).toHaveLength(1);
  });
});

describe('L023, one way only', () => {
  it('fires where equivalence is not admitted, or has no yardstick', async () => {
    const way = {kind: 'planned', mechanism: 'wfs', title: '', standards: []} as const;
    const text = ask(asking(ID));
    expect(await linted('L023', text, {set: await changed({routes: [way]})})).toEqual([expect.objectContaining({severity: 'error'})]);
    expect(await linted('L023', text, {set: await changed({routes: [way, {kind: 'equivalent'}], text: 'A.', outcomes: ['A.']})})).toEqual([expect.objectContaining({severity: 'warning'})]);
    expect(await linted('L023', text, {set: await changed({routes: [way, {kind: 'equivalent'}], text: 'A.', outcomes: ['B.']})})).toEqual([]);
    expect(await linted('L023', text, {set: await changed({routes: [way, {...way, mechanism: 'ngsi-ld'}]})})).toEqual([]);
  });
});

describe('L025, a clause that nobody can test', () => {
  it('fires on what only planned tests could show, as a warning', async () => {
    const planned = await changed({routes: [{kind: 'planned', mechanism: 'wfs', title: '', standards: []}, {kind: 'equivalent'}]});
    expect(await linted('L025', ask(asking(ID)), {set: planned})).toEqual([expect.objectContaining({severity: 'warning'})]);
    expect(await linted('L025', ask(asking(ID)))).toEqual([]);
  });
  it('fires on what the catalogue calls untestable, as an error, but not for information', async () => {
    const {library} = await desk();
    const without = {...library, requirements: library.requirements.map((one) => (one.id === ID ? {...one, untestable: 'Nobody can see it.'} : one))};
    expect(await linted('L025', ask(asking(ID)), {library: without})).toEqual([expect.objectContaining({severity: 'error', message: `nobody can test ${ID}: Nobody can see it.`})]);
    expect(await linted('L025', ask(asking(ID, {use: 'information'})), {library: without})).toEqual([]);
  });
});

describe('L026, a gate where the MIM only recommends', () => {
  it('is allowed with a reason, and fires without', async () => {
    expect(await said('L026', ask(asking('MIM0-9.0-C2-BP01', {why: '[…]'})))).toEqual(['MIM0-9.0-C2-BP01 is a gate although the MIM says "SHOULD", and the reason is missing']);
    expect(await said('L026', ask(asking('MIM0-9.0-C2-BP01')))).toEqual([]);
    expect(await said('L026', ask(asking(ID, {why: '[…]'})))).toEqual([]);
  });
});

describe('L028, a provisional requirement as a gate', () => {
  it('fires on a gate only', async () => {
    expect(await said('L028', ask(asking('MIM6-9.0-X1')))).toEqual(['the gate MIM6-9.0-X1 is provisional']);
    expect(await said('L028', ask(asking('MIM6-9.0-X1', {use: 'information'})))).toEqual([]);
  });
});

describe('L032, a gate that cannot be decided', () => {
  it('fires where a gate is to be met during operation only', async () => {
    expect(await said('L032', ask(asking(ID, {'applies-at': ['operation', 'exit']})))).toEqual([`the gate ${ID} is to be met operation and exit only`]);
    expect(await said('L032', ask(asking(ID, {'applies-at': ['acceptance', 'operation']})))).toEqual([]);
  });
});

describe('L022, proof older than its suite', () => {
  it('fires on a requirement and on the value for all', async () => {
    expect(await said('L022', ask(asking(ID, {evidence: [{type: 'harness-run', 'max-age-days': 400}]})))).toEqual([`${ID} accepts proof of 400 days, and suites are supported for 365`]);
    expect(await said('L022', yaml({parameters: {'report-age': '2 years'}}))).toEqual(['test reports of 730 days are accepted, and suites are supported for 365']);
    expect(await said('L022', yaml({parameters: {'report-age': '1 year'}}))).toEqual([]);
    expect(await said('L022', ask(asking(ID, {evidence: [{type: 'harness-run', 'max-age-days': 365}]})))).toEqual([]);
  });
});
