import {createHash} from 'node:crypto';
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import fc from 'fast-check';
import {beforeAll, describe, expect, test} from 'vitest';
import type {Verification} from '../../src/evidence/check.ts';
import {attested} from '../../src/evidence/attestations.ts';
import {commitmentTo, opens, readDisclosures} from '../../src/evidence/commitment.ts';
import type {Disclosure} from '../../src/evidence/commitment.ts';
import type {PrivateKey} from '../../src/evidence/keys.ts';
import {MANIFEST, readManifest, withManifest} from '../../src/evidence/manifest.ts';
import {writeZip} from '../../src/evidence/zip-write.ts';
import {examine} from '../../bin/bundle.ts';
import {CHAIN_START, nextMark, withMark} from '../../src/journal/chain.ts';
import {digest, stableJson} from '../../src/journal/digest.ts';
import {SECRET, against, keyFor, signedBy, smallBundle, smallRun, verified} from './small-run.ts';
import type {SmallRun} from './small-run.ts';

let made: SmallRun;
let vendor: PrivateKey;
let files: ReadonlyMap<string, Uint8Array>;
let signed: ReadonlyMap<string, Uint8Array>;
beforeAll(async () => {
  [made, vendor] = await Promise.all([smallRun(), keyFor('vendor')]);
  files = await smallBundle(made);
  signed = signedBy(vendor, files);
});

const textOf = (name: string): string => Buffer.from(files.get(name) ?? []).toString('utf8');

type Line = Record<string, unknown>;

/** The bundle of a forger: the journal changed, and everything that follows from it made anew, marks, verdicts, documents and manifest. */
async function forged(change: (lines: readonly Line[]) => readonly Line[], {replan = false}: {replan?: boolean} = {}): Promise<ReadonlyMap<string, Uint8Array>> {
  let lines = change(textOf('journal.jsonl').trimEnd().split('\n').map((line) => {
    const {chain: _, ...content} = JSON.parse(line) as Line;
    return content;
  }));
  if (replan) {
    const of = (kind: string, member: string): readonly unknown[] => lines.filter((line) => line['kind'] === kind).map((line) => line[member]);
    const [header] = lines as readonly [Line];
    const plan = {seed: header['seed'], selection: header['selection'], suites: header['suites'], mechanisms: header['mechanisms'], requirements: of('requirement', 'requirement'), cases: of('planned', 'case'), leftOut: of('left-out', 'leftOut')};
    lines = [{...header, planDigest: digest(stableJson(plan))}, ...lines.slice(1)];
  }
  let mark = CHAIN_START;
  const journal = Buffer.from(`${lines.map((line) => {
    const bare = JSON.stringify(line);
    mark = nextMark(mark, bare);
    return withMark(bare, mark);
  }).join('\n')}\n`, 'utf8');
  const {derived, facts, journal: {header}} = await examine(journal, {file: 'journal.jsonl', language: 'en'});
  const own = [...files].filter(([name]) => name !== MANIFEST);
  const {files: _, format: __, ...about} = readManifest(files, 'bundle.zip');
  return withManifest(new Map([...own, ['journal.jsonl', journal], ...[...derived].map(([name, text]) => [name, Buffer.from(text, 'utf8')] as const)]), {
    ...about, exchanges: {root: facts.root, count: facts.leaves.length}, suites: header.suites, run: {...about.run, planDigest: header.planDigest},
  });
}

const changeAnswers = (lines: readonly Line[]): readonly Line[] => lines.map((line) => JSON.parse(JSON.stringify(line).replaceAll('"status":404', '"status":405')) as Line);

describe('a bundle', () => {
  test('has the same bytes each time it is made', async () => {
    expect(Buffer.from(writeZip(files)).equals(Buffer.from(writeZip(await smallBundle(made))))).toBe(true);
  });

  test('holds manifest, plan, target, suites, record, verdicts, score and documents', () => {
    expect([...files.keys()].sort()).toEqual([
      'documents/junit.xml', 'documents/report.html', 'documents/report.json', 'documents/report.md', 'evidence/terms.txt', 'journal.jsonl', MANIFEST, 'plan.json', 'score.json',
      'suites/mechanisms.yaml', 'suites/mim1/requirements/9.0.yaml', 'suites/mim1/rest/things.yaml', 'target.json', 'verdicts.json',
    ]);
    expect(digest(textOf('plan.json'))).toBe(readManifest(files, 'x').run.planDigest);
  });

  test('holds no secret, and a commitment that only who has the secret can open', () => {
    for (const [name, bytes] of files) expect(Buffer.from(bytes).includes(SECRET), name).toBe(false);
    const {digest: commitment} = textOf('journal.jsonl').split('\n').filter((line) => line.includes('"kind":"commitment"')).map((line) => JSON.parse(line) as {digest: string})[0] ?? {digest: ''};
    expect(opens({name: 'key', salt: 'c', commitment, value: SECRET})).toBe(false);
    expect(opens({name: 'key', salt: 'c', commitment: commitmentTo({name: 'key', salt: 'c', value: SECRET}), value: SECRET})).toBe(true);
    expect(commitment).toMatch(/^sha256:/);
  });
});

