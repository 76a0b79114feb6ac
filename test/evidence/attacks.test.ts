// A vendor who wants a higher level of assurance than he has earned. Everything on his machine is his: record, clock, log, keys of his own.

import {beforeAll, describe, expect, test} from 'vitest';
import {attested} from '../../src/evidence/attestations.ts';
import {signChallenge} from '../../src/evidence/challenge.ts';
import type {Challenge, SignedChallenge} from '../../src/evidence/challenge.ts';
import {oneRoleEach} from '../../src/evidence/keys.ts';
import type {PrivateKey} from '../../src/evidence/keys.ts';
import {MANIFEST, readManifest, withManifest} from '../../src/evidence/manifest.ts';
import {gatherRecord} from '../../src/evidence/record.ts';
import {readStarts, startsText, withStart} from '../../src/evidence/start.ts';
import type {Start} from '../../src/evidence/start.ts';
import {checkChallenge} from '../../src/evidence/verify/challenge.ts';
import {digest} from '../../src/journal/digest.ts';
import type {JournalHeader} from '../../src/model.ts';
import {against, keyFor, signedBy, smallBundle, smallRun, verified} from './small-run.ts';
import type {SmallRun} from './small-run.ts';

type Files = ReadonlyMap<string, Uint8Array>;

const DAY = 86_400_000;
const tender = {reference: '2026/0815', bytes: Buffer.from('tender: { reference: "2026/0815" }\n')};
const asked: Challenge = {
  format: 'mimcheck-challenge/1', tender: {reference: tender.reference, digest: digest(tender.bytes)}, nonce: Buffer.alloc(32, 7).toString('base64url'),
  scope: {releases: ['9.0'], mims: null}, notBefore: new Date(Date.now() - DAY).toISOString(), notAfter: new Date(Date.now() + DAY).toISOString(),
};

let vendor: PrivateKey;
let buyer: PrivateKey;
let lab: PrivateKey;
let challenge: SignedChallenge;
let made: SmallRun;
let bare: Files;
let other: SmallRun;
let otherBare: Files;
beforeAll(async () => {
  [vendor, buyer, lab] = await Promise.all([keyFor('vendor'), keyFor('buyer'), keyFor('lab')]);
  challenge = signChallenge(asked, {key: buyer, at: '2026-11-22T08:00:00.000Z'});
  made = await smallRun({challenge});
  bare = await smallBundle(made);
  other = await smallRun({seed: 'other'});
  otherBare = await smallBundle(other);
});

const without = (files: Files, ...names: readonly string[]): Map<string, Uint8Array> => new Map([...files].filter(([name]) => name !== MANIFEST && !name.startsWith('attestations/') && !names.includes(name)));

/** The bundle with files put in or taken out, and its manifest made anew. */
function repacked(files: Files, change: Readonly<Record<string, string | null>>): Files {
  const {files: _, format: __, ...about} = readManifest(files, 'x');
  const own = without(files, ...Object.keys(change));
  for (const [name, text] of Object.entries(change)) if (text !== null) own.set(name, Buffer.from(text, 'utf8'));
  return withManifest(own, about);
}

const signaturesOf = (files: Files): readonly (readonly [string, Uint8Array])[] => [...files].filter(([name]) => name.startsWith('attestations/'));
const reran = (key: PrivateKey, files: Files, content: Readonly<Record<string, number>> = {all: 2, compared: 2, differing: 0, notRepeated: 0}): Files => attested(files, {kind: 'rerun', key, at: '2026-11-23T09:00:00.000Z', content});

/** Answer and level of what was tested. */
async function seen(files: Files, trust: readonly PrivateKey[], more: Parameters<typeof verified>[2] = {}, by: SmallRun = made): Promise<readonly unknown[]> {
  const {answer, assurance} = await verified(files, by.installed, {trust, ...more});
  return [answer, assurance.tested];
}

test('without an attack the levels are E1, E2, E3 and E4', async () => {
  const signed = signedBy(vendor, bare);
  expect(await seen(signed, [vendor])).toEqual(['genuine', 'E1']);
  expect(await seen(signed, [vendor, buyer])).toEqual(['genuine', 'E2']);
  expect(await seen(signedBy(lab, signed), [vendor, buyer, lab])).toEqual(['genuine', 'E3']);
  expect(await seen(reran(buyer, signed), [vendor, buyer])).toEqual(['genuine', 'E4']);
});

