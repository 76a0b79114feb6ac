// A small run from suite to folder, and what a mimcheck that came with that suite knows: so that a bundle is a few kilobytes and soon made.

import {createHash} from 'node:crypto';
import {mkdirSync, mkdtempSync, readFileSync, readdirSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {examine, pack} from '../../bin/bundle.ts';
import {planOf} from '../../bin/line.ts';
import {attested} from '../../src/evidence/attestations.ts';
import {challengeDigest, seedOf, selectionFor} from '../../src/evidence/challenge.ts';
import type {SignedChallenge} from '../../src/evidence/challenge.ts';
import type {Verification} from '../../src/evidence/check.ts';
import {commitmentTo} from '../../src/evidence/commitment.ts';
import {newKey, publicHalf} from '../../src/evidence/keys.ts';
import type {PrivateKey, Role} from '../../src/evidence/keys.ts';
import {startsText, withStart} from '../../src/evidence/start.ts';
import {verify} from '../../src/evidence/verify.ts';
import type {Verifying} from '../../src/evidence/verify.ts';
import type {Installed} from '../../src/evidence/verify/suites.ts';
import {digest} from '../../src/journal/digest.ts';
import type {Library, Target} from '../../src/model.ts';
import {run} from '../../src/run/run.ts';
import {readSuites} from '../../src/suite/read.ts';
import {readTarget} from '../../src/target/read.ts';
import {clock, rule} from '../run/plans.ts';
import {startSmallPlatform} from '../run/small-platform.ts';

export const TOOL = {name: 'mimcheck', version: '0.1.0'};
export const SECRET = 's3cret-of-acme';

const MECHANISMS = `mechanisms:
  rest:
    title: A REST API
    standard: { id: RFC 9110, version: "2022-06", url: "https://www.rfc-editor.org/rfc/rfc9110" }
    features: {}
    parameters: {}
`;

const REQUIREMENTS = `mim: 1
release: "9.0"
title: Data exchange
source: { title: MIM1, url: "https://mims.oascities.org", version: "1" }
requirements:
  - id: MIM1-9.0-R1
    number: R1
    title: Things are made and read
    proof: [harness-run]
    equivalence: [What was put in is found.]
    capability: C1
    keyword: SHALL
    level: must
    text: Things can be made and read.
    routes: [{ mechanism: rest, cases: [THING-MAKE-*] }]
  - id: MIM1-9.0-R2
    number: R2
    title: The buyer can leave
    proof: [declaration]
    equivalence: [The buyer has left.]
    capability: C1
    keyword: SHALL
    level: must
    text: The buyer can leave.
    routes: [{ declaration: How can the buyer leave? }]
`;

const SUITE = `suite: things
title: Things
mechanism: rest
cases:
  - id: THING-MAKE-01
    title: A thing can be made and read
    clause: "9.3.3"
    steps:
      - name: Make it
        request: POST /things
        json: { id: "{{ case.key }}", colour: grün }
        expect: { status: 201 }
      - name: Read it
        request: "GET /things/{{ case.key }}"
        expect: { status: 200, json: { id: "{{ case.key }}" } }
  - id: THING-MAKE-02
    title: What is not there cannot be read
    clause: "15.5.5"
    steps:
      - name: Read what is not there
        request: "GET /things/{{ case.key }}-none"
        expect: { status: 404 }
`;

const TERMS = Buffer.from('On leaving, all data is handed over as JSON within thirty days.\n');
const DECLARED = {
  claim: 'meets', statement: 'All data is handed over as JSON.', by: 'Acme GmbH', date: '2026-11-01', files: [{name: 'terms.txt', bytes: TERMS.length, digest: digest(TERMS)}],
} as const;

export interface SmallRun {
  readonly folder: string;
  readonly library: Library;
  readonly installed: Installed;
  readonly target: Target;
}

/** The suites of the small runs. */
async function smallInstalled(): Promise<Installed> {
  const suites = join(mkdtempSync(join(tmpdir(), 'mimcheck-small-')), 'suites');
  const files: Readonly<Record<string, string>> = {'mechanisms.yaml': MECHANISMS, 'mim1/requirements/9.0.yaml': REQUIREMENTS, 'mim1/rest/things.yaml': SUITE};
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(suites, name, '..'), {recursive: true});
    writeFileSync(join(suites, name), text);
  }
  const library = await readSuites(suites);
  const names = readdirSync(suites, {recursive: true, encoding: 'utf8'}).filter((name) => statSync(join(suites, name)).isFile()).sort();
  return {
    tool: TOOL, library, files: new Map(names.map((name) => [name, readFileSync(join(suites, name))])),
    plan: ({target, selection, seed}) => planOf({library, target, selection, seed}),
  };
}

