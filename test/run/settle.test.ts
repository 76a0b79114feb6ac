import {readFileSync, writeFileSync} from 'node:fs';
import {performance} from 'node:perf_hooks';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import type {Case, Target} from '../../src/model.ts';
import type {Clock} from '../../src/run/clock.ts';
import {run} from '../../src/run/run.ts';
import type {RunServices} from '../../src/run/services.ts';
import {awaitStep, judged, makeCase, makePlan, makeServices, makeTarget, quietStep, requestStep} from './plans.ts';
import {startSmallPlatform} from './small-platform.ts';
import type {SmallPlatform} from './small-platform.ts';

const SETTLE_MS = 3_000;

let platform: SmallPlatform;
/** Every wait, among what the platform was asked. */
let events: string[];
beforeEach(async () => {
  events = [];
  platform = await startSmallPlatform((request) => {
    events.push(request.method ?? '');
    return false;
  });
});
afterEach(() => platform.close());

/** A clock on which every wait is over at once, and has taken its time all the same. */
function hurriedClock(): Clock {
  let skipped = 0;
  return {
    now: () => Date.now() + skipped,
    ticks: () => performance.now() + skipped,
    sleep: async (ms) => {
      if (ms <= 0) return;
      // What is left of it when the answer has been ruled on.
      events.push(ms <= SETTLE_MS && ms > SETTLE_MS - 1_000 ? 'settle' : `${ms} ms`);
      skipped += ms;
    },
  };
}

async function running(cases: readonly Case[], settleMs: number | undefined, services: Partial<RunServices> = {clock: hurriedClock()}): Promise<Awaited<ReturnType<typeof judged>>> {
  const all = makeServices(services);
  await run(makePlan(cases), settling(settleMs), all);
  return judged(all);
}

function settling(settleMs: number | undefined): Target {
  const target = makeTarget(platform.origin);
  return {...target, limits: {...target.limits, ...(settleMs === undefined ? {} : {settleMs})}};
}

const create = requestStep('POST /things', {
  json: {id: '{{ case.key }}'}, expect: {status: 201}, undo: {method: 'DELETE', path: '/things/{{ case.key }}', headers: {}, accept: []},
});
const read = requestStep('GET /things/{{ case.key }}');

describe('a platform that needs a moment to show what is written', () => {
  it('is given it after each write and before what is written is removed, and never after a read', async () => {
    const {verdicts} = await running([makeCase('A-1', [create, read, read, requestStep('POST /subscribers', {json: {url: 'http://127.0.0.1:1'}, expect: {status: 201}}), read])], SETTLE_MS);
    expect(verdicts['A-1']?.outcome).toBe('passed');
    expect(events).toEqual(['POST', 'settle', 'GET', 'GET', 'POST', 'settle', 'GET', 'DELETE']);
  });

  it('is given it before something is removed that was written last', async () => {
    await running([makeCase('A-1', [create])], SETTLE_MS);
    expect(events).toEqual(['POST', 'settle', 'DELETE']);
  });

  it('is given it after a write that it refused, for only then does it show that nothing was written', async () => {
    await running([makeCase('A-1', [requestStep('POST /nothing', {expect: {status: 404}}), requestStep('GET /nothing', {expect: {status: 404}})])], SETTLE_MS);
    expect(events).toEqual(['POST', 'settle', 'GET']);
  });

  it('is given it for what others have written, before a case that runs alone', async () => {
    await running([makeCase('A-1', [create, read]), makeCase('A-2', [requestStep('GET /things/nothing', {expect: {status: 404}})], {exclusive: true})], SETTLE_MS);
    expect(events).toEqual(['POST', 'settle', 'GET', 'DELETE', 'settle', 'GET']);
  });

  it('is given no time where nothing is said of it', async () => {
    await running([makeCase('A-1', [create, read]), makeCase('A-2', [read], {exclusive: true})], undefined);
    expect(events).toEqual(['POST', 'GET', 'DELETE', 'GET']);
  });

  it('does not use up the time of a case', async () => {
    const {verdicts} = await running([makeCase('A-1', [create, {...create, json: {id: 'b'}}, read], {timeoutMs: 400})], 300, {});
    expect(verdicts['A-1']?.outcome).toBe('passed');
  });

  it('keeps nobody waiting who presses Ctrl-C, but for what has to be removed', async () => {
    const control = new AbortController();
    const clock = hurriedClock();
    const waiting: Clock = {...clock, sleep: async (ms, signal) => {
      if (signal === undefined) return clock.sleep(ms);
      events.push('waits');
      control.abort();
      await new Promise<void>((resolve) => (signal.aborted ? resolve() : signal.addEventListener('abort', () => resolve())));
    }};
    const {verdicts} = await running([makeCase('A-1', [create, read])], SETTLE_MS, {clock: waiting, signal: control.signal});
    expect(events).toEqual(['POST', 'waits', 'settle', 'DELETE']);
    expect(verdicts['A-1']).toMatchObject({outcome: 'not-run', reason: {code: 'aborted'}});
  });

  it('is given it around what is taken back of a run that was killed', async () => {
    const services = makeServices({clock: hurriedClock()});
    const plan = makePlan([makeCase('A-1', [create, read])]);
    await run(plan, settling(SETTLE_MS), services);
    const lines = readFileSync(services.journal, 'utf8').split('\n');
    writeFileSync(services.journal, `${lines.slice(0, lines.findIndex((line) => line.startsWith('{"kind":"step"')) + 1).join('\n')}\n`);
    events = [];
    await run(plan, settling(SETTLE_MS), {...services, clock: hurriedClock(), resume: true});
    expect(events).toEqual(['settle', 'DELETE', 'settle', 'POST', 'settle', 'GET', 'DELETE']);
  });

  it('cannot be given another while when a run is finished later', async () => {
    const services = makeServices({clock: hurriedClock()});
    await run(makePlan([makeCase('A-1', [create, read])]), settling(undefined), services);
    await expect(run(makePlan([makeCase('A-1', [create, read])]), settling(SETTLE_MS), {...services, resume: true})).rejects.toThrow(/limits\.settle: 0ms, not 3000ms/);
  });
});

