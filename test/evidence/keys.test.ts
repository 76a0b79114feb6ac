import {expect, it} from 'vitest';
import {publicKeyOf} from '../../src/evidence/keys.ts';
import {keyFor} from './small-run.ts';

it.each([
  ['letters that no coordinate has', {x: 'é'}],
  ['a blank', {x: 'AA AA'}],
  ['another curve', {crv: 'P-512é'}],
  ['nothing', {x: ''}],
])('a key with %s is none, and no crash', async (_what, wrong) => {
  expect(await publicKeyOf({...(await keyFor('vendor')), ...wrong})).toBeNull();
});