/** Runs the small suite against a small platform, in answer to a challenge where one is given. */
export async function smallRun({seed = 'small', challenge}: {readonly seed?: string; readonly challenge?: SignedChallenge} = {}): Promise<SmallRun> {
  const installed = await smallInstalled();
  const {library} = installed;
  const platform = await startSmallPlatform();
  const folder = mkdtempSync(join(tmpdir(), 'mimcheck-run-'));
  try {
    const target = {...await readTarget(JSON.stringify({
      target: {product: 'City Platform', version: '4.2', vendor: 'Acme GmbH'}, endpoints: {rest: {url: platform.origin, auth: 'key'}}, auth: {key: {bearer: {env: 'KEY'}}}, limits: {concurrency: 1},
    }), 'target.yaml', library), declarations: {'MIM1-9.0-R2': DECLARED}};
    const selection = challenge === undefined ? {releases: ['9.0'], mims: null, suites: null, cases: null, readOnly: false} as const : selectionFor(challenge);
    const suites = library.suites.map(({id, file, digest: sum}) => ({id, file, digest: sum}));
    const plan = planOf({library, target, selection, seed: challenge === undefined ? seed : seedOf(challenge, suites)});
    if (challenge !== undefined) {
      const start = {challenge: challengeDigest(challenge), planDigest: plan.digest, product: {name: 'City Platform', version: '4.2', vendor: 'Acme GmbH'}, at: new Date(clock.now()).toISOString(), tool: TOOL};
      writeFileSync(join(folder, 'starts.jsonl'), startsText(withStart([], start)));
      writeFileSync(join(folder, 'challenge.json'), JSON.stringify(challenge));
    }
    mkdirSync(join(folder, 'evidence'));
    writeFileSync(join(folder, 'evidence', 'terms.txt'), TERMS);
    await run(plan, target, {
      clock, rule, resolveSecret: () => SECRET, tool: TOOL, node: 'v20', platform: 'linux', journal: join(folder, 'journal.jsonl'), resume: false, browser: null,
      commit: ({name, value}) => commitmentTo({name, value, salt: createHash('sha256').update(name).digest('base64url')}),
      ...(challenge === undefined ? {} : {challenge: {digest: challengeDigest(challenge), attempt: 1}}),
    });
    return {folder, library, installed, target};
  } finally {
    await platform.close();
  }
}

/** The files of a small bundle. */
export async function smallBundle(made: SmallRun): Promise<ReadonlyMap<string, Uint8Array>> {
  return (await pack(made.folder, {language: 'en', installed: made.installed})).files;
}

/** A key that everybody in a test trusts, unless it says otherwise. */
export function keyFor(role: Role, alg: 'Ed25519' | 'ES256' = 'Ed25519'): Promise<PrivateKey> {
  return newKey({alg, role, name: {vendor: 'Acme GmbH', buyer: 'Town of Middling', lab: 'City Lab'}[role]});
}

/** A bundle with a signature that says that the run is its signer's. */
export function signedBy(key: PrivateKey, files: ReadonlyMap<string, Uint8Array>): ReadonlyMap<string, Uint8Array> {
  return attested(files, {kind: 'run', key, at: '2026-11-22T09:00:00.000Z', content: {}});
}

/** Verifies a bundle as somebody who trusts these keys. */
export function verified(files: ReadonlyMap<string, Uint8Array>, installed: Installed, more: Partial<Omit<Verifying, 'trust'>> & {readonly trust?: readonly PrivateKey[]} = {}): Promise<Verification> {
  const {trust = [], ...rest} = more;
  return verify({
    files, file: 'bundle.zip', installed, challenge: null, tender: null, authorities: [], trust: trust.map(publicHalf),
    examine: (journal, {plan}) => examine(journal, {file: 'journal.jsonl', language: 'en', plan}), ...rest,
  });
}

/** The codes of the checks that decided against a bundle. */
export function against({checks}: Verification): readonly string[] {
  return checks.filter(({status}) => status === 'altered' || status === 'unknown').map(({code}) => code);
}
