import {describe, expect, it} from 'vitest';
import {GOOD, asking, desk, linted, read, resolved, yaml} from '../samples.ts';

const said = async (rule: string, text: string): Promise<readonly string[]> => (await linted(rule, text)).map(({message}) => message);
const open = yaml({parameters: {...(GOOD['parameters'] as object), penalty: '[…]'}});

describe('L013, a value that is still open', () => {
  it('is a warning in a draft and an error in what is final, at the value', async () => {
    const {texts} = await desk();
    const {units} = await texts('en');
    const say = (key: string): string => units.get(key)?.text.trim() ?? '';
    const tender = await read(open);
    expect(await linted('L013', open, {say})).toEqual([expect.objectContaining({severity: 'warning', message: 'is still open: amount of the penalty, once or per day', at: tender.document.placeOf('/parameters/penalty')})]);
    expect(await linted('L013', open, {say, set: await resolved(tender, false)})).toEqual([expect.objectContaining({severity: 'error'})]);
    expect(await linted('L013', yaml(), {say})).toEqual([]);
  });
});

describe('L014, texts that nobody has reviewed', () => {
  it('is a warning in a draft and an error in what is final', async () => {
    const set = {...await resolved(await read(yaml())), unreviewed: ['exit.trigger']};
    expect(await linted('L014', yaml(), {set})).toEqual([expect.objectContaining({severity: 'warning', message: expect.stringContaining('“When the exit begins” (exit.trigger)')})]);
    expect(await linted('L014', yaml(), {set: {...set, draft: false}})).toEqual([expect.objectContaining({severity: 'error'})]);
    expect(await linted('L014', yaml())).toEqual([]);
  });
});

describe('L015, a hosted solution without data, assets and exit', () => {
  it('fires for each of them, unless nothing is hosted', async () => {
    expect(await said('L015', yaml({modules: {data: false, exit: false}}))).toEqual(['the solution is hosted, and the module data is left out', 'the solution is hosted, and the module exit is left out']);
    expect(await said('L015', yaml({modules: {data: false}, scope: {hosted: false}}))).toEqual([]);
    expect(await said('L015', yaml())).toEqual([]);
  });
});

describe('L016, screens without accessibility', () => {
  it('fires unless there is a reason, or no screen', async () => {
    expect(await said('L016', yaml({modules: {accessibility: false}}))).toHaveLength(1);
    expect(await said('L016', yaml({modules: {accessibility: false}, 'left-out': {accessibility: 'Only technicians of the supplier use it.'}}))).toEqual([]);
    expect(await said('L016', yaml({modules: {accessibility: false}, scope: {'user-interface': false}}))).toEqual([]);
  });
});

describe('L034, artificial intelligence without its clauses', () => {
  it('fires where the solution contains it', async () => {
    expect(await said('L034', yaml({scope: {ai: true}}))).toHaveLength(1);
    expect(await said('L034', yaml({scope: {ai: true}, modules: {ai: true}}))).toEqual([]);
    expect(await said('L034', yaml())).toEqual([]);
  });
});

describe('L017, a derogation that is not listed', () => {
  const french = {...(GOOD['tender'] as object), jurisdiction: 'fr'};
  it('fires where the list of the place lacks a clause that departs', async () => {
    const tender = await read(yaml({tender: french}));
    const conditions = tender.jurisdiction['general-conditions'];
    if (conditions === undefined) throw new Error('France has general conditions');
    const shorter = {...tender, jurisdiction: {...tender.jurisdiction, 'general-conditions': {...conditions, derogations: conditions.derogations.filter(({clause}) => clause !== 'remedies.penalties')}}};
    expect((await linted('L017', yaml({tender: french}), {tender: shorter})).map(({message}) => message)).toEqual([expect.stringContaining('(remedies.penalties) departs from CCAG-TIC')]);
  });
  it('is silent on the list as it is, and where there are no general conditions', async () => {
    expect(await said('L017', yaml({tender: french}))).toEqual([]);
    expect(await said('L017', yaml())).toEqual([]);
  });
});