describe('a vendor who calls himself something else', () => {
  test('a laboratory, with the key that is trusted as a vendor\'s: nobody can tell whose the bundle is', async () => {
    expect(await seen(signedBy({...vendor, role: 'lab'}, bare), [vendor, buyer])).toEqual(['cannot-tell', 'E0']);
    // Beside a signature that he is trusted for, it adds nothing.
    expect(await seen(signedBy({...vendor, role: 'lab'}, signedBy(vendor, bare)), [vendor])).toEqual(['genuine', 'E1']);
  });

  test('a laboratory, with a key that nobody trusts: it adds nothing', async () => {
    const own = await keyFor('lab');
    expect(await seen(signedBy(own, signedBy(vendor, bare)), [vendor, buyer, lab])).toEqual(['genuine', 'E2']);
  });

  test('a buyer who has run it again: it adds nothing', async () => {
    expect(await seen(reran({...vendor, role: 'buyer'}, signedBy(vendor, bare)), [vendor])).toEqual(['genuine', 'E1']);
  });

  test('a buyer who asked for the run: it is no challenge of a buyer', async () => {
    const own = await smallRun({challenge: signChallenge(asked, {key: {...vendor, role: 'buyer'}, at: '2026-11-22T08:00:00.000Z'})});
    const files = signedBy(vendor, await smallBundle(own));
    expect(await seen(files, [vendor, buyer], {}, own)).toEqual(['genuine', 'E1']);
  });

  test('by a trusted key that stands in two roles: such trust is refused', () => {
    expect(() => oneRoleEach([vendor, buyer, {...vendor, role: 'lab'}])).toThrow(/stands there as vendor and as lab/);
    expect(oneRoleEach([vendor, buyer, vendor])).toHaveLength(3);
  });
});

describe('a challenge that was not this one', () => {
  test('signed by a laboratory, or by a buyer whom the reader does not know, is no challenge of a buyer', async () => {
    const stranger = await keyFor('buyer');
    for (const key of [lab, stranger]) {
      const own = await smallRun({challenge: signChallenge(asked, {key, at: '2026-11-22T08:00:00.000Z'})});
      expect(await seen(signedBy(vendor, await smallBundle(own)), [vendor, buyer, lab], {}, own)).toEqual(['genuine', 'E1']);
    }
  });

  test('by the same buyer for another tender does not answer for the tender that the reader holds', async () => {
    const done = await verified(signedBy(vendor, bare), made.installed, {trust: [vendor, buyer], tender: {reference: '2026/0900', bytes: Buffer.from('tender: { reference: "2026/0900" }\n')}});
    expect([done.answer, against(done), done.assurance.overall]).toEqual(['altered', ['tender-other'], 'E0']);
  });

  test('whose time was made longer after the buyer had signed it is found out', async () => {
    const longer = {...challenge, notAfter: '2036-01-01T00:00:00.000Z'};
    const own = await smallRun({challenge: longer});
    const done = await verified(signedBy(vendor, await smallBundle(own)), own.installed, {trust: [vendor, buyer]});
    expect([done.answer, against(done)]).toEqual(['altered', ['challenge-broken']]);
  });

  test('put beside a run that was made without it is found out', async () => {
    const files = repacked(otherBare, {'challenge.json': JSON.stringify(challenge), 'starts.jsonl': Buffer.from(bare.get('starts.jsonl') ?? []).toString('utf8')});
    expect(await seen(signedBy(vendor, files), [vendor, buyer], {}, other)).toEqual(['genuine', 'E1']);
    expect(against(await verified(signedBy(vendor, files), other.installed, {trust: [vendor, buyer], challenge}))).toEqual(['challenge-wanted']);
  });

  test('answered by a run that went on after its time is answered too late', async () => {
    const header = JSON.parse(Buffer.from(bare.get('journal.jsonl') ?? []).toString('utf8').split('\n')[0] ?? '') as JournalHeader;
    const codes = async (resumed: readonly string[]) => (await checkChallenge({files: bare, header, resumed, held: challenge, trust: [], tender: null})).filter(({status}) => status === 'altered').map(({code}) => code);
    expect(await codes([])).toEqual([]);
    expect(await codes([header.started])).toEqual([]);
    expect(await codes([header.started, '2036-01-01T00:00:00.000Z'])).toEqual(['challenge-late']);
    const record = gatherRecord();
    record.see({kind: 'resumed', at: '2036-01-01T00:00:00.000Z'});
    expect(record.facts().resumed).toEqual(['2036-01-01T00:00:00.000Z']);
  });
});

