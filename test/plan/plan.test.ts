import {describe, expect, test} from 'vitest';
import {InputError} from '../../src/error.ts';
import type {Case, Library, Selection, Suite, Target} from '../../src/model.ts';
import {plan} from '../../src/plan/plan.ts';
import {isOlder} from '../../src/plan/version.ts';
import {globMatches} from '../../src/plan/selection.ts';
import {requirement, sampleCase, step, target} from '../model-samples.ts';

const everything: Selection = {releases: ['9.0'], mims: null, suites: null, cases: null, readOnly: false};

function planned(cases: readonly Case[], more: {target?: Partial<Target>; selection?: Partial<Selection>; suites?: readonly Suite[]} = {}) {
  const library: Library = {
    mechanisms: [{id: 'ngsi-ld', title: 'NGSI-LD', standard: {id: 'ETSI GS CIM 009', version: '1.9.1', url: ''}, features: {tenants: 'Tenants', samples: 'There are samples (sample)', people: 'People sign in (auth named tester)'}, parameters: {sample: {title: 'A sample'}, preset: {title: 'P', default: 1}}}],
    requirements: [requirement({routes: [{kind: 'cases', mechanism: 'ngsi-ld', cases: ['X-*']}]}), requirement({id: 'MIM7-9.0-R1.1', mim: 7, routes: [{kind: 'cases', mechanism: 'ogc-api-features', cases: ['O-1']}]})],
    suites: [{id: 'x', title: 'X', mechanism: 'ngsi-ld', mim: 1, file: 'mim1/ngsi-ld/x.yaml', digest: 'sha256:1', caseIds: cases.map(({id}) => id), cases}, ...(more.suites ?? [])],
    frameworks: [], noFramework: [],
  };
  return plan({library, target: {...target, ...more.target}, selection: {...everything, ...more.selection}, seed: 's', digest: (value) => `sha256:${JSON.stringify(value).length}`});
}
const left = (...args: Parameters<typeof planned>) => planned(...args).leftOut.map(({verdict, reason}) => `${verdict} ${reason.code}`);

describe('a case is left out, with the reason', () => {
  test('when its mechanism has no endpoint', () => expect(left([sampleCase()], {target: {endpoints: {}}, selection: {mims: [1]}})).toEqual(['not-applicable endpoint-not-claimed']));
  test('when a feature it needs is not claimed', () => expect(left([sampleCase({needs: ['tenants']})], {target: {without: {'ngsi-ld': ['tenants']}}})).toEqual(['not-applicable feature-not-claimed']));
  test('when it is newer than what is claimed', () => {
    const endpoints = {'ngsi-ld': {url: 'http://x.invalid', version: '1.8.1', headers: {}, parameters: {}}};
    expect(left([sampleCase({since: '1.9.1'})], {target: {endpoints}})).toEqual(['not-applicable newer-than-claimed']);
    expect(left([sampleCase({since: '1.8.1'})], {target: {endpoints}})).toEqual([]);
  });
  test('when the target lacks a parameter', () => expect(left([sampleCase({steps: [step({path: '{{ target.sample }}'})]})])).toEqual(['blocked parameter-missing']));
  test('and it is said where the parameter would stand, and how the claim that wants it is left out', () => {
    const told = (...args: Parameters<typeof planned>) => planned(...args).leftOut.map(({reason}) => reason.values);
    const sampled = {steps: [step({path: '{{ target.sample }}'})]};
    expect(told([sampleCase(sampled)])).toEqual([{parameter: 'sample', title: 'A sample', place: 'endpoints.ngsi-ld.parameters.sample'}]);
    expect(told([sampleCase({...sampled, needs: ['tenants', 'samples']})])).toMatchObject([{claim: 'claims: { ngsi-ld: { without: [samples] } }'}]);
    expect(told([sampleCase({steps: [step({as: 'tester'})], needs: ['people']})])).toMatchObject([{place: 'auth.tester', claim: 'claims: { ngsi-ld: { without: [people] } }'}]);
  });
  test('when the target does not name the credentials it takes', () => {
    expect(left([sampleCase({steps: [step({as: 'test-user'})]})])).toEqual(['blocked parameter-missing']);
    expect(left([sampleCase({steps: [step({as: 'test-user'})]})], {target: {auth: {'test-user': {kind: 'bearer', token: 'x'}}}})).toEqual([]);
    expect(left([sampleCase({steps: [step({as: 'nobody'})]})])).toEqual([]);
  });
  test('when it lays what nobody gets beside what the credentials of the endpoint get, and there are none', () => {
    const both = sampleCase({steps: [step(), step({as: 'nobody'})]});
    const endpoints = {'ngsi-ld': {url: 'http://x.invalid', headers: {}, parameters: {}}};
    expect(planned([both], {target: {endpoints}}).leftOut).toMatchObject([{verdict: 'blocked', reason: {values: {place: 'endpoints.ngsi-ld.auth'}}}]);
    expect(left([both], {target: {endpoints: {'ngsi-ld': {...endpoints['ngsi-ld'], auth: 'me'}}, auth: {me: {kind: 'bearer', token: 'x'}}}})).toEqual([]);
  });
  test('but not when the parameter has a preset', () => expect(left([sampleCase({steps: [step({path: '/{{ target.preset }}'})]})])).toEqual([]));
  test('when it writes and the run may only read', () => expect(left([sampleCase({steps: [step({method: 'POST'})]})], {selection: {readOnly: true}})).toEqual(['not-run read-only']));
  test('when others were asked for', () => expect(left([sampleCase(), sampleCase({id: 'X-02'})], {selection: {cases: ['X-02']}})).toEqual(['not-run filtered']));
});

