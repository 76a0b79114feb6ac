import {expect, test} from 'vitest';
import type {Limits} from '../../src/model.ts';
import {caseScope} from '../../src/scope/case-scope.ts';
import {heldUpMs} from '../../src/scope/held-up.ts';
import {renderText} from '../../src/scope/render.ts';
import {journal, sampleCase, step, target} from '../model-samples.ts';

const limits: Limits = {...target.limits, settleMs: 2_000};
const steps = [step({method: 'POST'}), step(), step({method: 'PATCH'}), step({method: 'HEAD'})];

test('a case is held up after each of its writes, and before it begins where it runs alone', () => {
  expect(heldUpMs(sampleCase({steps}), limits)).toBe(4_000);
  expect(heldUpMs(sampleCase({steps, exclusive: true}), limits)).toBe(6_000);
  expect(heldUpMs(sampleCase({steps, exclusive: true}), target.limits)).toBe(0);
});

test('what is to come is counted from when a case can be there, and what was from when it begins', () => {
  const times = (one: Limits): string => renderText('{{ time.ago-1s }} {{ time.now }} {{ time.in-1s }}', caseScope(sampleCase({steps}), {...journal().header, target: {...target, limits: one}}, '2026-11-21T10:00:10.000Z'));
  expect(times(target.limits)).toBe('2026-11-21T10:00:09.000Z 2026-11-21T10:00:10.000Z 2026-11-21T10:00:11.000Z');
  expect(times(limits)).toBe('2026-11-21T10:00:09.000Z 2026-11-21T10:00:10.000Z 2026-11-21T10:00:15.000Z');
});
