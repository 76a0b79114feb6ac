import {describe, expect, it} from 'vitest';
import type {Framework, Route} from '../../src/model.ts';
import {bearingsOn} from '../../reports/bearings.ts';
import {explainRequirement} from '../../reports/explain-requirement.ts';
import {requirement} from '../model-samples.ts';

const gdpr: Framework = {
  id: 'gdpr', title: 'General Data Protection Regulation', kind: 'law', reference: 'Regulation (EU) 2016/679', url: 'https://example.org/gdpr',
  validFrom: '2018-05-25', validTo: null, checkedOn: '2026-11-22', note: 'Binds by itself.', at: 'frameworks.yaml:3:5',
  bearings: [
    {clause: 'Article 25', requirements: ['MIM1-9.0-R1.1'], how: 'Only what is needed is accessible.', checkedOn: '2026-11-22'},
    {clause: 'Article 32', requirements: ['MIM1-9.0-R1.1', 'MIM1-9.0-R1.2'], how: 'Data is kept safe.', checkedOn: null},
  ],
};
const whole = requirement({
  title: 'One identifier each', keyword: 'shall', reading: 'It stands in small letters.', condition: 'There are entities.', aliases: [{release: '8.0', id: 'R1'}],
  routes: [
    {kind: 'cases', mechanism: 'ngsi-ld', cases: ['X-01', 'Y-*']}, {kind: 'planned', mechanism: 'wfs', reason: 'Not written yet.'},
    {kind: 'inspection', question: 'Is it so?'}, {kind: 'declaration', question: 'Do you say so?'},
  ],
  proof: ['harness-run', 'accredited-report'], equivalence: ['Nothing has two identifiers.'],
});
const explained = (one = whole): string => explainRequirement(one, {
  casesOf: (route: Route) => (route.kind === 'cases' ? 7 : 0), frameworks: [gdpr], noFramework: [{requirements: ['MIM1-9.0-R9.9'], why: 'It is about form.'}],
  mechanisms: [{id: 'ngsi-ld', title: 'NGSI-LD API', standard: {id: 'S', version: '1', url: 'https://example.org/s'}, features: {}, parameters: {}}],
});

describe('explainRequirement', () => {
  it('says all there is to a requirement, in parts with headings', () => {
    expect(explained()).toBe(`MIM1-9.0-R1.1: One identifier each
MIM1 Interlinking Data, release 9.0, R1.1. Mandatory, under a condition.

What it demands
  Every entity has an identifier.
  It binds only if this holds: There are entities.

How binding it is
  Mandatory. The source writes “shall”. It stands in small letters.

How it can be shown
  Any one of these suffices.
  - Tested: NGSI-LD API (ngsi-ld), by 7 cases, all of which must pass: X-01, Y-*
  - Planned, so it cannot be tested this way yet: wfs (wfs). Not written yet.
  - Somebody looks, which makes it attested and never passed: Is it so?
  - The vendor declares, which makes it attested and never passed: Do you say so?

What a buyer can ask for as proof
  - a run of mimcheck on what is offered
  - a report or certificate of an accredited body

What an equivalent solution would have to show
  - Nothing has two identifiers.

Which European rules bear on it
  None of them makes it more binding than it is.
  - General Data Protection Regulation (Regulation (EU) 2016/679), a law; from 2018-05-25, last
    looked at on 2026-11-22. Binds by itself.
    - Article 25: Only what is needed is accessible.
    - Article 32: Data is kept safe. (Nobody has read this clause for the list: read it before you
      cite it.)

Where it stands
  Capability: C1
  Source: MIM1, 4eae37e
  https://mims.oascities.org/interlinking-data
  Also known as: R1 in 8.0`);
  });

  it('says of a provisional requirement that it never counts, and what it rests on', () => {
    const text = explained({...whole, provisional: true, baselines: [{title: 'ISO/IEC 27005', url: 'https://example.org/iso', version: '2018'}]});
    expect(text).toContain('Mandatory, under a condition, provisional.');
    expect(text).toMatch(/It is provisional: the project’s own, because none of OASC is in force here\. It never counts as\s+MIM conformity\./);
    expect(text).toContain('What it rests on\n  - ISO/IEC 27005, 2018, https://example.org/iso');
  });

  it('says why nobody can test what has no route, and that no rule is listed where none bears on it', () => {
    const text = explained({...whole, id: 'MIM1-9.0-R9', routes: [], untestable: 'Beauty cannot be measured.', keyword: 'none'});
    expect(text).toContain('How it can be shown\n  Nobody can test it: Beauty cannot be measured.');
    expect(text).toContain('The source uses no keyword.');
    expect(text).toContain('Which European rules bear on it\n  None that is listed here. Nobody has looked whether there is one.');
  });

  it('says why no European rule bears on it, where somebody found so', () => {
    expect(explained({...whole, id: 'MIM1-9.0-R9.9'})).toContain('Which European rules bear on it\n  None that is listed here. It is about form.');
  });

  it('writes no line that is wider than a terminal, but for words that are', () => {
    const lines = explained({...whole, text: 'A word and another. '.repeat(40)}).split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
  });
});

describe('bearingsOn', () => {
  it('finds each place at which a framework bears on a requirement, and no other', () => {
    expect(bearingsOn('MIM1-9.0-R1.2', [gdpr]).map(({framework, bearing}) => `${framework.id} ${bearing.clause}`)).toEqual(['gdpr Article 32']);
    expect(bearingsOn('MIM1-9.0-R1', [gdpr])).toEqual([]);
  });
});
