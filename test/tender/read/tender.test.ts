import {describe, expect, it} from 'vitest';
import {InputError} from '../../../src/error.ts';
import {GOOD, asking, desk, read, scoring, yaml} from '../samples.ts';

/** Complaints about a tender, without their places. */
async function wrong(text: string): Promise<readonly string[]> {
  try {
    await read(text);
    return [];
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.complaints.map(({message, remedy}) => (remedy === undefined ? message : `${message} (${remedy})`));
  }
}

describe('readTender', () => {
  it('takes what the tender leaves out from the profile', async () => {
    const tender = await read(yaml());
    expect(tender.profile.id).toBe('stadium-watering');
    expect(tender.choices.map(({id}) => id)).toContain('MIM0-9.0-R1.1');
    expect(tender.choices.every(({pointer}) => pointer === '/profile')).toBe(true);
    expect(tender.need).toContain('Water is short');
    expect(tender.authoritative).toBe('en');
    expect(tender.modules).toContain('exit');
  });

  it('takes its own requirements instead, and completes each from the profile', async () => {
    const tender = await read(yaml({requirements: [{id: 'MIM0-9.0-R1.1', use: 'gate'}, scoring('MIM0-9.0-C2-BP02', 100)]}));
    expect(tender.choices).toHaveLength(2);
    expect(tender.choices[0]).toMatchObject({id: 'MIM0-9.0-R1.1', pointer: '/requirements/0', why: expect.stringContaining('reports')});
    expect(tender.choices[1]?.scale).toHaveLength(2);
  });

  it('forgets the weight of the profile where a requirement is no longer scored', async () => {
    const tender = await read(yaml({requirements: [{id: 'MIM0-9.0-C2-BP02', use: 'information'}]}));
    expect(tender.choices[0]).not.toHaveProperty('weight');
    expect(tender.choices[0]).not.toHaveProperty('scale');
  });

  it('tells all mistakes at once, each with its place', async () => {
    const text = 'tender:\n  reference: "1"\n  title: T\n  langage: en\n  jurisdiction: eu\nbuyer: { name: B }\nprocedure: { kind: opn }\nobject: O\nprofile: stadium-watering\n';
    const error = await read(text).then(() => null, (one: unknown) => one);
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).complaints).toEqual([
      {at: 'tender.yaml:4:3', message: "unknown key 'langage'", remedy: "did you mean 'language'?"},
      {at: 'tender.yaml:7:20', message: expect.stringContaining('must be one of open'), remedy: "did you mean 'open'?"},
    ]);
  });

  it('tells what is badly formed and what there is not in one go', async () => {
    const text = `tender: { reference: "1", title: T, langage: en, jurisdiction: euu }
buyer: { name: B }
procedure: { kind: opn }
object: O
profile: stadium-watering
lots: [{ id: "1", title: 3 }]
requirements:
  - { id: MIM0-9.0-R1.11, use: gate, weigt: 1, lots: ["2"] }
  - { id: MIM0-9.0-R1.1, use: scord, weight: 10 }
parameters: { cure-perod: 3 days }
`;
    await expect(read(text)).rejects.toMatchObject({complaints: [
      {at: 'tender.yaml:1:37', message: "unknown key 'langage'"},
      {at: 'tender.yaml:1:64', message: "there is no jurisdiction 'euu'", remedy: "did you mean 'eu'?"},
      {at: 'tender.yaml:3:20', remedy: "did you mean 'open'?"},
      {at: 'tender.yaml:6:26', message: expect.stringContaining('must be text')},
      {at: 'tender.yaml:8:11', message: "there is no requirement 'MIM0-9.0-R1.11'", remedy: "did you mean 'MIM0-9.0-R1.1'?"},
      {at: 'tender.yaml:8:38', message: "unknown key 'weigt'", remedy: "did you mean 'weight'?"},
      {at: 'tender.yaml:8:55', message: "there is no lot '2'"},
      {at: 'tender.yaml:9:31', message: expect.stringContaining('must be one of gate, scored'), remedy: "did you mean 'scored'?"},
      {at: 'tender.yaml:10:15', message: "no clause has the value 'cure-perod'"},
    ]});
  });

  it.each<[string, Parameters<typeof yaml>[0], ...string[]]>([
    ['lots of an unknown profile', {profile: 'stadium-wattering', requirements: [asking('MIM0-9.0-R1.1', {lots: ['1']})]}, 'there is no profile'],
    ['releases of an unknown profile', {profile: 'stadium-wattering', requirements: [asking('MIM7-2022-R1')]}, 'there is no profile'],
    ['lots under a misspelt name', {lot: [{id: '1', title: 'A'}], requirements: [asking('MIM0-9.0-R1.1', {lots: ['1']})]}, "unknown key 'lot'"],
    ['a lot whose id is a number', {lots: [{id: 7, title: 'A'}], requirements: [asking('MIM0-9.0-R1.1', {lots: ['7']})]}, 'the id of a lot is'],
    ['releases that are numbers', {releases: [2022], requirements: [asking('MIM7-2022-R1')]}, 'must be text'],
    ['releases under a misspelt name', {relases: ['2022'], requirements: [asking('MIM7-2022-R1')]}, "unknown key 'relases'"],
    ['the weight of what is used in no known way', {requirements: [asking('MIM0-9.0-R1.1', {use: 'scord', weight: 10})]}, 'must be one of gate'],
    ['two requirements without an id', {requirements: [{use: 'gate'}, {use: 'gate'}]}, "'id' is missing", "'id' is missing"],
  ])('tells nothing of %s that only follows from it', async (_, changes, ...complaints) => {
    expect(await wrong(yaml(changes))).toEqual(complaints.map((one) => expect.stringContaining(one)));
  });

  it.each([
    ['an unknown profile', {profile: 'stadium-wattering'}, "there is no profile 'stadium-wattering' (did you mean 'stadium-watering'?)"],
    ['an unknown requirement', {requirements: [asking('MIM0-9.0-R1.11')]}, "there is no requirement 'MIM0-9.0-R1.11' (did you mean 'MIM0-9.0-R1.1'?)"],
    ['an unknown lot', {lots: [{id: 'one', title: 'A'}], requirements: [asking('MIM0-9.0-R1.1', {lots: ['two']})]}, "there is no lot 'two' (known are one)"],
    ['an unknown value', {parameters: {'cure-perod': '3 days'}}, "no clause has the value 'cure-perod' (did you mean 'cure-period'?)"],
    ['a time that is none', {parameters: {'cure-period': 'soon'}}, 'cure-period is a time, such as 30 days, not soon (a whole number and hours, days, weeks, months or years)'],
    ['a number that is none', {parameters: {'acceptance-attempts': 'two'}}, "acceptance-attempts is a number, not 'two'"],
    ['a requirement twice', {requirements: [asking('MIM0-9.0-R1.1'), asking('MIM0-9.0-R1.1')]}, expect.stringContaining('MIM0-9.0-R1.1 stands at tender.yaml:')],
    ['a lot twice', {lots: [{id: '1', title: 'A'}, {id: '1', title: 'B'}]}, expect.stringContaining("the lot '1' stands at")],
    ['lots in a circle', {lots: [{id: '1', title: 'A', after: ['2']}, {id: '2', title: 'B', after: ['3']}, {id: '3', title: 'C', after: ['1']}]}, 'lots wait for each other: 1 after 2 after 3 after 1 (take one of them away under after)'],
    ['a lot that waits for itself', {lots: [{id: '1', title: 'A', after: ['1']}]}, expect.stringContaining('1 after 1')],
    ['a lot that waits for none there is', {lots: [{id: '1', title: 'A', after: ['2']}]}, expect.stringContaining("there is no lot '2'")],
    ['a requirement of another release', {requirements: [asking('MIM7-2022-R1')]}, 'MIM7-2022-R1 belongs to release 2022, which the tender does not use (add "2022" under releases)'],
    ['a weight for a gate', {requirements: [asking('MIM0-9.0-R1.1', {weight: 10})]}, 'a weight for what is not scored (use: gate) (take it away, or say use: scored)'],
    ['a scale that falls', {requirements: [scoring('MIM0-9.0-R1.1', 100, {scale: [{value: 1, label: 'a'}, {value: 0, label: 'b'}]})]}, 'the values of a scale rise from level to level (begin with the lowest)'],
    ['a language that the place does not speak', {tender: {...(GOOD['tender'] as object), language: 'nl', jurisdiction: 'es'}}, "the jurisdiction es has no words in 'nl' (it has es, en; the jurisdiction eu has all)"],
    ['a sign that turns the text', {object: 'abc\u202edef'}, 'holds the invisible character U+202E (take it away)'],
    ['a control character', {object: 'abc\u0007def'}, 'holds the invisible character U+0007 (take it away)'],
    ['half a character', {object: 'abc\ud800def'}, 'holds the invisible character U+D800 (take it away)'],
  ])('complains about %s', async (_, changes, complaint) => {
    expect(await wrong(yaml(changes))).toEqual([complaint]);
  });

  it.each([
    ['a list that is none', {requirements: 3}, 'must be a list, not 3'],
    ['an empty list', {lots: []}, 'must not be empty'],
    ['more lots than anybody has', {lots: Array.from({length: 201}, (_, index) => ({id: String(index), title: 'A'}))}, 'must have at most 200 items'],
    ['a title as long as a page', {tender: {...(GOOD['tender'] as object), title: 'a'.repeat(301)}}, 'must have at most 300 characters'],
    ['a time twice', {requirements: [asking('MIM0-9.0-R1.1', {'applies-at': ['tender', 'tender']})]}, 'must not hold the same twice'],
  ])('complains about %s', async (_, changes, complaint) => {
    expect(await wrong(yaml(changes))).toEqual([complaint]);
  });

  it('reads every profile as a tender of its own', async () => {
    for (const {id, releases} of (await desk()).tenders.profiles) {
      const tender = await read(yaml({profile: id}));
      expect(tender.choices.length, id).toBeGreaterThan(8);
      expect(releases).toContain('9.0');
    }
  });
});