describe('verifying', () => {
  test('tells that a bundle signed by a trusted vendor is genuine, with assurance E1', async () => {
    const done = await verified(signed, made.installed, {trust: [vendor]});
    expect([done.answer, against(done), done.assurance]).toEqual(['genuine', [], {overall: 'E1', tested: 'E1', declared: 'E1'}]);
    expect(done.about?.profile.verdict).toBe('conformant-as-declared');
    expect(done.about?.mandatory).toEqual({met: 2, applicable: 2, declared: 1});
  });

  test('holds for keys of both kinds', async () => {
    const other = await keyFor('vendor', 'ES256');
    expect((await verified(signedBy(other, files), made.installed, {trust: [other]})).answer).toBe('genuine');
  });

  test('cannot tell whose a bundle is that nobody signed, or a stranger, or somebody in another role', async () => {
    expect(against(await verified(files, made.installed, {trust: [vendor]}))).toEqual(['unsigned']);
    expect(against(await verified(signed, made.installed))).toEqual(['signed-by-stranger']);
    const impostor = {...vendor, role: 'buyer'} as const;
    expect(against(await verified(signed, made.installed, {trust: [impostor]}))).toEqual(['signed-by-stranger']);
  });

  test('cannot tell of suites that it does not know', async () => {
    const installed = {...made.installed, library: {...made.library, suites: made.library.suites.map((suite) => ({...suite, digest: 'sha256:other'}))}};
    const done = await verified(signed, installed, {trust: [vendor]});
    expect([done.answer, against(done)]).toEqual(['cannot-tell', ['suites-unknown']]);
    // The mimcheck that belongs to them may write its documents otherwise.
    const {files: _, format: __, ...about} = readManifest(files, 'x');
    const own = new Map([...files].filter(([one]) => one !== MANIFEST)).set('documents/report.md', Buffer.from('Otherwise'));
    expect(against(await verified(signedBy(vendor, withManifest(own, about)), installed, {trust: [vendor]}))).toEqual(['suites-unknown', 'derived-unknown']);
  });

  test('cannot tell of requirements that another version came with, and knows those of its own', async () => {
    const other = new Map([...made.installed.files, ['mim1/requirements/9.0.yaml', Buffer.from('otherwise')]]);
    const codes = await Promise.all(['0.2.0', '0.1.0'].map(async (version) => against(await verified(signed, {...made.installed, files: other, tool: {name: 'mimcheck', version}}, {trust: [vendor]}))));
    expect(codes).toEqual([['suites-unknown'], ['suite-altered']]);
  });

  test('lets several parties sign side by side, without changing what is signed', async () => {
    const lab = await keyFor('lab');
    const both = signedBy(lab, signed);
    const done = await verified(both, made.installed, {trust: [vendor, lab]});
    expect([done.answer, done.assurance.tested, done.signatures.map(({role}) => role)]).toEqual(['genuine', 'E3', ['lab', 'vendor']]);
    expect(both.get(MANIFEST)).toEqual(files.get(MANIFEST));
  });
});

describe('a secret that was kept out', () => {
  test('can be shown by who has it, and nothing else passes for it', async () => {
    const salt = createHash('sha256').update('key').digest('base64url');
    const commitment = commitmentTo({name: 'key', salt, value: SECRET});
    const shown = async (disclosure: Disclosure) => against(await verified(signed, made.installed, {trust: [vendor], disclosures: [disclosure]}));
    expect(textOf('journal.jsonl')).toContain(commitment);
    expect(await shown({name: 'key', salt, commitment, value: SECRET})).toEqual([]);
    expect(await shown({name: 'key', salt, commitment})).toEqual([]);
    expect(await shown({name: 'key', salt, commitment, value: 'another'})).toEqual(['disclosure-wrong']);
    expect(await shown({name: 'key', salt: 'x', commitment: commitmentTo({name: 'key', salt: 'x', value: 'another'}), value: 'another'})).toEqual(['disclosure-wrong']);
  });

  test.each(['{}', '1', 'null', '[]', '{"name":"a"}', '{"name":"a","salt":"b","commitment":"c"}\n{"name":"a","salt":"b","commitment":"c","value":1}'])('is not shown by %j', (text) => {
    expect(() => readDisclosures(text, 'd.jsonl')).toThrow(/d\.jsonl:\d:1 is no disclosure/);
  });

  test.each(['', ' \n\n'])('is not shown by nothing at all', (text) => {
    expect(() => readDisclosures(text, 'd.jsonl')).toThrow(/d\.jsonl holds no disclosures/);
  });
});

