import {setTimeout as wait} from 'node:timers/promises';
import {afterEach, describe, expect, it} from 'vitest';
import {createEnds} from '../../src/run/ends.ts';
import type {Ends} from '../../src/run/ends.ts';

const open: Ends[] = [];
afterEach(() => open.splice(0).forEach(({stop}) => stop()));
const ends = (outer?: AbortSignal, ms = 60_000): Ends => {
  const one = createEnds(outer, ms);
  open.push(one);
  return one;
};

describe('the end of a run', () => {
  it('may be listened to by many cases without a warning of a leak', async () => {
    const warnings: Error[] = [];
    const hear = (warning: Error): void => void warnings.push(warning);
    process.on('warning', hear);
    const {signal} = ends();
    for (let i = 0; i < 200; i += 1) signal.addEventListener('abort', () => undefined);
    await wait(0);
    process.off('warning', hear);
    expect(warnings).toEqual([]);
  });

  it('is an interruption when the outer signal fires, also when it fired before', () => {
    const control = new AbortController();
    const during = ends(control.signal);
    expect(during.how()).toBe('completed');
    control.abort();
    expect([during.how(), during.signal.aborted, ends(control.signal).how()]).toEqual(['interrupted', true, 'interrupted']);
  });

  it('hands on the first of our own faults, and lets nothing new begin', () => {
    const one = ends();
    one.fail(new Error('first'));
    one.fail(new Error('second'));
    expect(one.signal.aborted).toBe(true);
    expect(one.rethrow).toThrow('first');
  });
});