describe('L019, a penalty or threshold that nobody decided', () => {
  it('fires where the profile decides for the buyer', async () => {
    const text = yaml({parameters: {}});
    const tender = await read(text);
    const deciding = {...tender, profile: {...tender.profile, parameters: {penalty: '500 euros'}}};
    expect((await linted('L019', text, {tender: deciding})).map(({message}) => message)).toEqual(['penalty (500 euros) is taken from the profile or a default']);
    expect(await linted('L019', yaml(), {tender: {...await read(yaml()), profile: deciding.profile}})).toEqual([]);
    expect(await said('L019', text)).toEqual([]);
  });
});

describe('L020, law that nobody has read lately', () => {
  const cite = async (provision: object) => {
    const tender = await read(yaml());
    return {...tender, jurisdiction: {...tender.jurisdiction, legal: {principles: [{ref: {en: 'Law, Article 1'}, ...provision}]}}};
  };
  const found = async (provision: object) => (await linted('L020', yaml(), {tender: await cite(provision)})).map(({message, severity}) => `${severity}: ${message}`);
  it('fires on what was never read, or more than a year ago', async () => {
    expect(await found({})).toEqual([expect.stringContaining('warning: nobody has yet confirmed')]);
    expect(await found({'checked-on': '2025-11-21'})).toEqual(['warning: these were last read more than a year ago: Law, Article 1']);
    expect(await found({'checked-on': '2025-11-22'})).toEqual([]);
  });
  it('tells what is known of those that nobody has read', async () => {
    expect(await found({note: 'It was amended in May.'})).toEqual(['warning: nobody has yet confirmed that these are in force as cited: Law, Article 1. It was amended in May.']);
  });
  it('fires on what is not in force', async () => {
    expect(await found({'checked-on': '2026-11-01', to: '2026-06-30'})).toEqual(['error: these are not in force on 2026-11-22: Law, Article 1']);
    expect(await found({'checked-on': '2026-11-01', from: '2027-01-01'})).toHaveLength(1);
    expect(await found({'checked-on': '2026-11-01', from: '2026-01-01', to: '2027-01-01'})).toEqual([]);
  });
});

describe('L030, a clause that the place demands', () => {
  it('fires where it is missing', async () => {
    const tender = await read(yaml());
    const demanding = {...tender, jurisdiction: {...tender.jurisdiction, mandatory: ['exit.trigger', 'annex.derogations']}};
    expect((await linted('L030', yaml(), {tender: demanding})).map(({message}) => message)).toEqual(['the clause annex.derogations is missing']);
  });
});

describe('L035, an exit that is weaker than the law', () => {
  it('fires on a notice and a move that are too long', async () => {
    expect(await said('L035', yaml({parameters: {'exit-notice': '3 months', 'transition-period': '31 days'}}))).toHaveLength(2);
    expect(await said('L035', yaml({parameters: {'exit-notice': '2 months', 'transition-period': '30 days'}}))).toEqual([]);
    expect(await said('L035', yaml({parameters: {'exit-notice': '3 months'}, scope: {hosted: false}}))).toEqual([]);
  });
});

describe('L031, competition', () => {
  const text = yaml({requirements: [asking('MIM0-9.0-R1.1'), asking('MIM0-9.0-R1.2')]});
  const product = (name: string, ...met: readonly string[]) => ({product: name, met: new Set(met)});
  it('fires on a gate that no product meets, or only one, and on all gates together', async () => {
    const listed = [product('A 1', 'MIM0-9.0-R1.1'), product('B 2', 'MIM0-9.0-R1.2', 'MIM0-9.0-R1.1')];
    expect((await linted('L031', text, {listed})).map(({message}) => message)).toEqual([
      'of 2 listed products, only B 2 meets all gates together', 'of 2 listed products, only B 2 meets the gate MIM0-9.0-R1.2',
    ]);
    expect((await linted('L031', text, {listed: [product('A 1')]})).map(({message}) => message)).toContain('of 1 listed products, none meets the gate MIM0-9.0-R1.1');
  });
  it('is silent where two meet every gate, and where nobody gave results', async () => {
    const both = ['MIM0-9.0-R1.1', 'MIM0-9.0-R1.2'];
    expect(await linted('L031', text, {listed: [product('A 1', ...both), product('B 2', ...both)]})).toEqual([]);
    expect(await linted('L031', text)).toEqual([]);
  });
});