describe('what is said to be gone right after it was created', () => {
  it.each([
    {times: 1, ends: 'is looked for again, for it may not show yet', waits: 1},
    {times: 9, ends: 'is gone once it has had two seconds to show', waits: 4},
  ])('$ends', async ({times, waits}) => {
    let refusals = 0;
    const shy = await startSmallPlatform((request, response) => {
      events.push(request.method ?? '');
      if (request.method !== 'DELETE' || refusals >= times) return false;
      refusals += 1;
      response.writeHead(404).end();
      return true;
    });
    const services = makeServices({clock: hurriedClock()});
    const footer = await run(makePlan([makeCase('A-1', [create])]), makeTarget(shy.origin), services);
    await shy.close();
    expect(events).toEqual(['POST', ...Array.from({length: waits}, () => ['DELETE', '500 ms']).flat(), 'DELETE']);
    expect((await judged(services)).journal.records['A-1']?.undos.map(({undone}) => undone)).toEqual([...Array.from({length: waits}, () => false), true]);
    expect(footer.leftovers).toEqual([]);
  });

  it('is gone where the case has removed it itself', async () => {
    await running([makeCase('A-1', [create, requestStep('DELETE /things/{{ case.key }}', {expect: {status: 204}})])], undefined);
    expect(events).toEqual(['POST', 'DELETE', 'DELETE']);
  });

  it('is gone where it has been removed for a request before', async () => {
    await running([makeCase('A-1', [create, {...create, method: 'PUT', expect: requestStep('', {expect: {status: 404}}).expect}])], undefined);
    expect(events).toEqual(['POST', 'PUT', 'DELETE', 'DELETE']);
  });
});

describe('a listener for what a platform sends late', () => {
  const listeners = {bell: {replies: []}};
  // Longer than the step waits, shorter than what the platform is given.
  const LATE_MS = 80;
  let late: SmallPlatform;
  beforeEach(async () => {
    late = await startSmallPlatform((_, response, body) => {
      const {url} = JSON.parse(body) as {url: string};
      setTimeout(() => void fetch(url, {method: 'POST', body: '{}'}).catch(() => undefined), LATE_MS);
      response.writeHead(201).end();
      return true;
    });
  });
  afterEach(() => late.close());

  const ring = requestStep('POST /ring', {id: 'ring', json: {url: '{{ listeners.bell.url }}'}, expect: {status: 201}});
  async function heard(step: Parameters<typeof makeCase>[1][number], settleMs?: number): Promise<string | undefined> {
    const services = makeServices();
    const target = makeTarget(late.origin);
    await run(makePlan([makeCase('A-1', [ring, step], {listeners})]), {...target, limits: {...target.limits, ...(settleMs === undefined ? {} : {settleMs})}}, services);
    return (await judged(services)).verdicts['A-1']?.outcome;
  }

  it('counts the time of a wait from when the write shows', async () => {
    const step = awaitStep('bell', {since: 'ring', withinMs: 10});
    expect([await heard(step), await heard(step, SETTLE_MS)]).toEqual(['failed', 'passed']);
  });

  it('hears what must not come although it comes before the write shows', async () => {
    const step = {...quietStep('bell', {since: 'ring', forMs: 10}), expect: awaitStep('bell', {expect: {method: 'POST'}}).expect};
    expect([await heard(step), await heard(step, SETTLE_MS)]).toEqual(['passed', 'failed']);
  });
});
