// npm run test:field [-- NAME … --write --keep FOLDER]: mimcheck against platforms that others wrote. Installs each from its package registry into a
// temporary folder, starts it on loopback, runs what it claims, and compares the verdicts with test/field/NAME.json.

import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {parseArgs} from 'node:util';
import {ROOT} from '../../bin/root.ts';
import {communitySolidServer} from './community-solid-server.ts';
import {counted, differences, outcomesOf, told} from './compare.ts';
import type {Outcomes} from './compare.ts';
import {oidcProvider} from './oidc-provider.ts';
import type {FieldPlatform} from './platform.ts';
import {freePort, run, startServer} from './process.ts';
import {pygeoapi} from './pygeoapi.ts';

const PLATFORMS: readonly FieldPlatform[] = [pygeoapi, oidcProvider, communitySolidServer];

const {values, positionals} = parseArgs({
  allowPositionals: true,
  options: {
    // Takes what came for what is expected from now on.
    write: {type: 'boolean', default: false},
    // Where the records of the runs stay, to look differences up in; otherwise they are removed.
    keep: {type: 'string'},
  },
});
const print = (text: string): void => void process.stdout.write(`${text}\n`);

const unknown = positionals.filter((name) => !PLATFORMS.some((platform) => platform.name === name));
if (unknown.length > 0) {
  print(`There is no ${unknown.join(', ')}: the platforms are ${PLATFORMS.map(({name}) => name).join(', ')}.`);
  process.exitCode = 3;
} else {
  for (const platform of PLATFORMS) {
    if (positionals.length === 0 || positionals.includes(platform.name)) await tryOne(platform);
  }
}

/** Exit code 1: something came out otherwise. 2: something could not be tried. */
async function tryOne(platform: FieldPlatform): Promise<void> {
  print(`${platform.name} ${platform.version}`);
  const folder = mkdtempSync(join(tmpdir(), `mimcheck-field-${platform.name}-`));
  try {
    const actual = await measure(platform, folder);
    print(`  ${counted(actual)}`);
    const file = join(ROOT, 'test', 'field', `${platform.name}.json`);
    if (values.write) writeFileSync(file, `${JSON.stringify({version: platform.version, outcomes: actual}, null, 2)}\n`);
    const found = differences(expectations(file), actual);
    for (const one of found) print(told(one));
    if (found.length > 0) process.exitCode = 1;
    else print('  as expected');
  } catch (error) {
    print(`  not tried: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode ??= 2;
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
}

async function measure(platform: FieldPlatform, folder: string): Promise<Outcomes> {
  platform.install(folder);
  const port = await freePort();
  const server = await startServer(platform.start({folder, port}), {folder, ready: platform.ready(port), seconds: 120});
  try {
    const target = join(folder, 'target.yaml');
    writeFileSync(target, platform.target(port));
    const out = join(values.keep ?? folder, `run-${platform.name}`);
    mkdirSync(values.keep ?? folder, {recursive: true});
    runCases({target, out, secrets: {...platform.secrets, ...await platform.sessions?.(port)}});
    const report = JSON.parse(readFileSync(join(out, 'report.json'), 'utf8')) as {cases: Parameters<typeof outcomesOf>[0]};
    return outcomesOf(report.cases, platform.mechanisms);
  } finally {
    await server.stop();
  }
}

/** Runs mimcheck as a process of its own; that a platform does not conform is no failure here. */
function runCases({target, out, secrets}: {target: string; out: string; secrets: Readonly<Record<string, string>>}): void {
  const entry = join(ROOT, 'dist', 'packed', 'mimcheck.js');
  const args = [entry, 'run', target, '--quiet', '--release', '9.0', '--release', '2022', '--seed', 'field', '--format', 'json', '--out', out];
  run(process.execPath, args, {cwd: ROOT, seconds: 600, env: secrets, accept: [0, 1, 2]});
}

function expectations(file: string): Outcomes {
  return (JSON.parse(readFileSync(file, 'utf8')) as {outcomes: Outcomes}).outcomes;
}
