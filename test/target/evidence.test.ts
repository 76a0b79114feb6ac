import {createHash} from 'node:crypto';
import {describe, expect, it} from 'vitest';
import {InputError} from '../../src/error.ts';
import type {Library} from '../../src/model.ts';
import {isText, whyRefused} from '../../src/target/evidence-files.ts';
import {readEvidence} from '../../src/target/evidence.ts';
import {requirement, sampleCase} from '../model-samples.ts';

const library: Library = {
  mechanisms: [], frameworks: [], noFramework: [], requirements: [requirement({id: 'MIM3-9.0-R1.1'}), requirement({id: 'MIM3-9.0-R1.2'})],
  suites: [{id: 'x', title: 'X', mechanism: 'http', mim: 1, file: 'x.yaml', digest: 'sha256:0', caseIds: ['X-01'], cases: [sampleCase({id: 'X-01'})]}],
};
const PDF = Buffer.from('%PDF-1.7\n…');
const FILES: Readonly<Record<string, Uint8Array>> = {'terms.pdf': PDF, 'papers/plan.md': Buffer.from('# Plan\n'), 'fake.pdf': Buffer.from('MZ…'), 'run.sh': Buffer.from('#!/bin/sh\n'), 'bytes.txt': Buffer.from([1, 0, 2])};
const digest = (bytes: Uint8Array): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
const read = (text: string) => readEvidence(text, 'evidence.yaml', {library, digest, readFile: (name) => FILES[name] ?? 'is not there'});

const GOOD = `evidence:
  MIM3-9.0-R1.1:
    claim: by-equivalence
    statement: Terms are kept in a register of our own.
    files: [terms.pdf, papers/plan.md]
    links:
      - { url: "https://acme.example/terms", digest: "sha256:${'0'.repeat(64)}", date: 2026-10-31 }
      - url: https://acme.example/register
    by: Jane Doe
    date: 2026-11-01
    valid-until: 2027-11-01
  X-01: { claim: does-not, statement: We do not back up., by: Jane Doe, date: 2026-11-01 }
`;

async function mistakes(text: string): Promise<readonly string[]> {
  const error: unknown = await read(text).then(() => null, (one: unknown) => one);
  if (!(error instanceof InputError)) throw new Error('nothing to complain about');
  return error.complaints.map(({at, message}) => `${at} ${message}`);
}

describe('evidence.yaml', () => {
  it('is read, with the digests of its files', async () => {
    expect(await read(GOOD)).toEqual({
      'MIM3-9.0-R1.1': {
        claim: 'by-equivalence', statement: 'Terms are kept in a register of our own.', links: [{url: 'https://acme.example/terms', digest: `sha256:${'0'.repeat(64)}`, date: '2026-10-31'}, {url: 'https://acme.example/register'}], by: 'Jane Doe', date: '2026-11-01', validUntil: '2027-11-01',
        files: [{name: 'terms.pdf', bytes: PDF.length, digest: digest(PDF)}, {name: 'papers/plan.md', bytes: 7, digest: digest(Buffer.from('# Plan\n'))}],
      },
      'X-01': {claim: 'does-not', statement: 'We do not back up.', by: 'Jane Doe', date: '2026-11-01'},
    });
  });

  it.each([
    ['a declaration for nothing', 'MIM3-9.0-R1.1:', 'MIM3-9.0-R1.3:', "there is no requirement or case 'MIM3-9.0-R1.3'"],
    ['a claim that is none', 'claim: does-not', 'claim: perhaps', "not 'perhaps'"],
    ['a declaration without a claim', 'claim: does-not, ', '', "'claim' is missing"],
    ['a date that is none', 'date: 2026-11-01\n', 'date: 2026-13-01\n', "must be a date, not '2026-13-01'"],
    ['a file that is not there', 'terms.pdf', 'treaty.pdf', 'the file treaty.pdf is not there'],
    ['a file that is no PDF', 'terms.pdf', 'fake.pdf', 'the file fake.pdf is no PDF file, for it begins otherwise'],
    ['a program', 'terms.pdf', 'run.sh', 'the file run.sh is of a kind that is not taken'],
    ['bytes that are no text', 'terms.pdf', 'bytes.txt', 'the file bytes.txt is no text'],
    ['a file elsewhere', 'terms.pdf', '../terms.pdf', 'a file lies beside this one'],
    ['a file from the root', 'terms.pdf', '/etc/passwd', 'a file lies beside this one'],
    ['a link that is none', 'https://acme.example/terms', 'ask us', 'a link begins with https:// or http://'],
    ['a link to a file', 'https://acme.example/register', 'file:///etc/passwd', 'a link begins with https:// or http://'],
    ['a script for a link', 'https://acme.example/register', 'javascript:alert(1)', 'a link begins with https:// or http://'],
    ['a link without an address', 'url: https://acme.example/register', 'date: 2026-11-01', "'url' is missing"],
    ['a digest that is none', 'sha256:000', 'sha1:000', 'a digest is sha256:'],
    ['a day on which nothing can be there', '2026-10-31', '2026-10-32', 'must be a date'],
    ['no links', 'files: [terms.pdf, papers/plan.md]', 'files: []', 'must not be empty'],
    ['an unknown key', '      - url', '      - urls', "unknown key 'urls'"],
  ])('is complained of for %s', async (_, from, to, message) => {
    expect(GOOD).toContain(from);
    expect((await mistakes(GOOD.replace(from, to))).join('\n')).toContain(message);
  });
});

describe('an entry of the template in which nobody has said anything', () => {
  const BLANK = '  MIM3-9.0-R1.2:\n    claim:\n    statement: ""\n    by: ""\n    date: ""\n';

  it('is one mistake, beside those of the other entries', async () => {
    expect(await mistakes(GOOD + BLANK)).toEqual(['evidence.yaml:13:3 nothing is said for MIM3-9.0-R1.2 yet']);
    expect(await mistakes(GOOD.replace('by: Jane Doe\n', 'by: ""\n') + BLANK)).toEqual(['evidence.yaml:9:9 must not be empty', 'evidence.yaml:13:3 nothing is said for MIM3-9.0-R1.2 yet']);
  });

  it('is a mistake in a half of it once the other half is there', async () => {
    expect(await mistakes(GOOD + BLANK.replace('statement: ""', 'statement: So it is.').replace('claim:', 'claim: meets'))).toEqual(['evidence.yaml:16:9 must not be empty', 'evidence.yaml:17:11 must be a date']);
    expect(await mistakes('evidence:\n  MIM3-9.0-R1.2:\n')).toEqual(['evidence.yaml:2:3 nothing is said for MIM3-9.0-R1.2 yet']);
  });
});

describe('a file of evidence', () => {
  it('is refused when it is too large', () => {
    const large = Buffer.alloc(20 * 1024 * 1024 + 1);
    large.write('%PDF-');
    expect(whyRefused('a.pdf', large)).toBe('is too large: 20.0 MB, and at most 20 MB are taken');
    expect(whyRefused('a.pdf', large.subarray(1024))).toContain('is no PDF');
  });

  it('is looked through for secrets where it is text', () => {
    expect([isText('a.md'), isText('a.CSV'), isText('a.pdf'), isText('a')]).toEqual([true, true, false, false]);
  });
});
