import {beforeAll, describe, expect, test} from 'vitest';
import {challengeDigest, challengeSigner, readChallenge, seedOf, selectionFor, signChallenge, validity} from '../../src/evidence/challenge.ts';
import type {Challenge, SignedChallenge} from '../../src/evidence/challenge.ts';
import type {PrivateKey} from '../../src/evidence/keys.ts';
import {withManifest, MANIFEST, readManifest} from '../../src/evidence/manifest.ts';
import {readStarts, startsText, withStart} from '../../src/evidence/start.ts';
import {digest} from '../../src/journal/digest.ts';
import {TOOL, against, keyFor, signedBy, smallBundle, smallRun, verified} from './small-run.ts';
import type {SmallRun} from './small-run.ts';

const tender = {reference: '2026/0815', bytes: Buffer.from('tender: { reference: "2026/0815" }\n')};
const DAY = 86_400_000;

function fresh(more: Partial<Challenge> = {}): Challenge {
  return {
    format: 'mimcheck-challenge/1', tender: {reference: tender.reference, digest: digest(tender.bytes)}, nonce: Buffer.alloc(32, 7).toString('base64url'),
    scope: {releases: ['9.0'], mims: null}, notBefore: new Date(Date.now() - DAY).toISOString(), notAfter: new Date(Date.now() + DAY).toISOString(), ...more,
  };
}

let vendor: PrivateKey;
let buyer: PrivateKey;
let challenge: SignedChallenge;
let made: SmallRun;
let files: ReadonlyMap<string, Uint8Array>;
beforeAll(async () => {
  [vendor, buyer] = await Promise.all([keyFor('vendor'), keyFor('buyer')]);
  challenge = signChallenge(fresh(), {key: buyer, at: '2026-11-22T08:00:00.000Z'});
  made = await smallRun({challenge});
  files = signedBy(vendor, await smallBundle(made));
});

describe('a challenge', () => {
  test('gives a seed that follows from its number and the suites, and from nothing else', () => {
    const suites = [{id: 'a', file: 'a.yaml', digest: 'sha256:1'}];
    const seed = seedOf(fresh(), suites);
    expect(seed).toMatch(/^[0-9a-f]{32}$/);
    expect(seedOf(fresh({notAfter: '2030-01-01T00:00:00Z'}), suites)).toBe(seed);
    expect(seedOf(fresh({nonce: Buffer.alloc(32, 8).toString('base64url')}), suites)).not.toBe(seed);
    expect(seedOf(fresh(), [{id: 'a', file: 'a.yaml', digest: 'sha256:2'}])).not.toBe(seed);
    expect(seedOf(fresh(), Array.from({length: 500}, () => ({id: 'a', file: 'a.yaml', digest: 'sha256:1'})))).toMatch(/^[0-9a-f]{32}$/);
    // Another program must come to the same: HKDF-SHA256, no salt, 16 bytes, the digest of the suites as info.
    expect(seed).toBe('d28f1604b840f93d7c1a9443ecf90d6d');
  });

  test('is read back as it was written, and tells who signed it', async () => {
    const read = readChallenge(JSON.stringify(challenge, null, 2), 'challenge.json');
    expect(await challengeSigner(read)).toMatchObject({signer: {name: 'Town of Middling'}});
    expect(challengeDigest(read)).toBe(challengeDigest(challenge));
  });

  test('whose text was changed after it was signed is not the buyer\'s', async () => {
    expect(await challengeSigner({...challenge, notAfter: '2036-01-01T00:00:00.000Z'})).toBe('other-subject');
  });

  test.each(['', '{}', '[]', 'null', '{"format":"mimcheck-challenge/1"}'])('cannot be read from %j', (text) => {
    expect(() => readChallenge(text, 'challenge.json')).toThrow(/challenge\.json is no challenge/);
  });

  test('is open for days or hours', () => {
    expect([validity('30d'), validity('12h')]).toEqual([30 * DAY, DAY / 2]);
    for (const wrong of ['30', 'd', '0d', '1w', '-1d']) expect(() => validity(wrong), wrong).toThrow(/is no time/);
  });
});

