import {afterEach, describe, expect, it, vi} from 'vitest';
import {createRedactor} from '../../src/journal/redact.ts';
import type {Exchange, HeaderField, SentRequest} from '../../src/model.ts';
import type {Clock} from '../../src/run/clock.ts';
import {openPlatform} from '../../src/run/platform.ts';
import {runUndos} from '../../src/run/undo.ts';
import type {DueUndo, UndoTools} from '../../src/run/undo.ts';
import {makeTarget} from './plans.ts';
import {startSmallPlatform} from './small-platform.ts';

type Reply = readonly [status: number, retryAfter?: string];
const ORIGIN = 'http://h';
const due: DueUndo = {
  case: 'A-1', step: 0, undo: {method: 'DELETE', path: '/things/1', headers: {}, accept: []}, made: '/things', auth: null, scope: {}, refused: false, doubt: null, youngUntil: null,
  endpoint: {url: ORIGIN, headers: []},
};

/** Time passes only where somebody waits. */
function watch(): {readonly clock: Clock; readonly waits: number[]} {
  let time = 0;
  const waits: number[] = [];
  const sleep = (ms: number): Promise<void> => {
    waits.push(ms);
    time += ms;
    return Promise.resolve();
  };
  return {waits, clock: {now: () => time, ticks: () => time, sleep}};
}

/** Undoes against a platform that answers in turn; the last answer stays. */
async function undoing(dues: readonly DueUndo[], replies: readonly Reply[]): Promise<{left: number; sent: number; waits: readonly number[]; paused: readonly unknown[]}> {
  const {clock, waits} = watch();
  const paused: unknown[] = [];
  let sent = 0;
  const send = (request: SentRequest): Promise<Exchange> => {
    const [status, wait] = replies[Math.min(sent, replies.length - 1)] ?? [500];
    sent += 1;
    const headers: HeaderField[] = wait === undefined ? [] : [['Retry-After', wait]];
    return Promise.resolve({request, at: clock.ticks(), tookMs: 0, outcome: {kind: 'answer', status, headers, httpVersion: '1.1', body: '', bytes: 0, facts: []}});
  };
  const tools: UndoTools = {
    clock, elapsed: clock.ticks, send, record: () => undefined,
    pause: (...asked) => void paused.push(asked), credentials: () => Promise.reject(new Error('nobody signs in')),
  };
  const left = await runUndos(dues, tools);
  return {left: left.length, sent, waits, paused};
}

describe('an undo', () => {
  it.each([429, 503])('that is answered with %i and Retry-After waits as long as it says, and so does everybody else', async (status) => {
    expect(await undoing([due], [[status, '2'], [204]])).toEqual({left: 0, sent: 2, waits: [2_000], paused: [[`${ORIGIN}/things/1`, 2_000]]});
  });

  it('is sent again after each of three pauses, and once after a trouble that names none', async () => {
    expect(await undoing([due], [[429, '2'], [500], [429, '3'], [429, '0'], [204]])).toMatchObject({left: 0, waits: [2_000, 500, 3_000, 500]});
    expect(await undoing([due], [[429, '1']])).toMatchObject({left: 1, sent: 4});
    expect(await undoing([due], [[503]])).toEqual({left: 1, sent: 2, waits: [500], paused: []});
  });

  it('waits for no more than a minute for all that a case owes', async () => {
    const {left, waits} = await undoing([due, due, due], [[429, '25']]);
    expect(left).toBe(3);
    expect(waits).toEqual([25_000, 25_000]);
  });
});

describe('the limit of a request', () => {
  afterEach(() => void vi.restoreAllMocks());

  it('counts from when it is sent, not from when it began to wait for its turn', async () => {
    const small = await startSmallPlatform();
    const {clock} = watch();
    const limited: number[] = [];
    vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => {
      limited.push(clock.ticks());
      return new AbortController().signal;
    });
    const target = makeTarget(small.origin);
    const platform = openPlatform({target, redactor: createRedactor([]), resolve: String, clock, elapsed: clock.ticks, agent: 'mimcheck/0'});
    platform.pause(small.origin, 20_000);
    const {outcome} = await platform.send({method: 'GET', url: `${small.origin}/things/1`, headers: []}, undefined, 10_000);
    expect([outcome.kind, limited]).toEqual(['answer', [20_000]]);
    await platform.close();
    await small.close();
  });

  it('ends one that hangs', async () => {
    const small = await startSmallPlatform(() => true);
    const {clock} = watch();
    const platform = openPlatform({target: makeTarget(small.origin), redactor: createRedactor([]), resolve: String, clock, elapsed: clock.ticks, agent: 'mimcheck/0'});
    const {outcome} = await platform.send({method: 'GET', url: `${small.origin}/hangs`, headers: []}, new AbortController().signal, 30);
    expect(outcome).toMatchObject({kind: 'silence', reason: 'aborted'});
    await platform.close();
    await small.close();
  });
});
