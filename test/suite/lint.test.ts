import {cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {printComplaint} from '../../src/error.ts';
import {lintSuiteFile, lintSuites} from '../../src/suite/lint.ts';
import {readSuites} from '../../src/suite/read.ts';

const SAMPLES = join(import.meta.dirname, 'samples');
const GOOD = join(SAMPLES, 'good');
const ENTITIES = 'mim1/ngsi-ld/entities.yaml';
const PAGES = 'mim1/http/pages.yaml';
const REQUIREMENTS = 'mim1/requirements/9.0.yaml';

describe('lintSuiteFile', () => {
  it.each(['format', 'flow'])('tells every mistake in %s.yaml once, with place and remedy', async (name) => {
    const {mechanisms} = await readSuites(GOOD);
    const file = join(SAMPLES, 'bad', `${name}.yaml`);
    const complaints = await lintSuiteFile(file, mechanisms);
    // The expected lines were read one by one against the sample.
    const expected = readFileSync(join(SAMPLES, 'bad', `${name}.txt`), 'utf8').trimEnd().split('\n');
    expect(complaints.map((one) => printComplaint(one).replaceAll(file, `${name}.yaml`))).toEqual(expected);
  });

  it('finds nothing wrong with a good file, and does not ask who leads to it', async () => {
    const {mechanisms} = await readSuites(GOOD);
    expect(await lintSuiteFile(join(GOOD, ENTITIES), mechanisms)).toEqual([]);
  });
});

describe('lintSuites', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'mimcheck-'));
    cpSync(GOOD, folder, {recursive: true});
  });
  afterEach(() => {
    rmSync(folder, {recursive: true});
  });
  const edit = (file: string, from: string, to: string): void => {
    const text = readFileSync(join(folder, file), 'utf8');
    expect(text).toContain(from);
    writeFileSync(join(folder, file), text.replace(from, to));
  };
  const lint = async (): Promise<readonly string[]> => (await lintSuites(folder)).map(printComplaint);

  it('finds nothing wrong with the good sample', async () => {
    expect(await lint()).toEqual([]);
  });

  it('finds a route to a case that does not exist, is of another mechanism, or of none', async () => {
    edit(REQUIREMENTS, 'cases: [SAMPLE-ENT-01, SAMPLE-SUB-*]', 'cases: [SAMPLE-ENT-02, SAMPLE-ENT-01, SAMPLE-SUB-*, SAMPLE-WEB-01, NONE-*]');
    edit(REQUIREMENTS, 'mechanism: http', 'mechanism: htpp');
    expect(await lint()).toEqual([
      `${PAGES}:5:5 no requirement leads to SAMPLE-WEB-01 (name it in a route of a requirement)`,
      `${REQUIREMENTS}:19:17 there is no case 'SAMPLE-ENT-02' (did you mean 'SAMPLE-ENT-01'?)`,
      `${REQUIREMENTS}:19:61 SAMPLE-WEB-01 is a case of http, not of ngsi-ld`,
      `${REQUIREMENTS}:19:76 no case has an id that begins with NONE-`,
      `${REQUIREMENTS}:20:20 there is no mechanism 'htpp' (did you mean 'http'?)`,
    ]);
  });

  it('lets a route be planned for a mechanism to come, but not for a misspelt one', async () => {
    edit(REQUIREMENTS, 'second mechanism, mechanism: http', 'second mechanism, mechanism: sensorthings');
    expect(await lint()).toEqual([]);
    edit(REQUIREMENTS, 'mechanism: sensorthings', 'mechanism: ngsild');
    expect(await lint()).toEqual([expect.stringMatching(/there is no mechanism 'ngsild' \(did you mean 'ngsi-ld'\?\)$/)]);
  });

  it('finds a requirement without a route or a reason, and one with both', async () => {
    edit(REQUIREMENTS, '    untestable: Beauty cannot be measured.\n', '');
    edit(REQUIREMENTS, '    source: { clause: "1.2" }\n', '    untestable: Because.\n');
    expect(await lint()).toEqual([
      `${REQUIREMENTS}:32:5 MIM1-9.0-R1.2 has routes and is untestable (one of them)`,
      `${REQUIREMENTS}:40:5 MIM1-9.0-R1.3 has no route (add routes, or say under untestable why nobody can test it)`,
    ]);
  });

  it('finds two requirements with one title, and a title too long for a table', async () => {
    edit(REQUIREMENTS, 'title: Beautiful identifiers', 'title: One identifier for each entity');
    expect(await lint()).toEqual([expect.stringMatching(/:\d+:12 MIM1-9\.0-R1\.1 has the same title \(in a table, nobody could tell them apart\)$/)]);
    edit(REQUIREMENTS, 'title: One identifier for each entity', `title: ${'One identifier '.repeat(5)}`);
    expect(await lint()).toEqual([expect.stringMatching(/:8:12 a title has at most 70 characters/)]);
  });

  it('finds a means of proof that does not exist, a run without cases, and cases without a run', async () => {
    edit(REQUIREMENTS, 'proof: [demonstration]', 'proof: [harness-run]');
    expect(await lint()).toEqual([`${REQUIREMENTS}:47:12 MIM1-9.0-R1.3 asks for a harness-run, and no route has cases (take it out until cases are written)`]);
    edit(REQUIREMENTS, 'proof: [harness-run, declaration]', 'proof: [declaration]');
    expect((await lint())[0]).toBe(`${REQUIREMENTS}:14:12 MIM1-9.0-R1.1 has a route with cases, and does not take a harness-run as proof (add harness-run)`);
    edit(REQUIREMENTS, 'proof: [declaration]', 'proof: [test-run]');
    expect((await lint())[0]).toMatch(/must be one of harness-run, accredited-report, .*not 'test-run'/);
  });

  it('finds a provisional requirement that rests on nothing, and baselines of one that is not provisional', async () => {
    edit(REQUIREMENTS, 'baselines: [{ title: Rows, url: "https://example.org/rows", version: "2" }]', 'aliases: [{ release: "8.0", id: R1.2 }]');
    expect(await lint()).toEqual([`${REQUIREMENTS}:24:5 MIM1-9.0-R1.2 is provisional and rests on nothing (name under baselines what it is taken from)`]);
    edit(REQUIREMENTS, 'provisional: true\n    aliases: [{ release: "8.0", id: R1.2 }]', 'baselines: [{ title: Rows, url: "https://example.org/rows", version: "2" }]');
    expect(await lint()).toEqual([expect.stringMatching(/MIM1-9\.0-R1\.2 has baselines and is not provisional \(say provisional: true, /)]);
  });

  it('finds a framework that bears on what does not exist, twice on the same, belongs to none, or ends before it begins', async () => {
    edit('frameworks.yaml', '[MIM1-9.0-R1.1, MIM1-9.0-R1.2]', '[MIM1-9.0-R1.1, MIM1-9.0-R1.l, MIM1-9.0-R1.1]');
    edit('frameworks.yaml', 'under: tidiness-act', 'under: tidynes-act');
    edit('frameworks.yaml', '"2039-12-31"', '"2029-12-31"');
    expect(await lint()).toEqual([
      expect.stringContaining('no framework bears on MIM1-9.0-R1.2'),
      'frameworks.yaml:8:15 tidiness-act ends before it begins',
      "frameworks.yaml:14:39 there is no requirement 'MIM1-9.0-R1.l' (did you mean 'MIM1-9.0-R1.1'?)",
      'frameworks.yaml:14:54 Article 1 bears on MIM1-9.0-R1.1 already',
      "frameworks.yaml:26:12 there is no other framework 'tidynes-act' (did you mean 'tidiness-act'?)",
    ]);
  });

  it('finds a requirement on which nothing bears and of which nothing says why, and one of which both is said', async () => {
    edit('frameworks.yaml', '  - requirements: [MIM1-9.0-R1.3]', '  - requirements: [MIM1-9.0-R1.2, MIM1-9.0-R9]');
    expect(await lint()).toEqual([
      'frameworks.yaml:2:3 no framework bears on MIM1-9.0-R1.3, and nothing says why (name it under bears, or under none with the reason)',
      'frameworks.yaml:29:20 MIM1-9.0-R1.2 stands under none, and a framework bears on it',
      expect.stringMatching(/^frameworks\.yaml:29:35 there is no requirement 'MIM1-9\.0-R9'/),
    ]);
    edit('frameworks.yaml', '[MIM1-9.0-R1.2, MIM1-9.0-R9]', '[MIM1-9.0-R1.3, MIM1-9.0-R1.3]');
    expect(await lint()).toEqual(['frameworks.yaml:29:35 MIM1-9.0-R1.3 stands under none already']);
  });

  it('finds a requirement whose id is of another MIM', async () => {
    edit(REQUIREMENTS, 'id: MIM1-9.0-R1.3', 'id: MIM2-9.0-R1.3');
    for (const file of ['ids.txt', 'wordings.txt', 'frameworks.yaml']) edit(file, 'MIM1-9.0-R1.3', 'MIM2-9.0-R1.3');
    expect(await lint()).toEqual([`${REQUIREMENTS}:40:9 the id of a requirement of this file begins with MIM1-9.0-`]);
  });

  it('finds a case that no requirement leads to, once for all its rows', async () => {
    edit(REQUIREMENTS, '      - { mechanism: ngsi-ld, cases: [SAMPLE-ROWS-01] }\n', '');
    edit(REQUIREMENTS, 'proof: [harness-run]\n', 'proof: [demonstration]\n');
    expect(await lint()).toEqual([expect.stringMatching(/^mim1\/ngsi-ld\/entities\.yaml:53:9 no requirement leads to SAMPLE-ROWS-01 /)]);
  });

  it('finds ids that stand twice, also when they differ in letter case only on the platform', async () => {
    edit(PAGES, 'SAMPLE-WEB-01', 'SAMPLE-ENT-01');
    edit(REQUIREMENTS, 'SAMPLE-WEB-*', 'SAMPLE-*');
    edit(PAGES, 'suite: sample-pages', 'suite: sample-entities');
    writeFileSync(join(folder, 'ids.txt'), readFileSync(join(folder, 'ids.txt'), 'utf8').replace('SAMPLE-WEB-01\n', ''));
    expect(await lint()).toEqual([
      `${ENTITIES}:1:1 the suite id sample-entities stands at ${PAGES}:1:1 already`,
      `${ENTITIES}:5:5 the id SAMPLE-ENT-01 stands at ${PAGES}:5:5 already`,
    ]);
    edit(PAGES, 'SAMPLE-ENT-01', 'SAMPLE-ROWS-01-NO-ID');
    expect(await lint()).toContain(`${ENTITIES}:54:9 in small letters, the id SAMPLE-ROWS-01[no-id] stands at ${PAGES}:5:5 already`);
  });

  it('finds ids that are new, gone, back, or retired without a reason', async () => {
    writeFileSync(join(folder, 'ids.txt'), readFileSync(join(folder, 'ids.txt'), 'utf8').replace('SAMPLE-SUB-01\n', 'SAMPLE-GONE-01\n'));
    writeFileSync(join(folder, 'retired.txt'), '# gone\nSAMPLE-OLD-01\nSAMPLE-ENT-01 It was wrong.\n');
    expect(await lint()).toEqual([
      'ids.txt:1:1 lacks 1 of the ids in the suites: SAMPLE-SUB-01 (npm run generate)',
      'ids.txt:9:1 SAMPLE-GONE-01 was published and is gone (bring it back, or list it in retired.txt with the reason)',
      `${ENTITIES}:5:5 SAMPLE-ENT-01 is retired and must not be used again (a change of meaning gets a new id)`,
      'retired.txt:2:1 SAMPLE-OLD-01 is retired without a reason',
    ]);
    rmSync(join(folder, 'ids.txt'));
    expect((await lint())[0]).toMatch(/^ids\.txt:1:1 lacks 8 of the ids/);
  });

  it('finds a requirement whose level, wording or condition is not what was published, and says what to do', async () => {
    const remedy = '(take it back, or give the requirement a new id and move this one to retired.txt; only where no release has carried it yet, delete its line in wordings.txt and npm run generate)';
    edit(REQUIREMENTS, 'text: Every entity has', 'text: Nearly every entity has');
    edit(REQUIREMENTS, 'condition: The platform accepts rows.', 'condition: The platform accepts columns.');
    edit(REQUIREMENTS, 'level: may', 'level: should');
    expect(await lint()).toEqual([
      `${REQUIREMENTS}:6:5 MIM1-9.0-R1.1 is not as it was published: must Every entity has an identifier of its own. ${remedy}`,
      `${REQUIREMENTS}:24:5 MIM1-9.0-R1.2 is not as it was published: should Rows are refused. | if: The platform accepts rows. ${remedy}`,
      `${REQUIREMENTS}:40:5 MIM1-9.0-R1.3 is not as it was published: may Identifiers are beautiful. ${remedy}`,
    ]);
  });

  it('finds a requirement that is not registered, lets a retired one keep its line, and does not mind where a text is broken', async () => {
    const file = join(folder, 'wordings.txt');
    writeFileSync(file, `${readFileSync(file, 'utf8').replace(/MIM1-9\.0-R1\.1 .*\n/, '')}SAMPLE-OLD-01 must It was wrong.\n`);
    edit(REQUIREMENTS, 'text: Rows are refused.', 'text: >-\n      Rows\n      are refused.');
    expect(await lint()).toEqual(['wordings.txt:1:1 lacks 1 of the requirements: MIM1-9.0-R1.1 (npm run generate)']);
    rmSync(file);
    expect((await lint())[0]).toMatch(/^wordings\.txt:1:1 lacks 3 of the requirements/);
  });

  it('finds a case that cannot fail', async () => {
    edit(PAGES, '      - tls: versions\n        expect: { json: { offered: { $not: { $contains: TLSv1.0 } } } }\n', '      - request: GET /\n        expect: { text: { $matches: ".*" } }\n');
    edit(PAGES, '      - browser', '      - setup: true\n        browser');
    expect(await lint()).toEqual([expect.stringMatching(/^mim1\/http\/pages\.yaml:5:5 SAMPLE-WEB-01 cannot fail /)]);
    edit(PAGES, '".*"', '"..*"');
    expect(await lint()).toEqual([]);
  });

  it('finds a request that creates and does not take back, also where the status comes from a row', async () => {
    edit(ENTITIES, '        undo: { request: "DELETE /subscriptions/{{ case.key }}" }\n', '');
    edit(ENTITIES, 'status: 400,', 'status: 201,');
    expect(await lint()).toEqual([
      `${ENTITIES}:56:9 creates something and does not take it back (add undo: { request: "DELETE …" }, or an undo for each thing to reads before it)`,
      `${ENTITIES}:71:9 creates something and does not take it back (add undo: { request: "DELETE …" }, or an undo for each thing to reads before it)`,
    ]);
  });

  it('finds an undo that could be of what is somebody else\'s, where nothing tells it from theirs', async () => {
    edit(ENTITIES, 'undo: { request: "DELETE /subscriptions/{{ case.key }}" }', 'undo: { request: "DELETE /subscriptions/fixed" }');
    const found = await lint();
    const told = readFileSync(join(folder, ENTITIES), 'utf8');
    expect(found).toEqual([expect.stringMatching(/ is undone at an address that may be of somebody else, and creates nothing that could be told from theirs \(send \{\{ case\.word \}\}/)]);
    writeFileSync(join(folder, ENTITIES), told.replace('{ request: "DELETE /subscriptions/fixed" }', '{ request: "DELETE /subscriptions/{{ case.word }}" }'));
    expect(await lint()).toEqual([]);
  });

  it('lets a request that creates several things be undone by the reads before it', async () => {
    edit(ENTITIES, '        undo: { request: "DELETE /subscriptions/{{ case.key }}" }\n', '');
    edit(ENTITIES, '      - id: subscribe\n', '      - request: GET /subscriptions/{{ case.key }}\n        expect: { status: 404 }\n        undo: { request: "DELETE /subscriptions/{{ case.key }}" }\n      - id: subscribe\n');
    expect(await lint()).toEqual([]);
  });

  it('finds names that are never used', async () => {
    edit(ENTITIES, 'name: "{{ target.collection }}"', 'name: x');
    edit(ENTITIES, 'context: "{{ listeners.context.url }}", ', '');
    edit(ENTITIES, '"{{ row.error }}"', 'x');
    edit(ENTITIES, '"Bearer {{ token }}"', 'x');
    edit(ENTITIES, 'variables:\n', 'variables:\n      idle: 1\n');
    expect(await lint()).toEqual([
      `${ENTITIES}:12:7 'idle' is never used (use it or take it away)`,
      `${ENTITIES}:39:20 'token' is never used (use it or take it away)`,
      `${ENTITIES}:54:100 'error' is never used (use it or take it away)`,
      `${ENTITIES}:70:7 'context' is never used (use it or take it away)`,
    ]);
  });

  it('waits with what needs all files until each can be read', async () => {
    edit(PAGES, 'tls: versions', 'tls: version');
    expect(await lint()).toEqual([expect.stringMatching(/^mim1\/http\/pages\.yaml:10:14 must be one of handshake, versions, ciphers/)]);
  });
});
