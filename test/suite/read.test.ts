import {createHash} from 'node:crypto';
import {cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeAll, beforeEach, describe, expect, it} from 'vitest';
import {InputError} from '../../src/error.ts';
import {compileSchema} from '../../src/json-schema/compile.ts';
import type {Case, Library} from '../../src/model.ts';
import {readSuiteFile, readSuites} from '../../src/suite/read.ts';

const GOOD = join(import.meta.dirname, 'samples/good');

describe('readSuites', () => {
  let library: Library;
  const caseOf = (id: string): Case => {
    const found = library.suites.flatMap(({cases}) => cases).find((one) => one.id === id);
    if (found === undefined) throw new Error(`no case ${id}`);
    return found;
  };
  beforeAll(async () => {
    library = await readSuites(GOOD);
  });

  it('reads mechanisms, requirements and suites of every mim folder', () => {
    expect(library.mechanisms.map(({id}) => id)).toEqual(['ngsi-ld', 'http']);
    expect(library.requirements.map(({id}) => id)).toEqual(['MIM1-9.0-R1.1', 'MIM1-9.0-R1.2', 'MIM1-9.0-R1.3']);
    expect(library.suites.map(({id, file, mim, mechanism}) => ({id, file, mim, mechanism}))).toEqual([
      {id: 'sample-pages', file: 'mim1/http/pages.yaml', mim: 1, mechanism: 'http'},
      {id: 'sample-entities', file: 'mim1/ngsi-ld/entities.yaml', mim: 1, mechanism: 'ngsi-ld'},
    ]);
  });

  it('gives a requirement its release, source, reading, aliases and routes', () => {
    const [first, second, third] = library.requirements;
    expect(first).toMatchObject({
      release: '9.0', mim: 1, mimTitle: 'Interlinking Data', level: 'must', keyword: 'none', aliases: [{release: '8.0', id: 'R1.1'}],
      title: 'One identifier for each entity', proof: ['harness-run', 'declaration'],
      equivalence: ['Two entities are never found under one identifier.', 'Every entity is found under an identifier.'],
      routes: [
        {kind: 'cases', mechanism: 'ngsi-ld', cases: ['SAMPLE-ENT-01', 'SAMPLE-SUB-*']},
        {kind: 'cases', mechanism: 'http', cases: ['SAMPLE-WEB-*']},
        {kind: 'declaration', question: 'How does the platform keep identifiers unique?'},
        {kind: 'inspection', question: 'Are identifiers shown to people?'},
      ],
      at: 'mim1/requirements/9.0.yaml:6:5',
    });
    expect(second).toMatchObject({
      condition: 'The platform accepts rows.', provisional: true, baselines: [{title: 'Rows', url: 'https://example.org/rows', version: '2'}],
      source: {title: 'MIM1 Interlinking Data', clause: '1.2'},
      routes: [{kind: 'cases'}, {kind: 'planned', mechanism: 'http', reason: 'Waits for a second mechanism'}],
    });
    expect(third).toMatchObject({untestable: 'Beauty cannot be measured.', routes: []});
  });

  it('reads which frameworks bear on requirements, and when somebody last looked', () => {
    const [act, rules] = library.frameworks;
    expect(act).toEqual({
      id: 'tidiness-act', title: 'Act on Tidiness', kind: 'law', reference: 'Regulation (EU) 2030/1', url: 'https://example.org/tidiness', note: 'It is invented.',
      validFrom: '2030-01-01', validTo: '2039-12-31', checkedOn: '2026-11-22', version: 'text of 2029', at: 'frameworks.yaml:3:5',
      bearings: [
        {clause: 'Article 1', requirements: ['MIM1-9.0-R1.1', 'MIM1-9.0-R1.2'], how: 'Everything has its place.', checkedOn: '2026-11-22'},
        {clause: 'Article 2', requirements: ['MIM1-9.0-R1.1'], how: 'Nothing has two places.', checkedOn: null},
      ],
    });
    expect(library.noFramework).toEqual([{requirements: ['MIM1-9.0-R1.3'], why: 'Nobody has ever tidied that.'}]);
    expect(rules).toMatchObject({id: 'tidiness-rules', under: 'tidiness-act', validFrom: null, validTo: null, checkedOn: null});
  });

  it('gives a clause of one string the standard of the mechanism', () => {
    expect(caseOf('SAMPLE-ENT-01').clauses).toEqual([
      {document: 'ETSI GS CIM 009', version: '1.9.1', clause: '6.4.3.1', url: 'https://example.org/cim009.pdf'},
      {document: 'RFC 9110', version: '2022-06', clause: '10.2.2', url: 'https://www.rfc-editor.org/rfc/rfc9110#section-10.2.2'},
    ]);
  });

  it('makes a case of each row, with the method and the query of the row', () => {
    const row = caseOf('SAMPLE-ROWS-01[no-id]');
    expect(row).toMatchObject({level: 'should', exclusive: true, timeoutMs: 60_000, row: {row: 'no-id', status: [400, 422]}});
    expect(row.steps[0]).toMatchObject({kind: 'request', method: 'PUT', path: '/entities', query: {}, json: '{{ row.body }}', name: '{{ row.method }} /entities'});
    expect(caseOf('SAMPLE-ROWS-01[no-type]').steps[0]).toMatchObject({method: 'POST', query: {strict: true}});
    expect(row.at).toBe('mim1/ngsi-ld/entities.yaml:54:9');
  });

  it('turns durations into milliseconds and fills in what is left out', () => {
    const [create, read, again] = caseOf('SAMPLE-ENT-01').steps;
    expect(create).toMatchObject({
      setup: true, headers: {'Content-Type': 'application/json', Accept: null}, followRedirects: false,
      capture: {location: {from: 'header', name: 'Location', secret: false}},
      undo: {method: 'DELETE', path: '{{ location }}', headers: {Accept: null}, accept: [405]},
    });
    expect(read).toMatchObject({
      setup: false, as: 'nobody', followRedirects: true, eventually: {withinMs: 5000, everyMs: 250, giveUpOn: [401]},
      capture: {token: {from: 'json', path: '$.token', secret: true}},
    });
    expect(again).toMatchObject({name: 'GET /entities/{{ entity }}', consistently: {forMs: 1000, everyMs: 100}});
    expect(again).not.toHaveProperty('undo');
    expect(caseOf('SAMPLE-ENT-01')).toMatchObject({timeoutMs: 30_000, exclusive: false, level: 'must', needs: [], crossRefs: {etsi: ['001_01']}});
  });

  it('reads listeners, awaits, quiets and questions', () => {
    const {listeners, steps, needs} = caseOf('SAMPLE-SUB-01');
    expect(needs).toEqual(['subscriptions']);
    const place = (kind: string, options: unknown): unknown => expect.objectContaining({kind, options, at: expect.stringMatching(/entities\.yaml:68:\d+$/)});
    expect(listeners).toEqual({
      alerts: {replies: [
        {when: [place('method', 'GET'), place('path', {$matches: '/{{ case.key }}$'}), place('query', {x: {$absent: true}})], status: 404, headers: {}, afterMs: 0},
        {status: 503, headers: {}, afterMs: 10},
        {status: 200, headers: {X: '1'}, json: {run: '{{ run.id }}'}, afterMs: 0},
      ]},
      context: {replies: [{status: 200, headers: {}, body: '{}', afterMs: 0}]},
    });
    expect(steps.map(({kind}) => kind)).toEqual(['request', 'await', 'quiet', 'ask']);
    expect(steps[1]).toMatchObject({listener: 'alerts', since: 'subscribe', withinMs: 10_000, count: {min: 1, max: 2}});
    expect(steps[2]).toMatchObject({forMs: 500, expect: []});
    expect(steps[3]).toMatchObject({question: 'Where is the retry policy documented?', evidence: ['link'], setup: false});
  });

  it('reads probes', () => {
    const [tls, browser] = caseOf('SAMPLE-WEB-01').steps;
    expect(tls).toMatchObject({kind: 'tls', probe: 'versions'});
    expect(browser).toMatchObject({kind: 'browser', path: '{{ target.page }}', observe: ['cookies']});
  });

  it('reads what no case looks at, and why', () => {
    const [pages, entities] = library.suites;
    expect(pages?.unjudged).toEqual([{
      operations: ['GET *'], changes: ['header-* server'], why: 'A server may name itself.', at: 'mim1/http/pages.yaml:16:5',
      clauses: [{document: 'RFC 9110', version: '2022-06', clause: '2', url: 'https://www.rfc-editor.org/rfc/rfc9110'}, {document: 'RFC 9110', version: '2022-06', clause: '10.2.4'}],
    }]);
    expect(entities).not.toHaveProperty('unjudged');
  });

  it('knows the place of every value inside an expectation', () => {
    const headers = caseOf('SAMPLE-ENT-01').steps[0]?.expect[1];
    expect(headers).toMatchObject({kind: 'headers', at: 'mim1/ngsi-ld/entities.yaml:22:11'});
    expect(headers?.places).toEqual({'': '22:20', '/Location': '22:32', '/Location/$matches': '22:44'});
  });

  it('puts a schema and the files it refers to in the place of its path', async () => {
    const schema = caseOf('SAMPLE-ENT-01').steps[1]?.expect.find(({kind}) => kind === 'schema');
    const validate = await compileSchema(schema?.options ?? null);
    expect(validate({id: 'urn:a'})).toEqual([]);
    expect(validate({id: 'a'})).toHaveLength(1);
    expect(validate({})).toHaveLength(1);
  });

  it('gives a suite that refers to nothing the digest of its bytes', () => {
    const bytes = readFileSync(join(GOOD, 'mim1/http/pages.yaml'));
    expect(library.suites[0]?.digest).toBe(`sha256:${createHash('sha256').update(bytes).digest('hex')}`);
  });

  it('can be saved and read back', () => {
    expect(JSON.parse(JSON.stringify(library))).toEqual(library);
  });
});

