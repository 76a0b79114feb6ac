import {randomBytes} from 'node:crypto';
import {readFileSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {writeTarget} from '../../bin/write-target.ts';
import type {Sandbox} from '../../src/sandbox/sandbox.ts';
import {startSandbox} from '../../src/sandbox/sandbox.ts';
import {folder, mimcheck} from './command-line.ts';
import type {Done} from './command-line.ts';

// A tender from its challenge to the buyer's second look, all parties in one folder.
const FAULT = 'ogc-conformance-empty';
let cwd: string;
let sandbox: Sandbox;
let faulty: Sandbox;

function run(args: readonly string[], {secret, secretVariable}: Sandbox = sandbox): Promise<Done> {
  return mimcheck(args, {cwd, env: {[secretVariable]: secret}});
}

async function done(args: readonly string[]): Promise<string> {
  const {code, stdout, stderr} = await run(args);
  expect([code, stderr], args.join(' ')).toEqual([0, expect.anything()]);
  return stdout;
}

beforeAll(async () => {
  cwd = folder();
  writeFileSync(join(cwd, 'tender.yaml'), 'tender: { reference: "2026/0815" }\n');
  const settings = {now: Date.now, random: () => randomBytes(24).toString('base64url')};
  [sandbox, faulty] = await Promise.all([startSandbox({...settings, faults: []}), startSandbox({...settings, faults: [FAULT]})]);
  writeTarget(join(cwd, 'target.yaml'), sandbox);
  writeTarget(join(cwd, 'faulty.yaml'), faulty);
  await done(['keygen', '--name', 'Acme GmbH', '--as', 'vendor', '--out', 'acme']);
  await done(['keygen', '--name', 'Town of Middling', '--as', 'buyer', '--alg', 'ES256', '--out', 'town']);
  await done(['challenge', '--tender', 'tender.yaml', '--valid', '30d', '--mim', '7', '--key', 'town.key.jwk']);
  // It rests on what nobody but the tester can declare: conformant as declared, or undecided.
  const {code, stderr} = await run(['run', 'target.yaml', '--challenge', 'challenge.json', '--out', 'first', '--format', 'json']);
  expect([code, stderr]).toEqual([2, expect.stringContaining('This is attempt 1 at the challenge of 2026/0815')]);
  await done(['bundle', 'first', '--quiet']);
  await done(['sign', 'first.zip', '--key', 'acme.key.jwk', '--as', 'vendor']);
});
afterAll(() => Promise.all([sandbox.close(), faulty.close()]));

describe('the way of a bid', () => {
  test('ends with a buyer who knows that it is genuine, and answers his challenge', async () => {
    const {code, stdout} = await run(['verify', 'first.zip', '--trust', 'acme.jwks', '--challenge', 'challenge.json', '--tender', 'tender.yaml']);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^GENUINE: mimcheck sandbox .*\n.*every verdict.*\n\nResult: undecided.*\nAssurance: E2,/)]);
  });

  test('tells machines the same', async () => {
    const {code, stdout} = await run(['verify', 'first.zip', '--trust', 'acme.jwks,town.jwks', '--json']);
    expect([code, JSON.parse(stdout)]).toEqual([0, expect.objectContaining({format: 'mimcheck-verification/1', answer: 'genuine', assurance: {overall: 'E2', tested: 'E2', declared: null}})]);
  });

  test('keeps private keys to their owner, and secrets out of everything', () => {
    expect(statSync(join(cwd, 'acme.key.jwk')).mode & 0o777).toBe(0o600);
    expect(statSync(join(cwd, 'first', 'disclosures.jsonl')).mode & 0o777).toBe(0o600);
    for (const file of ['acme.jwks', 'first/disclosures.jsonl', 'first/journal.jsonl']) {
      const text = readFileSync(join(cwd, file), 'utf8');
      expect([text.includes('"d"'), text.includes(sandbox.secret)], file).toEqual([false, false]);
    }
  });

  test('counts the attempts', async () => {
    const {stderr} = await run(['run', 'target.yaml', '--challenge', 'challenge.json', '--out', 'second', '--format', 'json']);
    expect(stderr).toContain('This is attempt 2');
    await done(['bundle', 'second', '--quiet']);
    const {stdout} = await run(['verify', 'second.zip', '--challenge', 'challenge.json']);
    expect(stdout).toContain('This is attempt 2 of 2');
  });

  test.each(['--seed=1', '--case=X', '--mim=1', '--release=9.0', '--suite=x', '--read-only', '--resume=first'])('is not left by %s', async (flag) => {
    const {code, stderr} = await run(['run', 'target.yaml', '--challenge', 'challenge.json', flag]);
    expect([code, stderr]).toEqual([3, expect.stringMatching(/does not go with --challenge/)]);
  });

  test('shows one request without the others', async () => {
    await done(['prove', 'first.zip', '--case', 'OGCF-CORE-01']);
    const {code, stdout} = await run(['verify', 'proof.json', '--trust', 'acme.jwks']);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^GENUINE\n(.*\n)*.*was part of the run on mimcheck sandbox/)]);
    writeFileSync(join(cwd, 'changed.json'), readFileSync(join(cwd, 'proof.json'), 'utf8').replace('"status":200', '"status":404'));
    expect((await run(['verify', 'changed.json', '--trust', 'acme.jwks'])).code).toBe(1);
  });
});

