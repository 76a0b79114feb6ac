import {expect, test} from 'vitest';
import {beginningOf} from '../../../src/tender/text/state.ts';
import {desk} from '../samples.ts';

test('a text is known again by its heading, its title or its first words', async () => {
  const english = await (await desk()).texts('en');
  expect(beginningOf(english, 'exit.trigger')).toBe('When the exit begins');
  expect(beginningOf(english, 'requirement.MIM0-9.0-R1.1')).toBe('Data in a machine-readable format');
  expect(beginningOf(english, 'mim')).toBe('MIM… …');
  expect(beginningOf(english, 'init.requirements')).toMatch(/^use: gate .{40,52}…$/);
});