describe('readSuites of a copy', () => {
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
  const complaints = async (): Promise<readonly string[]> => {
    try {
      await readSuites(folder);
      return [];
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      return error.complaints.map(({at, message}) => `${at} ${message}`);
    }
  };
  const ENTITIES = 'mim1/ngsi-ld/entities.yaml';

  it('gives a suite another digest when a file it refers to changes', async () => {
    const before = (await readSuites(folder)).suites[1]?.digest;
    edit('mim1/ngsi-ld/schemas/id.schema.json', '^urn:', '^urn:ngsi-ld:');
    expect((await readSuites(folder)).suites[1]?.digest).not.toBe(before);
  });

  it('tells the mistakes of all files at once, in the order of their places', async () => {
    edit('mim1/requirements/9.0.yaml', 'level: must', 'level: most');
    edit(ENTITIES, 'exclusive: true', 'exclusive: 1');
    edit(ENTITIES, 'timeout: 1m', 'timeout: 1h');
    expect(await complaints()).toEqual([
      `${ENTITIES}:50:16 must be true or false, not 1`,
      `${ENTITIES}:51:14 a duration is a whole number with a unit: 250ms, 5s, 2m, not '1h'`,
      "mim1/requirements/9.0.yaml:11:12 must be one of must, should, may, not 'most'",
    ]);
  });

  it('refuses a suite of a mechanism that does not exist', async () => {
    edit(ENTITIES, 'mechanism: ngsi-ld', 'mechanism: ngsi-dl');
    expect(await complaints()).toEqual([`${ENTITIES}:3:12 there is no mechanism 'ngsi-dl'`]);
  });

  it('refuses a schema that is not there, leaves the folder, or is none', async () => {
    edit(ENTITIES, './schemas/entity.schema.json', './schemas/nothing.json');
    expect(await complaints()).toEqual([`${ENTITIES}:35:19 cannot use this schema: there is no file ./schemas/nothing.json`]);
    edit(ENTITIES, './schemas/nothing.json', '../../../outside.json');
    expect(await complaints()).toEqual([`${ENTITIES}:35:19 cannot use this schema: ../../../outside.json lies outside the suites folder`]);
    edit(ENTITIES, '../../../outside.json', './schemas/wrong.json');
    writeFileSync(join(folder, 'mim1/ngsi-ld/schemas/wrong.json'), '{"type": "strnig"}');
    expect((await complaints()).join()).toContain(`${ENTITIES}:35:19 cannot use this schema: schema is invalid`);
  });

  it('does not follow a link out of the folder', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'mimcheck-'));
    writeFileSync(join(outside, 'secret.json'), '{}');
    symlinkSync(join(outside, 'secret.json'), join(folder, 'mim1/ngsi-ld/schemas/link.json'));
    edit(ENTITIES, './schemas/entity.schema.json', './schemas/link.json');
    expect(await complaints()).toEqual([`${ENTITIES}:35:19 cannot use this schema: ./schemas/link.json lies outside the suites folder`]);
    rmSync(outside, {recursive: true});
  });

  it('needs no frameworks, and tells the mistakes of form in them', async () => {
    edit('frameworks.yaml', '"2030-01-01"', '"2030-1-1"');
    edit('frameworks.yaml', 'kind: specification', 'kind: norm');
    edit('frameworks.yaml', 'checked-on: null', 'checked-on: yesterday');
    expect(await complaints()).toEqual([
      "frameworks.yaml:7:17 a date is year, month and day: 2026-11-22, not '2030-1-1'",
      "frameworks.yaml:22:11 must be one of law, framework, specification, not 'norm'",
      "frameworks.yaml:25:17 a date is year, month and day: 2026-11-22, or null, not 'yesterday'",
    ]);
    rmSync(join(folder, 'frameworks.yaml'));
    expect(await readSuites(folder)).toMatchObject({frameworks: [], noFramework: []});
  });

  it('says so when a folder is no suites folder', async () => {
    rmSync(join(folder, 'mechanisms.yaml'));
    expect((await complaints())[0]).toMatch(/^mechanisms\.yaml is missing/);
  });

  it('reads one loose file, whose MIM is that of its folder', async () => {
    const {mechanisms} = await readSuites(folder);
    const suite = await readSuiteFile(join(folder, ENTITIES), mechanisms);
    expect(suite).toMatchObject({id: 'sample-entities', file: join(folder, ENTITIES), mim: 1});
    expect(suite.digest).toBe((await readSuites(folder)).suites[1]?.digest);
    writeFileSync(join(folder, 'loose.yaml'), readFileSync(join(folder, 'mim1/http/pages.yaml')));
    expect(await readSuiteFile(join(folder, 'loose.yaml'), mechanisms)).toMatchObject({file: join(folder, 'loose.yaml'), mim: 0});
    await expect(readSuiteFile(join(folder, 'none.yaml'), mechanisms)).rejects.toThrow(/there is no such file/);
  });
});
