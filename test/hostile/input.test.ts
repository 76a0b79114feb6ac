import {symlinkSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {plan} from '../../src/plan/plan.ts';
import {run} from '../../src/run/run.ts';
import {readSuiteFile, readSuites} from '../../src/suite/read.ts';
import {readTarget} from '../../src/target/read.ts';
import {folder} from '../bin/command-line.ts';
import {judged, makeServices, makeTarget} from '../run/plans.ts';
import {guardConnections} from './no-way-out.ts';
import type {Guard} from './no-way-out.ts';
import {answer, pathOf, raw} from './wire.ts';
import type {Place} from './behaviour.ts';

const library = await readSuites('suites');
const asked: string[] = [];
let guard: Guard;
let place: Place;
beforeAll(async () => {
  guard = guardConnections();
  place = await raw((socket, head) => {
    asked.push(pathOf(head));
    socket.write(answer('{"a":"{{ run.id }} ${process.exit(1)}"}'));
  })();
});
afterAll(async () => {
  guard.lift();
  await place.close();
});

/** A suite of a stranger's with one case of these steps, as YAML. */
const suite = (steps: string, more = ''): string => `suite: stranger
title: A suite of a stranger's
mechanism: http
${more}cases:
  - id: STRANGER-01
    title: It asks
    clause: { document: RFC 9110, version: "2022", clause: "9" }
    level: must
    steps:
${steps.split('\n').map((line) => `      ${line}`).join('\n')}
`;

async function read(text: string, around: (dir: string) => void = () => undefined): ReturnType<typeof readSuiteFile> {
  const dir = folder();
  around(dir);
  writeFileSync(join(dir, 'stranger.yaml'), text);
  return readSuiteFile(join(dir, 'stranger.yaml'), library.mechanisms);
}

describe("a stranger's suite", () => {
  it('that is as it should be is read', async () => {
    expect((await read(suite('- request: GET /\n  expect: { status: 200 }'))).cases).toHaveLength(1);
  });

  it.each([
    ['an absolute path', '/etc/passwd'], ['a path that leads out', '../../../../../../etc/passwd'], ['an address of a file', 'file:///etc/passwd'],
    ['an address', 'http://169.254.169.254/schema.json'], ['a link that leads out', 'link.json'], ['a folder that is a link', 'away/passwd'],
  ])('cannot read %s as a schema', async (_, path) => {
    const reading = read(suite(`- request: GET /\n  expect: { schema: "${path}" }`), (dir) => {
      symlinkSync('/etc/passwd', join(dir, 'link.json'));
      symlinkSync('/etc', join(dir, 'away'));
    });
    await expect(reading).rejects.toThrow(/lies outside|no file|must|is no/);
  });

  it('cannot read one by a reference from a schema of its own', async () => {
    const reading = read(suite('- request: GET /\n  expect: { schema: "own.json" }'), (dir) => writeFileSync(join(dir, 'own.json'), '{"$ref": "../../../../../../../etc/passwd"}'));
    await expect(reading).rejects.toThrow(/lies outside/);
    const remote = read(suite('- request: GET /\n  expect: { schema: "own.json" }'), (dir) => writeFileSync(join(dir, 'own.json'), '{"$ref": "http://169.254.169.254/x.json"}'));
    await expect(remote).rejects.toThrow();
  });

  it.each([
    ['an alias', 'title: &a x\nsuite: *a\n', /not allowed/], ['an anchor', 'suite: &a x\n', /anchors are not allowed/], ['a merge key', 'suite: { <<: { a: 1 } }\n', /merge keys are not allowed/],
    ['a tag that makes code', 'suite: !!js/function "() => 1"\n', /tag/i], ['a tag of its own', 'suite: !include /etc/passwd\n', /tag/i], ['two documents', 'suite: a\n---\nsuite: b\n', /one document/],
    ['brackets without end', `suite: ${'['.repeat(5_000)}\n`, /nested too deeply/], ['a line without end', `suite: ${'x'.repeat(30_000)}\n`, /longer than/], ['a key that would change every object', '__proto__: { polluted: 1 }\nsuite: a\n', /__proto__/],
    [
      'a billion laughs', `a: &a [x,x,x,x,x,x,x,x,x]\n${Array.from('bcdefghi', (name, i) => `${name}: &${name} [${Array.from({length: 9}, () => `*${'abcdefgh'[i]}`).join(',')}]`).join('\n')}\n`, /not allowed/,
    ],
  ])('with %s is refused', async (_, text, message) => {
    await expect(read(text)).rejects.toThrow(message);
    expect(({} as {polluted?: unknown}).polluted).toBeUndefined();
  });

  it.each([
    ['another host in place of a path', 'http://169.254.169.254/'], ['a path that makes another host of ours', '@169.254.169.254/'], ['a path that makes a longer name of ours', '.evil.example/'],
  ])('cannot name %s', async (_, path) => {
    await expect(read(suite(`- request: GET ${path}\n  expect: { status: 200 }`))).rejects.toThrow();
  });

  it.each([
    'http://169.254.169.254/latest/meta-data/', 'file:///etc/passwd', '//169.254.169.254/', 'http://localhost:1/', 'data:text/plain,x', 'javascript:alert(1)', 'http://10.0.0.1:80@127.0.0.1/', 'unix:/var/run/docker.sock',
  ])('that puts %s together as it runs reaches nobody', async (address) => {
    const before = guard.blocked.length;
    const stranger = await read(suite('- request: GET {{ away }}\n  expect: { status: 200 }').replace('    steps:', `    variables: { away: "${address}" }\n    steps:`));
    const target = makeTarget(place.origin, {endpoints: {http: {url: place.origin, headers: {}, parameters: {}}}});
    const services = makeServices();
    const planned = plan({library: {...library, suites: [stranger]}, target, selection: {releases: ['9.0'], mims: null, suites: null, cases: ['STRANGER-01'], readOnly: false}, seed: 'seed', digest: () => 'sha256:0'});
    await run(planned, target, services);
    const {verdicts, journal} = await judged(services);
    expect(guard.blocked.slice(before)).toEqual([]);
    expect(journal.records['STRANGER-01']?.steps[0]?.exchanges[0]?.outcome).toMatchObject({kind: 'silence'});
    expect(verdicts['STRANGER-01']?.outcome).toBe('error');
  });

  it('cannot run code: names stand for values, and what looks like code stays text', async () => {
    asked.length = 0;
    const stranger = await read(suite('- request: GET /x\n  query: { q: "{{ constructor }}" }\n  expect: { status: 200 }')).catch((error: Error) => error.message);
    expect(stranger).toMatch(/constructor/);
    const fine = await read(suite('- request: GET /x\n  query: { q: "${process.exit(1)} #{1+1} <%= 1 %>" }\n  expect: { status: 200 }'));
    const target = makeTarget(place.origin, {endpoints: {http: {url: place.origin, headers: {}, parameters: {}}}});
    const planned = plan({library: {...library, suites: [fine]}, target, selection: {releases: ['9.0'], mims: null, suites: null, cases: ['STRANGER-01'], readOnly: false}, seed: 'seed', digest: () => 'sha256:0'});
    await run(planned, target, makeServices());
    expect(asked).toEqual([`/x?q=${encodeURIComponent('${process.exit(1)} #{1+1} <%= 1 %>')}`]);
  });
});

describe("a stranger's target", () => {
  const target = (more: string): string => `target: { product: P, version: "1", vendor: V }\n${more}`;
  const endpoint = (url: string): string => target(`endpoints: { http: { url: "${url}" } }\n`);

  it.each([
    ['a file as an endpoint', endpoint('file:///etc/passwd')], ['a script as an endpoint', endpoint('javascript:alert(1)')], ['an alias', target('a: &a 1\nb: *a\n')], ['a tag', target('endpoints: !!js/undefined ""\n')],
    ['an unknown name', target('endpoints: { http: { url: "http://127.0.0.1/" } }\nrun: "rm -rf /"\n')], ['a prototype', target('__proto__: { verify: false }\nendpoints: { http: { url: "http://127.0.0.1/" } }\n')],
  ])('with %s is refused', async (_, text) => {
    await expect(readTarget(text, 'target.yaml', library)).rejects.toThrow(/target\.yaml:\d+:\d+/);
  });
});
