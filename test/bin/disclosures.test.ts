import {appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {openDisclosures} from '../../bin/disclosures.ts';
import {InputError} from '../../src/error.ts';
import {opens, readDisclosures} from '../../src/evidence/commitment.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mimcheck-disclosures-'));
  file = join(folder, 'disclosures.jsonl');
});
afterEach(() => rmSync(folder, {recursive: true}));

const NAMED = {name: 'city', value: 'hunter22'};
const MET = {name: 'Set-Cookie', value: 'abc', met: true, where: 'GET http://h.example/'} as const;
const written = () => readDisclosures(readFileSync(file, 'utf8'), file);

test('what opens a commitment is written down at once, for its owner only, and without the value', () => {
  const commitment = openDisclosures(folder, {keep: false})(NAMED);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(written()).toEqual([{name: 'city', salt: expect.stringMatching(/^[\w-]{32}$/), commitment}]);
  expect(opens({...written()[0] ?? {name: '', salt: '', commitment}, value: 'hunter22'})).toBe(true);
});

test('a value that only the run has seen stands there if it is to be kept, and one that its owner named never does', () => {
  for (const keep of [true, false]) for (const secret of [NAMED, MET]) openDisclosures(folder, {keep})(secret);
  expect(written().map(({value}) => value)).toEqual([undefined, 'abc', undefined, undefined]);
  expect(readFileSync(file, 'utf8')).toContain('"where":"GET http://h.example/"');
});

test('the same value gets another salt each time, so that nobody sees that it is the same', () => {
  const commit = openDisclosures(folder, {keep: false});
  expect(commit(MET)).not.toBe(commit(MET));
});

test('a run that is resumed goes on after the last whole line', () => {
  openDisclosures(folder, {keep: false})(NAMED);
  appendFileSync(file, '{"name":"ha');
  openDisclosures(folder, {keep: false})(MET);
  expect(written().map(({name}) => name)).toEqual(['city', 'Set-Cookie']);
});

test('a place that cannot be written to is said in plain words', () => {
  writeFileSync(file, '');
  expect(() => openDisclosures(join(file, 'below'), {keep: false})(NAMED)).toThrow(InputError);
});
