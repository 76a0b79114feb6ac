import {createHash} from 'node:crypto';
import fc from 'fast-check';
import {strToU8, zipSync} from 'fflate';
import {describe, expect, test} from 'vitest';
import {InputError} from '../../src/error.ts';
import {readZip} from '../../src/evidence/zip-read.ts';
import {writeZip} from '../../src/evidence/zip-write.ts';

const hello = strToU8('hello');

async function refusal(bytes: Uint8Array, limits?: Parameters<typeof readZip>[2]): Promise<string> {
  try {
    await readZip(bytes, 'x.zip', limits);
    return 'accepted';
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.message;
  }
}

/** Replaces every occurrence of one text by another of the same length, in names and directories alike. */
function renamed(bytes: Uint8Array, from: string, to: string): Uint8Array {
  return Buffer.from(Buffer.from(bytes).toString('latin1').replaceAll(from, to), 'latin1');
}

describe('writing an archive', () => {
  test('gives the same bytes for the same files, in whatever order they come', () => {
    const one = writeZip(new Map([['b.txt', hello], ['a.txt', hello]]));
    const other = writeZip(new Map([['a.txt', hello], ['b.txt', hello]]));
    expect(Buffer.from(one).equals(Buffer.from(other))).toBe(true);
    // Fixed by hand: another machine, time zone or year must come to the same.
    expect(createHash('sha256').update(one).digest('hex')).toBe('f87bdd57c37677561b23e23d17f98f09f3abf27a89fdcad998e8466a6a2736b1');
  });

  test('is undone by reading it', async () => {
    const name = fc.stringMatching(/^[a-z0-9]{1,8}(\/[a-z0-9_][a-z0-9_-]{0,8}){0,3}\.json$/);
    const files = fc.uniqueArray(fc.tuple(name, fc.uint8Array({maxLength: 2_000})), {selector: ([one]) => one, maxLength: 8});
    await fc.assert(fc.asyncProperty(files, async (list) => {
      const read = await readZip(writeZip(new Map(list)), 'x.zip');
      expect([...read].map(([one, bytes]) => [one, Buffer.from(bytes).toString('hex')]).sort()).toEqual(list.map(([one, bytes]) => [one, Buffer.from(bytes).toString('hex')]).sort());
    }));
  });
});

describe('a stranger\'s archive', () => {
  test.each([
    ['that leads out of its folder', '../evil.txt'],
    ['that leads out from within', 'a/../../evil.txt'],
    ['with an absolute path', '/etc/passwd'],
    ['with a drive letter', 'C:/evil.txt'],
    ['with backslashes', '..\\evil.txt'],
    ['with a hidden file', '.ssh/config'],
    ['with a control character', 'a\nb'],
    ['with a folder', 'folder/'],
    ['with an empty part', 'a//b'],
    ['with a name that is too long', 'a'.repeat(300)],
    ['with a sign that looks like another', 'mаnifest.json'],
  ])('%s is refused', async (_, name) => {
    expect(await refusal(zipSync({[name]: hello}))).toMatch(/name that is not allowed|cannot be read as a zip archive: (invalid|absolute)/);
  });

  test('with a symbolic link is refused', async () => {
    expect(await refusal(zipSync({'link.txt': [hello, {os: 3, attrs: 0o120777 << 16}]}))).toContain('no plain file: link.txt');
  });

  test('with two files of one name is refused, also where only the case differs', async () => {
    expect(await refusal(renamed(zipSync({'aa.txt': hello, 'ab.txt': hello}), 'ab.txt', 'aa.txt'))).toContain('two files of one name');
    expect(await refusal(zipSync({'aa.txt': hello, 'AA.txt': hello}))).toContain('two files of one name');
  });

  test('that unpacks to more than it may is refused, and so is one that says less than it holds', async () => {
    const bomb = zipSync({'zeros.bin': new Uint8Array(5_000_000)});
    expect(bomb.length).toBeLessThan(10_000);
    expect(await refusal(bomb, {entries: 10, bytes: 1_000_000})).toContain('would unpack to more than 1000000 bytes');
    const size = Buffer.alloc(4);
    size.writeUInt32LE(5_000_000);
    const small = Buffer.alloc(4);
    small.writeUInt32LE(1_000);
    const lying = renamed(bomb, size.toString('latin1'), small.toString('latin1'));
    expect(await refusal(lying, {entries: 10, bytes: 1_000_000})).toMatch(/cannot be read as a zip archive: too many bytes/);
    const large = Buffer.alloc(4);
    large.writeUInt32LE(6_000_000);
    expect(await refusal(renamed(bomb, size.toString('latin1'), large.toString('latin1')))).toMatch(/cannot be read as a zip archive: not enough bytes/);
  });

  test('with too many files is refused', async () => {
    const many = Object.fromEntries(Array.from({length: 11}, (_, i) => [`f${i}`, hello]));
    expect(await refusal(zipSync(many), {entries: 10, bytes: 1_000})).toContain('holds 11 files');
  });

  test('that is none, or cut off, is refused', async () => {
    expect(await refusal(strToU8('no archive'))).toContain('cannot be read as a zip archive');
    expect(await refusal(zipSync({'a.txt': hello}).slice(0, -10))).toContain('cannot be read as a zip archive');
  });

  test('is read or refused, and never anything else, whatever its bytes are', async () => {
    const whole = writeZip(new Map([['a.json', hello], ['b/c.json', strToU8('{"x": 1}'.repeat(50))]]));
    const edit = fc.record({at: fc.nat(whole.length - 1), byte: fc.nat(255)});
    await fc.assert(fc.asyncProperty(fc.array(edit, {minLength: 1, maxLength: 6}), async (edits) => {
      const bytes = Uint8Array.from(whole);
      for (const {at, byte} of edits) bytes[at] = byte;
      expect(typeof await refusal(bytes)).toBe('string');
    }), {numRuns: 400});
    await fc.assert(fc.asyncProperty(fc.uint8Array({maxLength: 400}), async (bytes) => {
      expect(await refusal(bytes)).toContain('cannot be read as a zip archive');
    }));
  });
});