test('routes name the cases, rows included', () => {
  const {requirements} = planned([sampleCase({id: 'X-01[a]'}), sampleCase({id: 'X-01[b]'}), sampleCase({id: 'Y-01'})]);
  expect(requirements[0]?.routes[0]).toMatchObject({cases: ['X-01[a]', 'X-01[b]']});
});

describe('a suite of which nothing is run', () => {
  const unread: Suite = {id: 'z', title: 'Z', mechanism: 'ngsi-ld', mim: 1, file: 'mim1/ngsi-ld/z.yaml', digest: 'sha256:2', caseIds: ['Z-01'], get cases(): never { throw new Error('read'); }};
  test('is not read', () => {
    const plan = planned([sampleCase()], {suites: [unread]});
    expect([plan.cases.map(({id}) => id), plan.suites.map(({id}) => id)]).toEqual([['X-01'], ['x', 'z']]);
    expect(planned([sampleCase()], {suites: [unread], selection: {suites: ['x'], cases: ['X-01']}}).cases).toHaveLength(1);
  });
  test('is read when one of its cases is asked for by name', () => {
    for (const selection of [{suites: ['z']}, {suites: ['mim1/**/z.yaml']}, {cases: ['Z-*']}]) expect(() => planned([sampleCase()], {suites: [unread], selection})).toThrow('read');
  });
});

test('a MIM that no claimed endpoint speaks for is out of scope, unless it is asked for', () => {
  expect(planned([sampleCase()]).requirements.map(({inScope}) => inScope)).toEqual([true, false]);
  expect(planned([sampleCase()], {selection: {mims: [7]}}).requirements.map(({inScope}) => inScope)).toEqual([false, true]);
});

test('what does not exist is said, all at once, with what is near', () => {
  try {
    planned([sampleCase()], {selection: {cases: ['X-1'], suites: ['y'], mims: [4]}});
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).complaints).toHaveLength(3);
    expect((error as InputError).message).toContain("did you mean 'X-01'?");
  }
});

test.each([['1.8.1', '1.9.1', true], ['1.10.1', '1.9.1', false], ['1.9', '1.9.0', false], ['1', '1.0.1', true]])('%s is older than %s: %s', (a, b, older) => expect(isOlder(a, b)).toBe(older));

test.each([['x', 'x', true], ['mim1/*', 'mim1/ngsi-ld/x.yaml', false], ['mim1/**', 'mim1/ngsi-ld/x.yaml', true], ['*geo*', 'ngsi-ld-geo', true], ['a.b', 'axb', false]])('the glob %s and %s: %s', (glob, text, matches) => expect(globMatches(glob, text)).toBe(matches));
