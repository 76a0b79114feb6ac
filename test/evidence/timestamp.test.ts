import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {readCertificates, readTimeStamp, tokenIn} from '../../src/evidence/timestamp.ts';
import {checkTime} from '../../src/evidence/verify/time.ts';

const fixture = (name: string): Uint8Array => readFileSync(join(import.meta.dirname, 'timestamps', name));
const authority = await readCertificates(Buffer.from(fixture('authority.pem')).toString(), 'authority.pem');
const other = await readCertificates(Buffer.from(fixture('other-authority.pem')).toString(), 'other-authority.pem');
const stamped = Buffer.from('the text that was stamped\n');

describe('a time stamp', () => {
  test.each(['sha256.tsr', 'sha512.tsr'])('tells when and by whom (%s)', async (name) => {
    const token = await tokenIn(fixture(name), name);
    expect(await readTimeStamp(token, stamped, authority)).toEqual({at: expect.stringMatching(/^2026-11-22T01:35:\d\d/), authority: 'Test Time Stamping Authority', trusted: true});
    expect(await tokenIn(token, name)).toEqual(token);
  });

  test('of an authority that nobody named, or of another, is told and not relied on', async () => {
    const token = await tokenIn(fixture('sha256.tsr'), 'x');
    expect(await readTimeStamp(token, stamped, [])).toMatchObject({trusted: false});
    expect(await readTimeStamp(token, stamped, other)).toMatchObject({trusted: false});
  });

  test('of something else is for something else', async () => {
    expect(await readTimeStamp(await tokenIn(fixture('sha256.tsr'), 'x'), Buffer.from('another text\n'), authority)).toBe('other');
  });

  test('is never trusted with another time, name or signature, wherever a byte is changed', async () => {
    const token = await tokenIn(fixture('sha256.tsr'), 'x');
    const right = await readTimeStamp(token, stamped, authority);
    let refused = 0;
    for (let at = 0; at < token.length; at += 19) {
      const changed = Uint8Array.from(token);
      changed[at] = (token[at] ?? 0) ^ 1;
      const stamp = await readTimeStamp(changed, stamped, authority);
      if (typeof stamp === 'string' || !stamp.trusted) refused += 1;
      else expect(stamp, `byte ${at}`).toEqual(right);
    }
    expect(refused).toBeGreaterThan(70);
  });

  test('that is none is refused with a remedy', async () => {
    await expect(tokenIn(Buffer.from('no time stamp'), 'x.tsr')).rejects.toThrow(/x\.tsr holds no time stamp .*RFC 3161/);
    await expect(readCertificates('nothing', 'x.pem')).rejects.toThrow(/holds no certificate/);
  });
});

describe('verifying a bundle', () => {
  const files = async (text: Uint8Array) => new Map([['manifest.json', text], ['attestations/timestamp-1.tsr', await tokenIn(fixture('sha256.tsr'), 'x')]]);
  const run = {id: 'x', started: '2026-11-21T09:00:00.000Z', planDigest: '', attempt: null};

  test('tells the time of its manifest', async () => {
    expect(await checkTime(await files(stamped), {run}, authority)).toMatchObject([{status: 'ok', code: 'time-stamped'}]);
    expect(await checkTime(await files(stamped), {run}, [])).toMatchObject([{status: 'note', code: 'time-unknown'}]);
  });

  test('finds a time stamp of another manifest', async () => {
    expect(await checkTime(await files(Buffer.from('{}')), {run}, authority)).toMatchObject([{status: 'altered', code: 'time-other'}]);
  });

  test('wonders about a time stamp that is older than the run', async () => {
    expect(await checkTime(await files(stamped), {run: {...run, started: '2027-01-01T00:00:00.000Z'}}, authority)).toMatchObject([{status: 'note', code: 'time-before'}]);
  });
});