describe('a forger who mends every digest', () => {
  test('is betrayed by the signature', async () => {
    const bundle = new Map([...await forged(changeAnswers), ...[...signed].filter(([name]) => name.startsWith('attestations/'))]);
    const done = await verified(bundle, made.installed, {trust: [vendor]});
    expect([done.answer, against(done), done.assurance.overall]).toEqual(['altered', ['signature-other-subject'], 'E0']);
  });

  test('is no vendor: with a key of his own he comes to a record of which nobody can tell', async () => {
    const own = await keyFor('vendor');
    const done = await verified(signedBy(own, await forged(changeAnswers)), made.installed, {trust: [vendor]});
    expect([done.answer, against(done)]).toEqual(['cannot-tell', ['signed-by-stranger']]);
  });

  test.each<[string, (lines: readonly Line[]) => readonly Line[], readonly string[], boolean]>([
    ['takes a case out of the record', (lines) => lines.filter((line) => line['case'] !== 'THING-MAKE-02'), ['exchanges-missing', 'unanswered'], false],
    ['takes a case out of the plan too', (lines) => lines.filter((line) => line['case'] !== 'THING-MAKE-02' && (line['case'] as Line | undefined)?.['id'] !== 'THING-MAKE-02'), ['exchanges-missing', 'plan-other'], true],
    ['makes a case easier', (lines) => lines.map((line) => JSON.parse(JSON.stringify(line).replaceAll('"options":404', '"options":200')) as Line), ['plan-other'], true],
    ['makes a requirement easier', (lines) => lines.map((line) => JSON.parse(JSON.stringify(line).replaceAll('"level":"must"', '"level":"may"')) as Line), ['plan-other'], true],
    ['takes the record of another run', (lines) => lines.map((line, i) => (i === 0 ? {...line, seed: 'another'} : line)), ['asked-otherwise'], true],
    ['asks something that is always there', (lines) => lines.map((line) => JSON.parse(JSON.stringify(line).replaceAll(/\/things\/[a-z0-9-]+-none/g, '/nothing')) as Line), ['asked-otherwise'], false],
  ])('who signs himself, and %s, is found out', async (_, change, codes, replan) => {
    const done = await verified(signedBy(vendor, await forged(change, {replan})), made.installed, {trust: [vendor]});
    expect([done.answer, [...against(done)].sort()]).toEqual(['altered', [...codes].sort()]);
  });

  test('who changes verdicts, score or a report is found out by judging again', async () => {
    for (const [name, from, to] of [['verdicts.json', '"passed"', '"failed"'], ['score.json', '"met": 2', '"met": 9'], ['documents/report.html', 'City Platform', 'Other Platform'], ['plan.json', '404', '200']] as const) {
      const {files: _, format: __, ...about} = readManifest(files, 'x');
      const own = new Map([...files].filter(([one]) => one !== MANIFEST));
      expect(textOf(name), name).toContain(from);
      own.set(name, Buffer.from(textOf(name).replace(from, to), 'utf8'));
      const done = await verified(signedBy(vendor, withManifest(own, about)), made.installed, {trust: [vendor]});
      expect([done.answer, against(done)], name).toEqual(['altered', name === 'verdicts.json' ? ['verdicts-other', 'derived-other'] : ['derived-other']]);
    }
  });

  test('who edits the journal only is found out by its marks', async () => {
    const folder = made.folder;
    const before = readFileSync(join(folder, 'journal.jsonl'), 'utf8');
    writeFileSync(join(folder, 'journal.jsonl'), before.replace('"status":404', '"status":405'));
    await expect(smallBundle(made)).rejects.toThrow(/is not as it was written/);
    writeFileSync(join(folder, 'journal.jsonl'), before);
  });
});