describe('the log of starts', () => {
  const about = {challenge: 'sha256:c', planDigest: 'sha256:p', product: {name: 'P', version: '1', vendor: 'V'}, at: '2026-11-22T08:00:00.000Z', tool: TOOL};
  const log = withStart(withStart(withStart([], about), about), about);

  test('counts attempts, each naming the one before', () => {
    expect(log.map(({attempt}) => attempt)).toEqual([1, 2, 3]);
    expect(readStarts(startsText(log))).toEqual(log);
  });

  test('shows it when one in the middle is taken out or changed', () => {
    const lines = startsText(log).split('\n');
    expect(readStarts(lines.toSpliced(1, 1).join('\n'))).toBeNull();
    expect(readStarts(startsText(log).replace('"attempt":2', '"attempt":1'))).toBeNull();
    expect(readStarts(startsText(log).replace('2026-11-22', '2026-11-21'))).toBeNull();
    expect(readStarts(startsText(log).slice(0, -1))).toBeNull();
  });
});

describe('a run that answers a challenge', () => {
  test('is genuine and of assurance E2 to the buyer who holds it, or trusts who signed it', async () => {
    for (const given of [{challenge, tender}, {trust: [vendor, buyer]}]) {
      const done = await verified(files, made.installed, {trust: [vendor], ...given});
      expect([done.answer, against(done), done.assurance.tested]).toEqual(['genuine', [], 'E2']);
      expect(done.checks.find(({code}) => code === 'attempt')?.values).toMatchObject({attempt: 1, of: 1});
    }
  });

  test('is E1 only to who neither holds the challenge nor knows the buyer', async () => {
    const done = await verified(files, made.installed, {trust: [vendor]});
    expect([done.answer, done.assurance.tested]).toEqual(['genuine', 'E1']);
  });

  test('does not answer another challenge, nor another tender, nor one whose text has changed since', async () => {
    const others = [
      {challenge: fresh({nonce: Buffer.alloc(32, 9).toString('base64url')})}, {tender: {...tender, reference: '2026/0816'}}, {tender: {...tender, bytes: Buffer.from('changed')}},
    ];
    const codes = await Promise.all(others.map(async (other) => against(await verified(files, made.installed, {trust: [vendor, buyer], ...other}))));
    expect(codes).toEqual([['challenge-other'], ['tender-other'], ['tender-other']]);
  });

  test('is asked for, and one that answers none is refused', async () => {
    const plain = await smallRun();
    const done = await verified(signedBy(vendor, await smallBundle(plain)), plain.installed, {trust: [vendor], challenge});
    expect(against(done)).toEqual(['challenge-wanted']);
  });

  test('that was made too late, or by another seed, or with other parts, is refused', async () => {
    const late = await smallRun({challenge: fresh({notBefore: '2020-01-01T00:00:00Z', notAfter: '2020-02-01T00:00:00Z'})});
    expect(against(await verified(signedBy(vendor, await smallBundle(late)), late.installed, {trust: [vendor]}))).toEqual(['challenge-late']);
    // The vendor puts another challenge into the folder of a run that was made before, and says that this was the one.
    const swapped = await swap(files, fresh({nonce: Buffer.alloc(32, 9).toString('base64url')}));
    expect(against(await verified(signedBy(vendor, swapped), made.installed, {trust: [vendor]}))).toContain('challenge-broken');
    expect(selectionFor(fresh({scope: {releases: ['9.0'], mims: [7]}}))).toMatchObject({mims: [7]});
  });
});

function swap(all: ReadonlyMap<string, Uint8Array>, other: Challenge): ReadonlyMap<string, Uint8Array> {
  const {files: _, format: __, ...about} = readManifest(all, 'x');
  const own = new Map([...all].filter(([name]) => name !== MANIFEST && !name.startsWith('attestations/')));
  return withManifest(own.set('challenge.json', Buffer.from(JSON.stringify(other))), {...about, challenge: challengeDigest(other)});
}