describe('a log of starts', () => {
  const own = (): Omit<Start, 'format' | 'attempt' | 'previous'> => {
    const [first] = readStarts(Buffer.from(bare.get('starts.jsonl') ?? []).toString('utf8')) ?? [];
    if (first === undefined) throw new Error('the run has no start');
    return {challenge: first.challenge, planDigest: first.planDigest, product: first.product, at: first.at, tool: first.tool};
  };
  const broken = async (text: string | null) => against(await verified(signedBy(vendor, repacked(bare, {'starts.jsonl': text})), made.installed, {trust: [vendor, buyer]}));

  test('that is missing or empty is no commitment', async () => {
    expect(await broken(null)).toEqual(['starts-broken']);
    expect(await broken('')).toEqual(['starts-broken']);
  });

  test('of another challenge, another plan or another product is no commitment to this run', async () => {
    expect(await broken(startsText(withStart([], own())))).toEqual([]);
    expect(await broken(startsText(withStart([], {...own(), challenge: 'sha256:other'})))).toEqual(['starts-broken']);
    expect(await broken(startsText(withStart([], {...own(), planDigest: 'sha256:other'})))).toEqual(['starts-broken']);
    expect(await broken(startsText(withStart([], {...own(), product: {...own().product, version: '4.3'}})))).toEqual(['starts-broken']);
  });

  test('in which the attempt has another number than in the record is no commitment to this run', async () => {
    // The record says that it is the first; in this log the first is another, and the record's the second.
    expect(await broken(startsText(withStart(withStart([], {...own(), planDigest: 'sha256:earlier'}), own())))).toEqual(['starts-broken']);
    expect(await broken(startsText(withStart([], own())).replace('"attempt":1', '"attempt":2'))).toEqual(['starts-broken']);
  });

  test('that counts further attempts tells so', async () => {
    const files = repacked(bare, {'starts.jsonl': startsText(withStart(withStart([], own()), own()))});
    const done = await verified(signedBy(vendor, files), made.installed, {trust: [vendor, buyer]});
    expect(done.checks.find(({code}) => code === 'attempt')?.values).toMatchObject({attempt: 1, of: 2});
  });
});

describe('a signature that was given for something else', () => {
  test('by a laboratory or a buyer, for another bundle, shows that it was moved', async () => {
    const signed = signedBy(vendor, bare);
    for (const from of [signedBy(lab, otherBare), reran(buyer, otherBare)]) {
      const done = await verified(new Map([...signed, ...signaturesOf(from)]), made.installed, {trust: [vendor, buyer, lab]});
      expect([done.answer, against(done), done.assurance.overall]).toEqual(['altered', ['signature-other-subject'], 'E0']);
    }
  });

  test('by a laboratory that ran it again is no second look of the buyer', async () => {
    expect(await seen(reran(lab, signedBy(vendor, bare)), [vendor, lab])).toEqual(['genuine', 'E1']);
  });

  test('by a buyer who compared nothing lifts nothing', async () => {
    expect(await seen(reran(buyer, signedBy(vendor, bare), {all: 2, compared: 0, differing: 0, notRepeated: 2}), [vendor, buyer])).toEqual(['cannot-tell', 'E2']);
  });
});

test('a run of cases that nobody here knows was not computed again, whatever challenge it answers', async () => {
  const installed = {...made.installed, library: {...made.library, suites: made.library.suites.map((suite) => ({...suite, digest: 'sha256:other'}))}};
  const done = await verified(signedBy(vendor, bare), installed, {trust: [vendor, buyer]});
  expect([done.answer, done.assurance.tested]).toEqual(['cannot-tell', 'E1']);
});
