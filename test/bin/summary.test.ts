import {createColors} from 'picocolors';
import {expect, it} from 'vitest';
import {summary} from '../../bin/summary.ts';
import {score} from '../../src/score/score.ts';
import {journal, verdict} from '../model-samples.ts';

const terminal = {print: () => undefined, note: () => undefined, colours: createColors(false), live: false};

it.each([['none', []], ['1 passed', ['passed' as const]]])('counts cases: %s', (told, outcomes) => {
  const verdicts = outcomes.map((outcome) => verdict('X-01', outcome));
  const recorded = journal();
  expect(summary({journal: recorded, verdicts, score: score(recorded, verdicts)}, terminal)).toContain(`\ncases: ${told}`);
});