describe('what was verified', () => {
  test('becomes a credential and a badge', async () => {
    await done(['attest', 'first.zip', '--key', 'acme.key.jwk', '--trust', 'acme.jwks', '--challenge', 'challenge.json', '--link', 'https://acme.example/report.html', '--out', 'published']);
    expect(readFileSync(join(cwd, 'published', 'badge.svg'), 'utf8')).toMatch(/aria-label="MIMs 9\.0, undecided, E2, until \d{4}-\d\d-\d\d"/);
    expect(readFileSync(join(cwd, 'published', 'credential.jwt'), 'utf8')).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
  });

  test('is not attested where nobody can tell whose it is', async () => {
    const {code, stderr} = await run(['attest', 'first.zip', '--key', 'acme.key.jwk']);
    expect([code, stderr]).toEqual([3, expect.stringContaining('cannot be told to be genuine')]);
  });
});

describe('what no endpoint shows', () => {
  test('is asked for in a file, which counts for nothing until it is filled in', async () => {
    const folderOfTarget = folder();
    writeTarget(join(folderOfTarget, 'target.yaml'), sandbox);
    const target = join(folderOfTarget, 'target.yaml');
    expect(await done(['evidence', 'template', target, '--mim', '3,7'])).toMatch(/evidence\.yaml holds \d+ questions that no endpoint answers/);
    const file = join(folderOfTarget, 'evidence.yaml');
    const [id = ''] = /MIM3-9\.0-[A-Z0-9.]+/.exec(readFileSync(file, 'utf8')) ?? [];
    const open = await run(['run', target, '--dry-run', '--mim', '7']);
    expect([open.code, open.stderr]).toEqual([3, expect.stringMatching(/evidence\.yaml:\d+:\d+ nothing is said for MIM/)]);
    writeFileSync(file, `evidence:\n  ${id}: { claim: meets, statement: We have a rulebook., by: Jane Doe, date: 2026-11-01, files: [rules.md] }\n`);
    expect((await run(['run', target, '--dry-run', '--mim', '7'])).stderr).toContain('the file rules.md is not there');
    writeFileSync(join(folderOfTarget, 'rules.md'), '# Rules\n');
    expect((await run(['run', target, '--dry-run', '--mim', '7'])).code).toBe(0);
    // A text with a secret in it goes nowhere.
    writeFileSync(join(folderOfTarget, 'rules.md'), `The key is ${sandbox.secret}.\n`);
    const leaking = await run(['run', target, '--mim', '7', '--case', 'OGCF-CORE-01', '--out', 'leaking']);
    expect([leaking.code, leaking.stderr]).toEqual([3, expect.stringMatching(/rules\.md holds a secret that the target names/)]);
  });

  test('is reviewed by the buyer only where something was declared', async () => {
    writeFileSync(join(cwd, 'review.yaml'), 'reviewed-by: J. Moreau\nreviews:\n  MIM7-9.0-R3.1: { accepted: true, reason: We have seen it. }\n');
    const {code, stderr} = await run(['evidence', 'review', 'first.zip', '--file', 'review.yaml', '--key', 'town.key.jwk']);
    expect([code, stderr]).toEqual([3, expect.stringMatching(/review\.yaml:3:3 nothing is declared for 'MIM7-9\.0-R3\.1'/)]);
  });
});

