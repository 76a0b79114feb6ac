import {describe, expect, test} from 'vitest';
import {canonicalJson} from '../../src/evidence/canonical.ts';
import {entriesOf, entryText} from '../../src/evidence/entries.ts';
import {publicHalf} from '../../src/evidence/keys.ts';
import {leafHash} from '../../src/evidence/merkle.ts';
import {proofOf, readProof, verifyProof} from '../../src/evidence/proof.ts';
import type {Proof} from '../../src/evidence/proof.ts';
import {readLines} from '../../src/journal/read.ts';
import {against, keyFor, signedBy, smallBundle, smallRun} from './small-run.ts';

const vendor = await keyFor('vendor');
const files = signedBy(vendor, await smallBundle(await smallRun()));
const entries = readLines(Buffer.from(files.get('journal.jsonl') ?? []).toString('utf8')).lines.flatMap(entriesOf);
const leaves = entries.map((entry) => leafHash(entryText(entry)));
const trust = [publicHalf(vendor)];

function proof(index: number): Proof {
  const entry = entries[index];
  if (entry === undefined) throw new Error('no such entry');
  return proofOf(entry, index, {leaves, files});
}

describe('a proof of one request', () => {
  test.each([...entries.keys()])('holds, number %i', async (index) => {
    const written = readProof(`${canonicalJson(proof(index))}\n`, 'proof.json');
    const done = await verifyProof(written, {file: 'proof.json', trust});
    expect([done.answer, against(done)]).toEqual(['genuine', []]);
  });

  test('shows nothing of the other requests', () => {
    const text = canonicalJson(proof(0));
    for (const {content} of entries.slice(1)) expect(text).not.toContain(JSON.stringify('request' in content ? content.request.url : content.path));
  });

  test('of an answer that was changed does not hold', async () => {
    const one = proof(1);
    const changed = JSON.parse(JSON.stringify(one).replace('"status":200', '"status":500')) as Proof;
    expect(changed).not.toEqual(one);
    expect(against(await verifyProof(changed, {file: 'proof.json', trust}))).toEqual(['proof-broken']);
    expect(against(await verifyProof({...one, index: 2}, {file: 'proof.json', trust}))).toEqual(['proof-broken']);
  });

  test('under a manifest that nobody signed, or that was changed, is worth nothing', async () => {
    const one = proof(1);
    expect(against(await verifyProof({...one, attestations: {}}, {file: 'proof.json', trust}))).toEqual(['unsigned']);
    const changed = {...one, manifest: one.manifest.replace('City Platform', 'Town Platform')};
    expect(against(await verifyProof(changed, {file: 'proof.json', trust}))).toEqual(['signature-other-subject']);
  });
});
