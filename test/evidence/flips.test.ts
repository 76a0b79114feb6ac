import {beforeAll, describe, expect, test} from 'vitest';
import type {PrivateKey} from '../../src/evidence/keys.ts';
import {refused} from '../../src/evidence/verify.ts';
import type {Verification} from '../../src/evidence/check.ts';
import {readZip} from '../../src/evidence/zip-read.ts';
import {writeZip} from '../../src/evidence/zip-write.ts';
import {keyFor, signedBy, smallBundle, smallRun, verified} from './small-run.ts';
import type {SmallRun} from './small-run.ts';

/** What a byte can be to a reader: one of each class is changed in every file, at its first, middle and last place. */
const CLASSES: Readonly<Record<string, (byte: number) => boolean>> = {
  'a digit': (byte) => byte >= 0x30 && byte <= 0x39,
  'a small letter': (byte) => byte >= 0x61 && byte <= 0x7a,
  'a capital letter': (byte) => byte >= 0x41 && byte <= 0x5a,
  'a quotation mark': (byte) => byte === 0x22 || byte === 0x27,
  'a bracket': (byte) => '{}[]()<>'.includes(String.fromCharCode(byte)),
  'a comma or a colon': (byte) => byte === 0x2c || byte === 0x3a,
  'another sign': (byte) => byte > 0x20 && byte < 0x7f && !/[0-9A-Za-z"'{}[\]()<>,:]/.test(String.fromCharCode(byte)),
  'a blank': (byte) => byte === 0x20 || byte === 0x09,
  'the end of a line': (byte) => byte === 0x0a || byte === 0x0d,
  'a byte beyond ASCII': (byte) => byte >= 0x80,
  'a control character': (byte) => byte < 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09,
};

let made: SmallRun;
let vendor: PrivateKey;
let files: ReadonlyMap<string, Uint8Array>;
beforeAll(async () => {
  [made, vendor] = await Promise.all([smallRun(), keyFor('vendor')]);
  files = signedBy(vendor, await smallBundle(made));
});

/** Which bytes are changed: of each class in each file the first, one in the middle and the last. */
function flips(all: ReadonlyMap<string, Uint8Array>): readonly {readonly name: string; readonly at: number; readonly kind: string}[] {
  return [...all].flatMap(([name, bytes]) => Object.entries(CLASSES).flatMap(([kind, belongs]) => {
    const places = [...bytes.keys()].filter((at) => belongs(bytes[at] ?? 0));
    const some = [places[0], places[places.length >> 1], places.at(-1)].filter((one) => one !== undefined);
    return [...new Set(some)].map((at) => ({name, at, kind}));
  }));
}

async function verifyBytes(bytes: Uint8Array): Promise<Verification> {
  try {
    return await verified(await readZip(bytes, 'bundle.zip'), made.installed, {trust: [vendor]});
  } catch {
    return refused('');
  }
}

describe('every byte counts', () => {
  test('a change of one byte of each class, in every file, is noticed', async () => {
    expect((await verified(files, made.installed, {trust: [vendor]})).answer).toBe('genuine');
    const missed: string[] = [];
    let noticed = 0;
    for (const {name, at, kind} of flips(files)) {
      const changed = Uint8Array.from(files.get(name) ?? []);
      changed[at] = (changed[at] ?? 0) ^ 1;
      const {answer} = await verified(new Map([...files, [name, changed]]), made.installed, {trust: [vendor]});
      if (answer === 'genuine') missed.push(`${name} at ${at}: ${kind}`);
      else noticed += 1;
    }
    expect(missed).toEqual([]);
    // Counted, so that the test cannot come to nothing: the files, and what classes of bytes they hold.
    expect(files.size).toBe(15);
    expect(noticed).toBeGreaterThan(300);
  });

  test('a file that is taken out, added or exchanged is noticed', async () => {
    for (const [name, bytes] of files) {
      const without = new Map([...files].filter(([one]) => one !== name));
      expect((await verified(without, made.installed, {trust: [vendor]})).answer, `without ${name}`).not.toBe('genuine');
      const twice = new Map([...files, [name.replace(/(\.\w+)$/, '-2$1'), bytes]]);
      expect((await verified(twice, made.installed, {trust: [vendor]})).answer, `with another ${name}`).not.toBe('genuine');
    }
  });

  test('no change of the archive itself passes, but for what says nothing of its files', async () => {
    const whole = writeZip(files);
    let passed = 0;
    let noticed = 0;
    // A prime step, so that every part of every header comes up.
    for (let at = 0; at < whole.length; at += 151) {
      const bytes = Uint8Array.from(whole);
      bytes[at] = (whole[at] ?? 0) ^ 0x10;
      const done = await verifyBytes(bytes);
      if (done.answer !== 'genuine') noticed += 1;
      else {
        passed += 1;
        const read = await readZip(bytes, 'bundle.zip');
        expect([...read].map(([name, content]) => [name, Buffer.from(content).toString('base64')]).sort()).toEqual([...files].map(([name, content]) => [name, Buffer.from(content).toString('base64')]).sort());
      }
    }
    expect(noticed).toBeGreaterThan(passed * 5);
  });
});
