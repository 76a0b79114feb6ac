import {existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {keepEvidence} from '../../bin/evidence-files.ts';
import {loadLibrary} from '../../bin/library.ts';
import {targetOf} from '../../bin/target.ts';
import {InputError} from '../../src/error.ts';
import {createRedactor} from '../../src/journal/redact.ts';
import type {Target} from '../../src/model.ts';

let folder: string;
let beside: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mimcheck-evidence-'));
  beside = join(folder, 'bid');
  mkdirSync(join(beside, 'papers'), {recursive: true});
  writeFileSync(join(folder, 'outside.txt'), 'elsewhere');
  writeFileSync(join(beside, 'papers', 'terms.txt'), 'terms');
  writeFileSync(join(beside, 'target.yaml'), 'target: { product: P, version: "1", vendor: V }\nendpoints: { ogc-api-features: { url: "http://127.0.0.1:9" } }\n');
});
afterEach(() => rmSync(folder, {recursive: true}));

async function targetWith(files: readonly string[]): Promise<Target> {
  writeFileSync(join(beside, 'evidence.yaml'), JSON.stringify({evidence: {'MIM1-9.0-R1.3': {claim: 'meets', statement: 'So it is.', by: 'Jane', date: '2026-11-01', files}}}));
  return targetOf({target: join(beside, 'target.yaml')}, await loadLibrary());
}

async function complaint(file: string): Promise<string> {
  const error: unknown = await targetWith([file]).then(() => null, (one: unknown) => one);
  if (!(error instanceof InputError)) throw new Error('nothing to complain about');
  return error.complaints.map(({message, remedy}) => `${message} (${remedy ?? ''})`).join('; ');
}

describe('a file of evidence', () => {
  test('is hashed and copied as it was when it was hashed', async () => {
    symlinkSync('terms.txt', join(beside, 'papers', 'same.txt'));
    const target = await targetWith(['papers/terms.txt', 'papers/same.txt']);
    const out = join(folder, 'run');
    keepEvidence({target, out, evidence: beside}, createRedactor([]).scan);
    expect(['terms.txt', 'same.txt'].map((name) => readFileSync(join(out, 'evidence', 'papers', name), 'utf8'))).toEqual(['terms', 'terms']);
    writeFileSync(join(beside, 'papers', 'terms.txt'), 'other terms');
    expect(() => keepEvidence({target, out, evidence: beside}, createRedactor([]).scan)).toThrow(/terms\.txt was changed while it was read/);
  });

  test.each<[string, (path: string) => void, RegExp]>([
    ['is not there', () => undefined, /^the file papers\/it\.txt is not there \(paths are relative to this file\)$/],
    ['is too large', (path) => { writeFileSync(path, ''); truncateSync(path, 21 * 2 ** 20); }, /is too large: 21\.0 MB, and at most 20 MB are taken \(hand in another file, or give a link with its digest\)$/],
    ['is a link that leads out', (path) => symlinkSync(join(folder, 'outside.txt'), path), /lies elsewhere, for a link leads out of the folder/],
    ['is a folder', (path) => mkdirSync(path), /is no file/],
    ['is a device', (path) => symlinkSync('/dev/zero', path), /lies elsewhere/],
  ])('that %s is refused, and why is said', async (_, make, why) => {
    make(join(beside, 'papers', 'it.txt'));
    expect(await complaint('papers/it.txt')).toMatch(why);
  });

  test('with a secret of the target in it is refused before anything is copied', async () => {
    writeFileSync(join(beside, 'papers', 'leak.txt'), `our key is ${encodeURIComponent('hunter/22')}`);
    const out = join(folder, 'run');
    const target = await targetWith(['papers/terms.txt', 'papers/leak.txt']);
    expect(() => keepEvidence({target, out, evidence: beside}, createRedactor([{name: 'city', value: 'hunter/22'}]).scan)).toThrow(/leak\.txt holds a secret that the target names.*take the secret out of the file/s);
    expect(existsSync(out)).toBe(false);
  });
});
