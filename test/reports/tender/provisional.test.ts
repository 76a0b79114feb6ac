import {expect, test} from 'vitest';
import {madeText} from './made.ts';

test.each([
  ['html', /\(8\) \(provisoire\)</], ['md', /\\\(provisoire\\\)/], ['cccev', /Provisoire\u00A0: énoncée par le projet mimcheck/], ['ocds', /Provisoire\u00A0: énoncée par le projet mimcheck/],
] as const)('%s says of a provisional requirement that it is no MIM’s', async (format, pattern) => expect(await madeText(format, {language: 'fr'})).toMatch(pattern));
