import {readFileSync, writeFileSync} from 'node:fs';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {readJournal} from '../../src/journal/read.ts';
import type {Case} from '../../src/model.ts';
import {run} from '../../src/run/run.ts';
import {sweep} from '../../src/run/sweep.ts';
import {runIdOf} from '../../src/scope/run-id.ts';
import {caseKey} from '../../src/scope/scope.ts';
import {awaitStep, clock, judged, makeCase, makePlan, makeServices, makeTarget, requestStep, rule} from './plans.ts';
import {startSmallPlatform} from './small-platform.ts';
import type {SmallPlatform} from './small-platform.ts';

let platform: SmallPlatform;
beforeEach(async () => { platform = await startSmallPlatform(); });
afterEach(() => platform.close());

const create = requestStep('POST /things', {
  json: {id: '{{ case.key }}'},
  expect: {status: 201},
  capture: {location: {from: 'header', name: 'Location', secret: false}},
  undo: {method: 'DELETE', path: '/things/{{ case.key }}', headers: {}, accept: []},
});
const read = requestStep('GET {{ location }}');
const cases: readonly Case[] = ['A-1', 'A-2', 'A-3'].map((id) => makeCase(id, [create, read], {exclusive: true}));
const key = (id: string): string => caseKey(id, runIdOf('seed'));

/** Runs to the end, then cuts the journal after so many lines, as `kill -9` would, with half a line more. */
async function killedAfter(lines: number, ended = cases): Promise<ReturnType<typeof makeServices>> {
  const services = makeServices();
  await run(makePlan(ended), makeTarget(platform.origin), services);
  const text = readFileSync(services.journal, 'utf8').split('\n');
  writeFileSync(services.journal, `${text.slice(0, lines).join('\n')}\n${(text[lines] ?? '').slice(0, 20)}`);
  return services;
}

/** Number of lines up to and including the n-th of a kind. */
function lineOf(kind: string, nth: number, text: string): number {
  const lines = text.split('\n');
  let seen = 0;
  return lines.findIndex((line) => line.startsWith(`{"kind":"${kind}"`) && (seen += 1) === nth) + 1;
}

describe('a killed run', () => {
  it('is finished without repeating finished cases, and judged like any other', async () => {
    const whole = await killedAfter(10_000);
    const services = await killedAfter(lineOf('step', 3, readFileSync(whole.journal, 'utf8')));
    const before = platform.log.length;
    const footer = await run(makePlan(cases), makeTarget(platform.origin), {...services, resume: true});
    const {journal, verdicts} = await judged(services);
    expect(platform.log.slice(before)).toEqual([
      `DELETE /things/${key('A-2')}`,
      ...['A-2', 'A-3'].flatMap((id) => ['POST /things', `GET /things/${key(id)}`, `DELETE /things/${key(id)}`]),
    ]);
    expect(Object.values(verdicts).map(({outcome}) => outcome)).toEqual(['passed', 'passed', 'passed']);
    expect(journal.footer).toEqual(footer);
    // Three of the first case, one of the second, one to take that back, and six.
    expect(footer).toMatchObject({ended: 'completed', exchanges: 11, leftovers: []});
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])('can be finished wherever it was cut (%i)', async (lines) => {
    const byKey = cases.map((one) => (
      {...one, steps: [{...create, undo: {method: 'DELETE', path: '/things/{{ case.key }}', headers: {}, accept: []}}, read]}
    ));
    const services = await killedAfter(4 + lines, byKey);
    await run(makePlan(byKey), makeTarget(platform.origin), {...services, resume: true});
    const {verdicts, journal} = await judged(services);
    expect(Object.values(verdicts).map(({outcome}) => outcome)).toEqual(['passed', 'passed', 'passed']);
    expect(journal.footer).toMatchObject({ended: 'completed', leftovers: []});
    expect(platform.things.size).toBe(0);
  });

  it('is not finished with other suites, or against another platform', async () => {
    const services = await killedAfter(6);
    const again = {...services, resume: true};
    await expect(run(makePlan(cases, {digest: 'sha256:1'}), makeTarget(platform.origin), again)).rejects.toThrow(/another plan/);
    await expect(run(makePlan(cases), makeTarget('http://127.0.0.1:1'), again)).rejects.toThrow(/another target/);
    await expect(
      run(makePlan(cases), makeTarget(platform.origin), {...again, journal: `${services.journal}x`}),
    ).rejects.toThrow(/cannot be read: ENOENT/);
  });

  it('listens where it listened before', async () => {
    const subscribe = requestStep('POST /subscribers', {json: {url: '{{ listeners.bell.url }}'}, expect: {status: 201}});
    const ringing = [makeCase('A-1', [subscribe, create, awaitStep('bell')], {listeners: {bell: {replies: []}}})];
    const services = await killedAfter(5, ringing);
    const {header} = readJournal(readFileSync(services.journal, 'utf8'));
    const urls: (string | null)[] = [];
    await run(
      makePlan(ringing),
      makeTarget(platform.origin),
      {...services, resume: true, onEvent: (event) => { if (event.kind === 'run-start') urls.push(event.callbackUrl); }},
    );
    expect(urls).toEqual([header.callbackUrl]);
    expect((await judged(services)).verdicts['A-1']?.outcome).toBe('passed');
  });

  it('that was interrupted runs what was cut off once more', async () => {
    const control = new AbortController();
    const services = makeServices({
      signal: control.signal, onEvent: (event) => { if (event.kind === 'step' && event.case === 'A-2') control.abort(); },
    });
    await run(makePlan(cases), makeTarget(platform.origin), services);
    expect((await judged(services)).journal.footer?.ended).toBe('interrupted');
    const {signal: _, ...rest} = services;
    await run(makePlan(cases), makeTarget(platform.origin), {...rest, resume: true});
    const {verdicts, journal} = await judged(services);
    expect(Object.values(verdicts).map(({outcome}) => outcome)).toEqual(['passed', 'passed', 'passed']);
    expect(journal.footer?.ended).toBe('completed');
  });
});