describe('the documents of a run', () => {
  test('come in the formats of others', async () => {
    expect(await done(['report', 'first', '--format', 'earl,ctrf,gitb,sarif', '--out', 'documents'])).toMatch(/earl\.jsonld\n.*ctrf\.json\n.*gitb-statement\.xml\n.*gitb-tar\.xml\n.*report\.sarif\n$/);
  });
});

describe('a buyer who runs it again', () => {
  test('comes to the same, signs that, and lifts the assurance to E4', async () => {
    const {code, stdout} = await run(['rerun', 'first.zip', '--target', 'target.yaml', '--sample', '29', '--seed', 'lots', '--key', 'town.key.jwk', '--out', 'again', '--quiet']);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^29 of \d+ cases were run again, and each came out as before\.\nHad a tenth of them \(\d+\) been made up, this would have shown it with a probability of 9\d\.\d %/)]);
    const verified = await run(['verify', 'first.zip', '--trust', 'acme.jwks,town.jwks']);
    expect([verified.code, verified.stdout]).toEqual([0, expect.stringMatching(/Assurance: E4,/)]);
  });

  test('finds out what is otherwise on the platform that he gets', async () => {
    const {code, stdout} = await run(['rerun', 'first.zip', '--target', 'faulty.yaml', '--out', 'other', '--quiet'], faulty);
    expect([code, stdout]).toEqual([1, expect.stringMatching(/came out otherwise:\ncase +before +now\n(.*\n)*OGCF-\S+ +passed +failed/)]);
  });
});

describe('a buyer who gives the platform another time to show what is written', () => {
  test('is told that this alone may make the difference', async () => {
    writeFileSync(join(cwd, 'patient.yaml'), `${readFileSync(join(cwd, 'target.yaml'), 'utf8')}\nlimits: { settle: 10ms }\n`);
    const {stderr} = await run(['rerun', 'first.zip', '--target', 'patient.yaml', '--sample', '1', '--out', 'patient']);
    expect(stderr).toContain('Here the platform is given 10 ms after each write (limits.settle in patient.yaml), in the bundle it was 0 ms');
  });
});

describe('bad input to these commands gets one clear message and the right code', () => {
  test.each<[string, readonly string[], number, RegExp]>([
    ['a bundle that is not there', ['verify', 'nothing.zip'], 3, /nothing\.zip there is no such file/],
    ['something that is no bundle', ['verify', 'tender.yaml'], 1, /NOT GENUINE/],
    ['a key in another role', ['sign', 'first.zip', '--key', 'acme.key.jwk', '--as', 'buyer'], 3, /was made for a vendor/],
    ['a key that is none', ['sign', 'first.zip', '--key', 'tender.yaml', '--as', 'vendor'], 3, /tender\.yaml is no JSON/],
    ['a public key to sign with', ['sign', 'first.zip', '--key', 'acme.jwks', '--as', 'vendor'], 3, /holds no private key/],
    ['a private key to trust', ['verify', 'first.zip', '--trust', 'acme.key.jwk'], 3, /is no set of keys/],
    ['no key at all', ['sign', 'first.zip'], 3, /--key is missing/],
    ['a time stamp of something else', ['sign', 'first.zip', '--timestamp', join(import.meta.dirname, '..', 'evidence', 'timestamps', 'sha256.tsr')], 3, /is a time stamp for something else/],
    ['a key that is there already', ['keygen', '--name', 'A', '--as', 'vendor', '--out', 'acme'], 3, /is there already/],
    ['a challenge by a vendor', ['challenge', '--tender', 'tender.yaml', '--valid', '1d', '--key', 'acme.key.jwk'], 3, /was made for a vendor/],
    ['a challenge for no time', ['challenge', '--tender', 'tender.yaml', '--valid', 'soon', '--key', 'town.key.jwk'], 3, /--valid 'soon' is no time/],
    ['a tender without a name', ['challenge', '--tender', 'target.yaml', '--valid', '1d', '--key', 'town.key.jwk'], 3, /has no tender\.reference/],
    ['a proof of a case that is not there', ['prove', 'first.zip', '--case', 'OGCF-CORE-1'], 3, /no request of OGCF-CORE-1.*did you mean/],
    ['a sample of nothing', ['rerun', 'first.zip', '--target', 'target.yaml', '--sample', '0'], 3, /--sample '0' is no whole number from/],
  ])('%s', async (_, args, code, message) => {
    const {code: was, stdout, stderr} = await run(args);
    expect(stdout + stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at .*\.js:\d+/);
    expect(was).toBe(code);
  });
});
