import {createServer as createHttpServer} from 'node:http';
import {createServer} from 'node:net';
import type {AddressInfo} from 'node:net';
import {appendFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {beforeAll, describe, expect, test} from 'vitest';
import {CHAIN_START, nextMark, withMark} from '../../src/journal/chain.ts';
import {folder, mimcheck} from './command-line.ts';

const TARGET = 'target: { product: P, version: "1", vendor: V }\n';
let place: string;
beforeAll(() => {
  place = folder();
  const files: Readonly<Record<string, string>> = {
    'broken.yaml': 'target: {',
    'unknown-key.yaml': `${TARGET}endpoint: { ngsi-ld: { url: "http://127.0.0.1:1/" } }\n`,
    'unknown-mechanism.yaml': `${TARGET}endpoints: { ngsild: { url: "http://127.0.0.1:1/" } }\n`,
    'wrong-type.yaml': `${TARGET}endpoints: { ngsi-ld: { url: 17 } }\n`,
    'missing-secret.yaml': `${TARGET}endpoints: { ngsi-ld: { url: "http://127.0.0.1:1/", auth: a } }\nauth: { a: { bearer: { env: MIMCHECK_NO_SUCH_VARIABLE } } }\n`,
    'twice.yaml': `${TARGET}endpoints: { ngsi-ld: { url: "http://127.0.0.1:1/" } }\n${TARGET}`,
    'nobody.yaml': `${TARGET}endpoints: { ngsi-ld: { url: "http://127.0.0.1:1/ngsi-ld/v1" } }\n`,
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(place, name), text);
  mkdirSync(join(place, 'full'));
  writeFileSync(join(place, 'full', 'x'), '');
});

const URL_TARGET = ['http://127.0.0.1:1/ngsi-ld/v1', '--as', 'ngsi-ld'];

describe.concurrent('bad input gets one clear message, the right code, no stack', () => {
  test.each<[string, readonly string[], number, RegExp]>([
    ['no command', [], 3, /Which command\?/],
    ['an unknown command', ['rnu'], 3, /run/],
    ['an unknown option', ['run', 'x', '--fast'], 3, /fast/],
    ['a missing file', ['run', 'nothing.yaml'], 3, /nothing\.yaml.*no such file/],
    ['malformed YAML', ['run', 'broken.yaml'], 3, /broken\.yaml:1:\d+/],
    ['an unknown key', ['run', 'unknown-key.yaml'], 3, /unknown-key\.yaml:2:1.*did you mean 'endpoints'\?/],
    ['an unknown mechanism', ['run', 'unknown-mechanism.yaml'], 3, /did you mean 'ngsi-ld'\?/],
    ['a wrong type', ['run', 'wrong-type.yaml'], 3, /wrong-type\.yaml:2:\d+/],
    ['a missing secret', ['run', 'missing-secret.yaml'], 3, /^missing-secret\.yaml:3:22 auth\.a\.bearer: the environment variable MIMCHECK_NO_SUCH_VARIABLE is not set \(set/],
    ['a key given twice', ['run', 'twice.yaml'], 3, /^twice\.yaml:3:1 the key 'target' stands at 1:1 already, in the same map \(take/],
    ['a jurisdiction that there is not', ['tender', 'init', '--profile', 'open-data-portal', '--jurisdiction', 'it'], 3, /^--jurisdiction there is no jurisdiction 'it' \(there are de, dk, es, eu, fr, nl; eu holds/],
    ['a language that a jurisdiction does not speak', ['tender', 'init', '--profile', 'open-data-portal', '--jurisdiction', 'dk', '--lang', 'fr'], 3, /^--lang the jurisdiction dk has no words in 'fr' \(it has da/],
    ['a URL without its mechanism', ['run', 'http://127.0.0.1:1/'], 3, /--as/],
    ['an unknown mechanism for a URL', ['run', 'http://127.0.0.1:1/', '--as', 'ngsi'], 3, /did you mean 'ngsi-ld'\?/],
    ['an unknown case', ['run', ...URL_TARGET, '--case', 'NGSILD-CREATE-9999'], 3, /NGSILD-CREATE-9999/],
    ['an unknown suite', ['run', ...URL_TARGET, '--suite', 'nothing'], 3, /nothing/],
    ['an unknown MIM', ['run', ...URL_TARGET, '--mim', '4'], 3, /MIM4/],
    ['an unknown release', ['run', ...URL_TARGET, '--release', '8.0'], 3, /8\.0/],
    ['a folder that is not empty', ['run', ...URL_TARGET, '--out', 'full'], 3, /full is not empty.*--resume/],
    ['an unreachable host', ['run', 'nobody.yaml'], 4, /127\.0\.0\.1:1/],
    ['a resumed run that never was', ['run', ...URL_TARGET, '--resume', 'full'], 3, /no journal/],
    ['a folder without a journal', ['judge', 'full'], 3, /journal\.jsonl.*no such file/],
    ['an unknown id', ['explain', 'MIM1-9.0-R9.9'], 3, /neither a case nor a requirement/],
    ['an unknown format', ['report', 'full', '--format', 'docs'], 3, /docs|journal/],
    ['an unknown fault', ['demo', '--fault', 'ngsi-ld-nothing'], 3, /there is no fault/],
    ['an unknown fault of the sandbox', ['sandbox', '--fault', 'ngsi-ld-create-answer-200'], 3, /did you mean 'ngsi-ld-create-answers-200'\?/],
    ['an option given twice', ['run', ...URL_TARGET, '--out', 'a', '--out', 'b'], 3, /^--out is given twice/],
    ['a choice given twice', ['run', ...URL_TARGET, '--lang', 'en', '--lang', 'fr'], 3, /^--lang is given twice/],
    ['the mechanism of a URL given twice', ['run', ...URL_TARGET, '--as', 'http'], 3, /^--as is given twice/],
    ['a number given twice', ['run', ...URL_TARGET, '--concurrency', '2', '--concurrency', '3'], 3, /^--concurrency is given twice/],
    ['an option of a command within a command given twice', ['tender', 'init', '--profile', 'a', '--profile', 'b'], 3, /^--profile is given twice/],
    ['one case to prove given twice, although many can be run', ['prove', 'x', '--case', 'A', '--case', 'B'], 3, /^--case is given twice/],
    ['an empty case', ['run', ...URL_TARGET, '--case', ''], 3, /^--case is empty/],
    ['one case of two that is empty', ['run', ...URL_TARGET, '--case', 'NGSILD-CREATE-01', '--case', ''], 3, /^--case is empty/],
    ['nothing but a comma', ['run', ...URL_TARGET, '--suite', ','], 3, /^--suite is empty/],
    ['an empty MIM', ['list', '--mim', ''], 3, /^--mim is empty/],
    ['an empty format of a tender', ['tender', 'build', 'tender.yaml', '--format', ''], 3, /^--format is empty/],
    ['an empty target', ['run', ''], 3, /^target is empty/],
    ['an option without a value', ['run', ...URL_TARGET, '--case'], 3, /^Not enough arguments following: case/],
    ['an option negated that is no yes or no', ['run', ...URL_TARGET, '--no-out'], 3, /^--no-out is no option/],
    ['an option with a member', ['run', ...URL_TARGET, '--out.a', 'b'], 3, /^Unknown argument: out\.a/],
    ['a MIM to list that there is not', ['list', '--mim', '99'], 3, /MIM99/],
    ['a dry run that is to print a report', ['run', ...URL_TARGET, '--dry-run', '--json'], 3, /^--json does not go with --dry-run/],
    ['a case in small letters', ['run', ...URL_TARGET, '--case', 'ngsild-attr-delete-01'], 3, /did you mean 'NGSILD-ATTR-DELETE-01'\?/],
    ['no number of cases at a time', ['run', ...URL_TARGET, '--concurrency', 'abc'], 3, /^--concurrency 'abc' is no whole number from 1 to 64/],
    ['more cases at a time than a target file may name', ['run', ...URL_TARGET, '--concurrency', '65'], 3, /^--concurrency '65' is no whole number from 1 to 64/],
    ['a port that there is not', ['sandbox', '--port', '99999'], 3, /^--port '99999' is no whole number/],
    ['a port below none', ['sandbox', '--port', '-1'], 3, /^--port '-1'/],
    ['a latency that is no number', ['sandbox', '--latency', 'abc'], 3, /^--latency 'abc'/],
    ['a latency before the question', ['sandbox', '--latency', '-5'], 3, /^--latency '-5'/],
    ['a lag that is no number', ['sandbox', '--lag', 'soon'], 3, /^--lag 'soon'/],
    ['a fault without a name', ['sandbox', '--fault'], 3, /^Not enough arguments following: fault/],
    ['one of several faults that there is not', ['sandbox', '--fault', 'ngsi-ld-create-answers-200', 'tea', '--port', '0'], 3, /^--fault there is no fault 'tea'/],
    ['a fault that is like none', ['sandbox', '--fault', 'coffee'], 3, /mimcheck sandbox --list-faults/],
  ])('%s', async (_, args, code, message) => {
    const done = await mimcheck(args, {cwd: place});
    expect(done.stderr).toMatch(message);
    expect(done.stderr).not.toMatch(/\n\s+at .*\.js:\d+/);
    expect(done.code).toBe(code);
    expect(done.stdout).toBe('');
  });
});

test('one case is told as one, of what is known only', async () => {
  const dry = await mimcheck(['run', ...URL_TARGET, '--case', 'NGSILD-CREATE-01', '--dry-run']);
  expect(dry.stdout).toMatch(/^1 case, \d+ requests; none was sent/m);
  const platform = createHttpServer((_, response) => void response.end());
  await new Promise<void>((resolve) => { platform.listen(0, '127.0.0.1', resolve); });
  const done = await mimcheck(['run', `http://127.0.0.1:${(platform.address() as AddressInfo).port}`, '--as', 'http', '--case', 'HTTP-HEADERS-01']);
  platform.close();
  expect(done.stderr).toMatch(/^1 case\n[\s\S]*^1 of 1 case done/m);
  expect(done.stdout).toMatch(/^Undecided: 127\.0\.0\.1$/m);
});

test('a list may be named again, and what stands behind its value is the target', async () => {
  const done = await mimcheck(['run', '--case', 'NGSILD-CREATE-01', '--case', 'NGSILD-CREATE-02', URL_TARGET[0] ?? '', '--as', 'ngsi-ld', '--dry-run']);
  expect([done.code, done.stdout.match(/^# NGSILD-CREATE-\d+$/gm)]).toEqual([0, ['# NGSILD-CREATE-01', '# NGSILD-CREATE-02']]);
});

test('a sandbox whose port is in use says so, and what to do', async () => {
  const other = createServer();
  await new Promise<void>((listening) => other.listen(0, '127.0.0.1', listening));
  const {port} = other.address() as AddressInfo;
  const done = await mimcheck(['sandbox', '--port', String(port)]);
  await new Promise((closed) => other.close(closed));
  expect([done.code, done.stderr]).toEqual([3, `--port ${port} is in use, perhaps by another sandbox (end that, name another port, or leave --port out for a free one)\n`]);
});

/** Writes every line of a journal anew, with marks that fit: an edit that only the content can betray. */
function rewrite(out: string, change: (line: Record<string, unknown>) => Record<string, unknown>): void {
  const file = join(out, 'journal.jsonl');
  let mark = CHAIN_START;
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n').map((line) => {
    const {chain: _, ...content} = JSON.parse(line) as Record<string, unknown>;
    const bare = JSON.stringify(change(content));
    mark = nextMark(mark, bare);
    return withMark(bare, mark);
  });
  writeFileSync(file, `${lines.join('\n')}\n`);
}

describe('a journal', () => {
  async function recorded(): Promise<string> {
    const out = join(folder(), 'run');
    await mimcheck(['demo', '--out', out, '--quiet', '--seed', 'one', '--suite', 'ogc-features-landing']);
    return out;
  }

  test('that was edited is refused, with the line', async () => {
    const out = await recorded();
    const file = join(out, 'journal.jsonl');
    writeFileSync(file, readFileSync(file, 'utf8').replace('"status":200', '"status":201'));
    const done = await mimcheck(['judge', out]);
    expect([done.code, done.stderr]).toEqual([3, expect.stringMatching(/journal\.jsonl:\d+:1 is not as it was written/)]);
  });

  test('that is cut off is judged as far as it goes, and the summary says so', async () => {
    const out = await recorded();
    const file = join(out, 'journal.jsonl');
    const lines = readFileSync(file, 'utf8').split('\n');
    writeFileSync(file, `${lines.slice(0, -2).join('\n')}\n`);
    appendFileSync(file, '{"kind":"foo');
    const done = await mimcheck(['judge', out]);
    expect(done.stdout).toContain('The recording breaks off');
    expect(done.code).not.toBe(3);
  });

  test('whose plan was changed is refused, even when its marks fit', async () => {
    const out = await recorded();
    rewrite(out, (line) => (line['kind'] === 'header' ? {...line, suites: [{id: 'ogc-features-landing', file: 'x', digest: 'sha256:other'}]} : line));
    const done = await mimcheck(['judge', out]);
    expect([done.code, done.stderr]).toEqual([3, expect.stringContaining('holds another plan than its header names')]);
  });

  test('gives the same verdicts again, to the byte', async () => {
    const out = await recorded();
    const before = readdirSync(out).filter((name) => /verdicts|score/.test(name)).map((name) => readFileSync(join(out, name), 'utf8'));
    await mimcheck(['judge', out]);
    expect(readdirSync(out).filter((name) => /verdicts|score/.test(name)).map((name) => readFileSync(join(out, name), 'utf8'))).toEqual(before);
    expect(before).toHaveLength(2);
  });
});
