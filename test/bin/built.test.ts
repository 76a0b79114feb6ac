import {spawnSync} from 'node:child_process';
import {appendFileSync, cpSync, mkdtempSync, rmSync, symlinkSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';

let place: string;
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'mimcheck-built-'));
  for (const part of ['package.json', 'suites', 'templates', 'dist/packed', 'dist/built.json', 'dist/library.json', 'dist/cases.json']) cpSync(resolve(part), join(place, part), {recursive: true});
  symlinkSync(resolve('node_modules'), join(place, 'node_modules'));
});
afterEach(() => rmSync(place, {recursive: true}));

const init = () => spawnSync(process.execPath, ['dist/packed/mimcheck.js', 'init', '--product', 'P', '--endpoint', 'ngsi-ld=http://127.0.0.1:1/'], {cwd: place, encoding: 'utf8', env: {...process.env, NO_COLOR: '1'}});

test('templates that do not fit the build are told in one message, with the remedy', () => {
  appendFileSync(join(place, 'templates/target/target.yaml.hbs'), '{{newer}}');
  const {status, stderr} = init();
  expect(stderr).toMatch(/^templates are not those that this mimcheck was built from, and the command failed over it: .*newer.* \(npm run build, or install mimcheck again\)\n$/);
  expect(status).toBe(3);
});

test('suites that cannot be read and are not those of the build are told with the remedy, after their mistakes', () => {
  appendFileSync(join(place, 'suites/mechanisms.yaml'), 'newer: part\n');
  const {status, stderr} = init();
  expect(stderr).toMatch(/^mechanisms\.yaml:\d+:1 unknown key 'newer'.*\n(?:.*\n)*suites are not those that this mimcheck was built from \(where nobody changed them: npm run build, or install mimcheck again\)\n$/);
  expect(status).toBe(3);
});

test('what differs and fits is no matter', () => {
  appendFileSync(join(place, 'templates/target/target.yaml.hbs'), '# Another line.\n');
  expect(init()).toMatchObject({status: 0, stderr: ''});
});
