import {existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {makeFolder, writeFiles} from '../../bin/files.ts';
import {InputError} from '../../src/error.ts';

let place: string;
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'mimcheck-files-'));
  writeFileSync(join(place, 'file'), '');
  symlinkSync(join(place, 'nowhere'), join(place, 'dangling'));
  symlinkSync(join(place, 'loop'), join(place, 'loop'));
  mkdirSync(join(place, 'there'));
  symlinkSync(join(place, 'there'), join(place, 'link'));
});
afterEach(() => rmSync(place, {recursive: true}));

test.each(['there', 'link', 'new', 'new/in/new', 'link/new', '.'])('a folder is made at %s, with those around it, and may be there already', (name) => {
  for (const _ of ['first', 'again']) makeFolder(join(place, name));
  expect(readdirSync(join(place, name))).toBeDefined();
});

test.each([
  ['file', 'is no folder'], ['file/x', 'file is no folder'], ['file/x/y', 'file is no folder'], ['dangling', 'is a link that leads nowhere'],
  ['dangling/x', 'is a link that leads nowhere'], ['loop', 'is a link that leads nowhere'], ['loop/x', 'is a link that leads in a circle'], ['a'.repeat(300), 'is longer than a path may be here'],
])('where there can be no folder, as at %s, one sentence says so', (name, message) => {
  for (const act of [() => makeFolder(join(place, name)), () => writeFiles(join(place, name), new Map([['a', '']]), null)]) {
    expect(act).toThrow(InputError);
    expect(act).toThrow(message);
  }
});

// Only Linux has one.
test.runIf(existsSync('/proc/self'))('a file system that takes no folder is asked once', () => {
  for (const path of ['/proc/mimcheck', '/proc/mimcheck/x']) expect(() => makeFolder(path)).toThrow('/proc/mimcheck cannot be made: the file system takes no folder there');
});

test('a folder of the user that has the name of a half-written file stays', () => {
  mkdirSync(join(place, 'a.part'));
  writeFileSync(join(place, 'a.part', 'own'), 'kept');
  expect(() => writeFiles(place, new Map([['a', 'text']]), null)).toThrow('is a folder');
  expect(readFileSync(join(place, 'a.part', 'own'), 'utf8')).toBe('kept');
});