describe('what is declared', () => {
  const reviewed = (key: PrivateKey, accepted: boolean): ReadonlyMap<string, Uint8Array> => attested(signed, {
    kind: 'review', key, at: '2026-11-23T09:00:00.000Z', content: {reviews: [{requirement: 'MIM1-9.0-R2', accepted, reason: 'We have read the terms.', by: 'J. Moreau'}]},
  });

  test('is handed on with the files that prove it', async () => {
    const done = await verified(signed, made.installed, {trust: [vendor]});
    expect(done.checks.find(({code}) => code === 'evidence-same')?.values).toEqual({count: 1});
  });

  test('is found out when the vendor exchanges a file after the run', async () => {
    const {files: _, format: __, ...about} = readManifest(files, 'x');
    const own = new Map([...files].filter(([one]) => one !== MANIFEST)).set('evidence/terms.txt', Buffer.from('within three years\n'));
    const done = await verified(signedBy(vendor, withManifest(own, about)), made.installed, {trust: [vendor]});
    expect([done.answer, against(done)]).toEqual(['altered', ['evidence-other']]);
  });

  test('is worth more when the buyer has reviewed it, and no more when he did not accept it, or a stranger did', async () => {
    const buyer = await keyFor('buyer');
    const levels = await Promise.all([
      verified(reviewed(buyer, true), made.installed, {trust: [vendor, buyer]}), verified(reviewed(buyer, false), made.installed, {trust: [vendor, buyer]}),
      verified(reviewed(buyer, true), made.installed, {trust: [vendor]}), verified(reviewed(vendor, true), made.installed, {trust: [vendor]}),
    ]);
    expect(levels.map(({answer, assurance}) => [answer, assurance.declared])).toEqual([['genuine', 'E4'], ['genuine', 'E1'], ['genuine', 'E1'], ['genuine', 'E1']]);
    expect(levels[0]?.checks.find(({code}) => code === 'reviewed')?.values).toMatchObject({requirement: 'MIM1-9.0-R2', reason: 'We have read the terms.'});
    // What was tested keeps its own level: a review of papers says nothing of it.
    expect(levels[0]?.assurance).toEqual({overall: 'E1', tested: 'E1', declared: 'E4'});
  });
});

describe('a buyer\'s second look', () => {
  const reran = (key: PrivateKey, differing: number, all = signed): ReadonlyMap<string, Uint8Array> =>
    attested(all, {kind: 'rerun', key, at: '2026-11-23T09:00:00.000Z', content: {all: 2, compared: 2, differing, notRepeated: 0}});

  test('lifts the assurance when it came out the same, and makes the answer doubtful when it did not', async () => {
    const buyer = await keyFor('buyer');
    const [same, other] = await Promise.all([0, 1].map((differing) => verified(reran(buyer, differing), made.installed, {trust: [vendor, buyer]})));
    expect([same?.answer, same?.assurance.tested]).toEqual(['genuine', 'E4']);
    expect([other?.answer, against(other as Verification), other?.assurance.tested]).toEqual(['cannot-tell', ['rerun-differs'], 'E1']);
  });

  test('by the vendor himself counts for nothing, and does not hide the buyer\'s', async () => {
    const buyer = await keyFor('buyer');
    expect((await verified(reran(vendor, 0), made.installed, {trust: [vendor]})).assurance.tested).toBe('E1');
    const both = await verified(reran(vendor, 0, reran(buyer, 1)), made.installed, {trust: [vendor, buyer]});
    expect([both.answer, both.assurance.tested]).toEqual(['cannot-tell', 'E1']);
  });
});

describe('a stranger\'s record', () => {
  test('of whatever form gets an answer', async () => {
    const lines = textOf('journal.jsonl').trimEnd().split('\n').map((line) => JSON.parse(line) as Line);
    const edit = fc.record({line: fc.nat(lines.length - 1), member: fc.nat(), value: fc.jsonValue({maxDepth: 2})});
    const {files: _, format: __, ...about} = readManifest(files, 'x');
    const answers = new Set<string>();
    await fc.assert(fc.asyncProperty(fc.array(edit, {minLength: 1, maxLength: 3}), async (edits) => {
      const changed = lines.map(({chain: ___, ...line}) => ({...line}));
      for (const {line, member, value} of edits) {
        const names = Object.keys(changed[line] ?? {});
        (changed[line] as Line)[names[member % names.length] ?? 'kind'] = value;
      }
      let mark = CHAIN_START;
      const journal = changed.map((line) => {
        const bare = JSON.stringify(line);
        mark = nextMark(mark, bare);
        return withMark(bare, mark);
      });
      const own = new Map([...files].filter(([one]) => one !== MANIFEST)).set('journal.jsonl', Buffer.from(`${journal.join('\n')}\n`));
      answers.add((await verified(withManifest(own, about), made.installed)).answer);
    }), {numRuns: 150});
    expect([...answers].sort()).toEqual(['altered', 'cannot-tell']);
  });
});
