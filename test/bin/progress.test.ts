import {createColors} from 'picocolors';
import {expect, it} from 'vitest';
import {showProgress} from '../../bin/progress.ts';
import type {Finding} from '../../src/model.ts';
import type {RunEvent} from '../../src/run/events.ts';

const silent: Finding = {code: 'no-answer', blame: 'silence', step: 0, at: 'x.yaml:1:1', where: '', expected: 'an answer', actual: null};

function shown(...events: readonly RunEvent[]): readonly string[] {
  const said: string[] = [];
  const show = showProgress({print: () => undefined, note: (text) => void said.push(text), colours: createColors(false), live: false});
  for (const event of events) show(event);
  return said;
}

it('says what was not met, and nothing of a case that we cut off ourselves', () => {
  const start: RunEvent = {kind: 'run-start', cases: 2, done: 0, callbackUrl: null};
  expect(shown(start, {kind: 'case-end', case: 'A-1', ended: 'stopped', findings: [silent]}, {kind: 'case-end', case: 'A-2', ended: 'aborted', findings: [silent]}))
    .toEqual(['2 cases', '  ✗ A-1  no-answer', '1 of 2 cases done, 1 not met']);
});