describe('a sweep', () => {
  const services = {clock, rule, resolveSecret: (): string => '', agent: 'mimcheck/0'};

  it('removes what was never confirmed to be gone, and only that', async () => {
    const killed = makeServices();
    const target = makeTarget(platform.origin);
    await run(makePlan(cases), target, killed);
    const text = readFileSync(killed.journal, 'utf8');
    // Killed before the undo of the second case was written down; the first is gone for sure.
    const cut = text.split('\n').slice(0, lineOf('undo', 2, text) - 1).join('\n');
    const before = platform.log.length;
    const swept = await sweep(readJournal(`${cut}\n`), target, services);
    expect(platform.log.slice(before)).toEqual([`DELETE /things/${key('A-2')}`]);
    expect(swept).toMatchObject({attempts: [{case: 'A-2', undone: true}], leftovers: []});
  });

  it('counts a request that was in flight, and says what it cannot remove', async () => {
    const byKey = makeCase('B-1', [create]);
    const byLocation = makeCase('B-2', [{...create, undo: {method: 'DELETE', path: '{{ location }}', headers: {}, accept: []}}]);
    const killed = makeServices();
    const target = makeTarget(platform.origin);
    await run(makePlan([byKey, byLocation]), target, killed);
    const text = readFileSync(killed.journal, 'utf8');
    const starts = text.split('\n').slice(0, lineOf('case-start', 1, text)).join('\n');
    const first = await sweep(readJournal(`${starts}\n`), target, services);
    expect(first.attempts.map(({exchange}) => exchange.request.url)).toEqual([`${platform.origin}/things/${key('B-1')}`]);
    const alone = makeServices();
    await run(makePlan([byLocation]), target, alone);
    const other = readFileSync(alone.journal, 'utf8');
    const second = await sweep(readJournal(`${other.split('\n').slice(0, lineOf('case-start', 1, other)).join('\n')}\n`), target, services);
    expect(second.leftovers).toMatchObject([{method: 'GET', url: `${platform.origin}/things`, kept: 'unnamed'}]);
  });

  it('looks before it removes what lies where the platform said, and leaves alone what is not of the run', async () => {
    const byLocation = makeCase('B-2', [{...create, undo: {method: 'DELETE', path: '{{ location }}', headers: {}, accept: []}}]);
    const killed = makeServices();
    const target = makeTarget(platform.origin);
    await run(makePlan([byLocation]), target, killed);
    const text = readFileSync(killed.journal, 'utf8');
    const cut = readJournal(`${text.split('\n').slice(0, lineOf('step', 1, text)).join('\n')}\n`);
    for (const of of ['another', key('B-2')]) {
      platform.put(key('B-2'), JSON.stringify({of}));
      const before = platform.log.length;
      const swept = await sweep(cut, target, services);
      const isOurs = of !== 'another';
      expect(platform.log.slice(before)).toEqual([`GET /things/${key('B-2')}`, ...(isOurs ? [`DELETE /things/${key('B-2')}`] : [])]);
      expect(swept.leftovers.map(({kept}) => kept)).toEqual(isOurs ? [] : ['unmarked']);
    }
  });

  it('deletes nothing on another platform', async () => {
    const killed = makeServices();
    await run(makePlan(cases), makeTarget(platform.origin), killed);
    await expect(
      sweep(readJournal(readFileSync(killed.journal, 'utf8')), makeTarget('http://127.0.0.1:1'), services),
    ).rejects.toThrow(/the run was against/);
  });
});
