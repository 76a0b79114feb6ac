// A scenario: a small suite against the sandbox with a fault, and everything that comes of it.

import {randomUUID} from 'node:crypto';
import {copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {parse} from 'yaml';
import {planOf} from '../../bin/line.ts';
import {ROOT, SUITES, TEMPLATES, toolVersion} from '../../bin/root.ts';
import {documents} from '../../reports/write.ts';
import {createRule} from '../../src/check/rule-step.ts';
import {readJournal} from '../../src/journal/read.ts';
import {judge} from '../../src/judge/judge.ts';
import type {Library, Target, Verdict} from '../../src/model.ts';
import {createClock} from '../../src/run/clock.ts';
import {run} from '../../src/run/run.ts';
import {startSandbox} from '../../src/sandbox/sandbox.ts';
import {score} from '../../src/score/score.ts';
import {readContexts} from '../../src/suite/contexts.ts';
import {readSuites} from '../../src/suite/read.ts';
import {readTarget} from '../../src/target/read.ts';

const FOLDER = join(ROOT, 'test', 'scenarios');

/** The names of all scenarios. */
export function scenarios(): readonly string[] {
  return readdirSync(FOLDER, {withFileTypes: true}).filter((entry) => entry.isDirectory()).map(({name}) => name).sort();
}

/** Path of a file of a scenario. */
export function fileOf(scenario: string, file: string): string {
  return join(FOLDER, scenario, file);
}

/** Runs a scenario and gives back the text of its journal. */
export async function record(scenario: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'mimcheck-scenario-'));
  const faults = textOf(scenario, 'fault.txt').split('\n').filter((line) => line !== '');
  const sandbox = await startSandbox({faults, now: Date.now, random: () => randomUUID()});
  try {
    const library = await libraryOf(scenario, folder);
    const declared = textOf(scenario, 'declarations.yaml');
    const target = {...await readTarget(JSON.stringify(describe({library, http: sandbox.http, https: sandbox.https})), 'target.yaml', library), declarations: declared === '' ? {} : parse(declared) as Target['declarations']};
    const plan = planOf({library, target, selection: {releases: ['9.0'], mims: null, suites: null, cases: null, readOnly: false}, seed: scenario});
    const journal = join(folder, 'journal.jsonl');
    await run(plan, target, {
      clock: createClock(Date.now, () => performance.now()), rule: createRule({contexts: await readContexts(SUITES)}), resolveSecret: (secret) => String(secret),
      tool: toolVersion(), node: process.version, platform: process.platform, journal, resume: false, browser: null,
    });
    return cut(readFileSync(journal, 'utf8'), textOf(scenario, 'cut.txt').trim());
  } finally {
    await sandbox.close();
    rmSync(folder, {recursive: true, force: true});
  }
}

/** What follows from a journal alone: files by name. */
export async function judged(text: string): Promise<ReadonlyMap<string, string>> {
  const journal = readJournal(text);
  const verdicts = await judge(journal, createRule({contexts: await readContexts(SUITES)}));
  const scored = score(journal, verdicts);
  return new Map([
    ['verdicts.json', `${JSON.stringify(verdicts, null, 2)}\n`],
    ['score.json', `${JSON.stringify(scored, null, 2)}\n`],
    ...(await documents({journal, verdicts, score: scored, formats: ['md'], language: 'en', templates: join(TEMPLATES, 'report')})),
  ]);
}

/** Of verdicts, what is the same in every run: not addresses and times in what was expected and what came. */
export function lasting(verdicts: readonly Verdict[]) {
  return verdicts.map(({findings, reason, ...verdict}) => ({
    ...verdict, reason: reason?.code ?? null, findings: findings.map(({code, blame, step, at, where}) => ({code, blame, step, at, where})),
  }));
}

/** A suites folder made of the scenario's suite and what all scenarios share. */
async function libraryOf(scenario: string, folder: string): Promise<Library> {
  const root = join(folder, 'suites');
  for (const name of ['requirements', 'scenario']) mkdirSync(join(root, 'mim1', name), {recursive: true});
  copyFileSync(join(FOLDER, 'mechanisms.yaml'), join(root, 'mechanisms.yaml'));
  copyFileSync(join(FOLDER, 'requirements.yaml'), join(root, 'mim1', 'requirements', '9.0.yaml'));
  copyFileSync(fileOf(scenario, 'suite.yaml'), join(root, 'mim1', 'scenario', 'suite.yaml'));
  return readSuites(root);
}

/** Only the endpoint that the suite is about. Whose certificate is trusted is left out: only the scenario of silence speaks TLS. */
function describe({library, http, https}: {library: Library; http: string; https: string}) {
  const mechanism = library.suites[0]?.mechanism ?? '';
  const urls: Readonly<Record<string, string>> = {'ngsi-ld': `${http}/ngsi-ld/v1`, http: https};
  return {
    target: {product: 'mimcheck sandbox', version: '1.0.0', vendor: 'mimcheck'},
    endpoints: {[mechanism]: {url: urls[mechanism]}},
    limits: {concurrency: 1},
  };
}

/** As if the run had been killed while it wrote down the first step of a case. */
function cut(journal: string, id: string): string {
  if (id === '') return journal;
  const lines = journal.split('\n');
  const line = lines.findIndex((text) => text.includes('"kind":"step"') && text.includes(`"case":"${id}"`));
  if (line < 0) throw new Error(`no step of ${id} is in the journal`);
  return [...lines.slice(0, line), lines[line]?.slice(0, 60)].join('\n');
}

function textOf(scenario: string, file: string): string {
  const path = fileOf(scenario, file);
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}
