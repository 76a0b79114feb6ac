import {cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {printComplaint} from '../../src/error.ts';
import {lintSuiteFile, lintSuites} from '../../src/suite/lint.ts';
import type {Json, JsonObject} from '../../src/model.ts';
import {readSuites} from '../../src/suite/read.ts';
import {readYaml} from '../../src/suite/yaml.ts';

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

  it('tells mistakes of every kind in one go, wherever they stand', async () => {
    // Form, in other parts of the same cases as what follows.
    edit(ENTITIES, 'since: "1.3.1"', 'snice: "1.3.1"');
    edit(ENTITIES, 'timeout: 1m', 'timeout: 1h');
    edit(ENTITIES, 'request: POST /subscriptions', 'request: POTS /subscriptions');
    edit(ENTITIES, 'expect: { method: POST, json', 'expect: { method: POST, jsn');
    // Names, a feature, listeners, patterns, paths, a schema, what is never used, what creates and stays.
    edit(ENTITIES, 'height: "{{ body.height }}"', 'height: "{{ bdy.height }}"');
    edit(ENTITIES, 'variables:\n', 'variables:\n      idle: 1\n');
    edit(ENTITIES, 'needs: [subscriptions]', 'needs: [subscription]');
    edit(ENTITIES, '- quiet: alerts', '- quiet: allerts');
    edit(ENTITIES, '$matches: "^http"', '$matches: "(a"');
    edit(ENTITIES, '"$.token"', '"$.["');
    edit(ENTITIES, './schemas/entity.schema.json', './schemas/entities.schema.json');
    edit(ENTITIES, '        undo: { request: "DELETE {{ location }}", headers: { Accept: null }, accept: [405] }\n', '');
    edit(ENTITIES, 'status: [201, 204]', 'status: 201');
    edit(ENTITIES, 'method: PUT', 'method: PTU');
    edit(PAGES, 'mechanism: http', 'mechanism: htpp');
    edit(PAGES, '{{ target.page }}', '{{ target.pgae }}');
    // Ids that stand twice, in another file; routes, and what bears on requirements.
    edit(PAGES, 'unjudged:', '  - id: SAMPLE-SUB-01\n    clause: "1"\n    steps: 5\nunjudged:');
    edit(REQUIREMENTS, 'level: must', 'level: most');
    edit(REQUIREMENTS, 'SAMPLE-ROWS-01]', 'SAMPLE-ROWS-02]');
    edit(REQUIREMENTS, 'text: Identifiers are beautiful.', 'text: Identifiers are ugly.');
    edit('frameworks.yaml', 'kind: law', 'kind: low');
    edit('frameworks.yaml', 'under: tidiness-act', 'under: tidynes-act');
    // And a file that is no YAML at all.
    writeFileSync(join(folder, 'mim1/http/more.yaml'), 'suite: [\n');
    expect(await lint()).toEqual([
      `frameworks.yaml:4:11 must be one of law, framework, specification, not 'low' (did you mean 'law'?)`,
      `frameworks.yaml:26:12 there is no other framework 'tidynes-act' (did you mean 'tidiness-act'?)`,
      'mim1/http/more.yaml:2:1 is no YAML: Flow sequence in block collection must be sufficiently indented and end with a ]',
      `${PAGES}:3:12 there is no mechanism 'htpp' (did you mean 'http'?)`,
      `${PAGES}:12:18 unknown name 'target.pgae' (did you mean 'target.page'?)`,
      `${PAGES}:15:5 'title' is missing`,
      `${PAGES}:17:12 must be a list, not 5`,
      `${ENTITIES}:9:5 unknown key 'snice' (did you mean 'since'?)`,
      `${ENTITIES}:12:7 'idle' is never used (use it or take it away)`,
      `${ENTITIES}:16:9 creates something and does not take it back (add undo: { request: "DELETE …" }, or an undo for each thing to reads before it)`,
      `${ENTITIES}:33:47 unknown name 'bdy.height' (did you mean 'body.height'?)`,
      `${ENTITIES}:35:19 cannot use this schema: there is no file ./schemas/entities.schema.json`,
      `${ENTITIES}:37:46 is no regular expression that takes linear time (RE2): missing closing ): \`(a\``,
      `${ENTITIES}:38:33 is no JSONPath as RFC 9535 has it: unexpected shorthand selector '[' ('$.[':2)`,
      `${ENTITIES}:51:14 a duration is a whole number with a unit: 250ms, 5s, 2m, not '1h'`,
      `${ENTITIES}:54:31 is no method; methods are GET, HEAD, OPTIONS, TRACE, POST, PUT, PATCH, DELETE (did you mean 'PUT'?)`,
      `${ENTITIES}:63:5 the id SAMPLE-SUB-01 stands at ${PAGES}:15:5 already`,
      `${ENTITIES}:66:13 ngsi-ld has no feature 'subscription' (did you mean 'subscriptions'?)`,
      `${ENTITIES}:72:18 a request is METHOD and path: a method of GET, HEAD, OPTIONS, TRACE, POST, PUT, PATCH, DELETE, a space, and a path that starts with /, or one variable such as {{ location }}, not 'POTS /subscriptions' (did you mean 'POST'?)`,
      `${ENTITIES}:80:33 unknown key 'jsn' (did you mean 'json'?)`,
      `${ENTITIES}:81:16 there is no listener 'allerts' (did you mean 'alerts'?)`,
      `${REQUIREMENTS}:11:12 must be one of must, should, may, not 'most' (did you mean 'must'?)`,
      `${REQUIREMENTS}:38:39 there is no case 'SAMPLE-ROWS-02' (did you mean 'SAMPLE-ROWS-01'?)`,
      `${REQUIREMENTS}:40:5 MIM1-9.0-R1.3 is not as it was published: may Identifiers are beautiful. (take it back, or give the requirement a new id and move this one to retired.txt; only where no release has carried it yet, delete its line in wordings.txt and npm run generate)`,
    ]);
  });

  it('lets nothing follow from a file that is no YAML', async () => {
    for (const file of [ENTITIES, REQUIREMENTS, 'frameworks.yaml', 'mechanisms.yaml']) {
      const text = readFileSync(join(folder, file), 'utf8');
      writeFileSync(join(folder, file), `${text}more: [\n`);
      const found = await lint();
      expect(found.filter((one) => !one.startsWith(file)), file).toEqual([]);
      expect(found.length, file).toBeGreaterThan(0);
      writeFileSync(join(folder, file), text);
    }
  });

  it.each([
    ['captures under a misspelt key', ENTITIES, 'capture: { location', 'captrue: { location'],
    ['variables that are no map', ENTITIES, 'variables:\n      entity: urn:ngsi-ld:Building:{{ case.key }}\n      body: { id: "{{ entity }}", type: "{{ case.word }}", height: 42 }\n', 'variables: none\n'],
    ['a misspelt name', ENTITIES, '"{{ row.error }}"', '"{{ row.eror }}"'],
    ['a misspelt listener', ENTITIES, '- await: alerts', '- await: alerst'],
    ['an undo under a misspelt key', ENTITIES, 'undo: { request: "DELETE {{ location }}"', 'udno: { request: "DELETE {{ location }}"'],
    ['rows under a misspelt key', ENTITIES, 'for-each:', 'for-eahc:'],
    ['a case whose id has not the form of one', PAGES, 'id: SAMPLE-WEB-01', 'id: sample-web-01'],
    ['a requirement whose id has not the form of one', REQUIREMENTS, 'id: MIM1-9.0-R1.3', 'id: mim1-9.0-R1.3'],
    ['a route that is none', REQUIREMENTS, 'cases: [SAMPLE-ROWS-01] }', 'casse: [SAMPLE-ROWS-01] }'],
    ['a release that is none', REQUIREMENTS, 'release: "9.0"', 'release: "9"'],
    ['a mechanism that is not written as it should be', 'mechanisms.yaml', 'features: { subscriptions: Subscriptions and notifications, geo-queries: Queries by geometry }', 'features: [subscriptions]'],
  ])('tells %s in one place only', async (_, file, from, to) => {
    edit(file, from, to);
    const found = await lint();
    expect([...new Set(found.map((one) => one.split(' ')[0]))], found.join('\n')).toHaveLength(1);
  });

  it('goes on whatever is missing, empty or of another type', async () => {
    for (const file of [ENTITIES, PAGES, REQUIREMENTS, 'frameworks.yaml', 'mechanisms.yaml']) {
      const text = readFileSync(join(folder, file), 'utf8');
      const whole = readYaml(text, file).value;
      // Every third value, each time another in its place.
      for (const [index, path] of pathsIn(whole).filter((_, position) => position % 3 === 0).entries()) {
        // JSON is YAML too.
        writeFileSync(join(folder, file), JSON.stringify(replaced(whole, path, [5, {}, [5], undefined][index % 4]), null, 1));
        await expect(lintSuites(folder), `${file} ${path.join('/')}`).resolves.toBeInstanceOf(Array);
      }
      writeFileSync(join(folder, file), text);
    }
  });
});

function pathsIn(value: Json, path: readonly string[] = []): readonly (readonly string[])[] {
  if (value === null || typeof value !== 'object') return [path];
  return [path, ...Object.entries(value).flatMap(([key, item]) => pathsIn(item as Json, [...path, key]))];
}

function replaced(value: Json, [key, ...rest]: readonly string[], by: Json | undefined): unknown {
  if (key === undefined) return by ?? null;
  const inner = (one: Json, name: string): unknown => (name === key ? (rest.length === 0 ? by : replaced(one, rest, by)) : one);
  if (Array.isArray(value)) return value.map((one: Json, index) => inner(one, String(index)));
  return Object.fromEntries(Object.entries(value as JsonObject).map(([name, one]) => [name, inner(one, name)]));
}
