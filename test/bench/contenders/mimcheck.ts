// mimcheck itself: the real command line with all of its own suites, and the triples as one suite more. Records, judges, scores and writes every document.

import {cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync} from 'node:fs';
import {execFileSync} from 'node:child_process';
import {dirname, join} from 'node:path';
import {ROOT, SUITES, TEMPLATES} from '../../../bin/root.ts';
import {TOGETHER} from '../contender.ts';
import type {Contender, Job} from '../contender.ts';
import {suiteFiles} from './mimcheck-suite.ts';

// A number that no suite of ours speaks for: its one requirement is met exactly when every triple is.
const BENCH_MIM = 10;

/** What is varied of a run. */
export interface Variant {
  /** Each entity is read again and again for so many milliseconds; 0: once. */
  readonly pollMs?: number;
  /** With the limits that hold where a target names none, instead of as many connections as the others have. */
  readonly ownLimits?: boolean;
}

/** The product as built. */
export function mimcheck({pollMs = 0, ownLimits = false}: Variant = {}): Contender {
  return {
    name: `mimcheck ${(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {version: string}).version}`,
    manner: `${TOGETHER} cases at a time on ${TOGETHER} connections; keeps all evidence, judges, writes four reports`,
    prepare: async (job) => {
      const program = installProduct(job, pollMs);
      const target = join(job.folder, 'target.yaml');
      // JSON is YAML.
      writeFileSync(target, JSON.stringify({
        target: {product: 'sandbox', version: '1', vendor: 'bench'},
        endpoints: {'ngsi-ld': {url: job.base}},
        ...(ownLimits ? {} : {limits: {concurrency: TOGETHER, connections: TOGETHER}}),
      }));
      return (turn) => ({argv: [process.execPath, program, 'run', target, '--mim', String(BENCH_MIM), '--out', join(job.folder, `run-${turn}`), '--quiet']});
    },
  };
}

/** A copy of the product that holds the triples beside its own suites. Gives the path of its command line. */
function installProduct({folder, triples, expected}: Job, pollMs: number): string {
  const root = join(folder, 'mimcheck');
  mkdirSync(root);
  for (const part of ['bin', 'src', 'reports', 'packed']) cpSync(join(ROOT, 'dist', part), join(root, 'dist', part), {recursive: true});
  cpSync(SUITES, join(root, 'suites'), {recursive: true});
  symlinkSync(TEMPLATES, join(root, 'templates'));
  symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'));
  cpSync(join(ROOT, 'package.json'), join(root, 'package.json'));
  for (const [path, content] of suiteFiles({mim: BENCH_MIM, triples, expected, pollMs})) {
    const file = join(root, 'suites', `mim${BENCH_MIM}`, path);
    mkdirSync(dirname(file), {recursive: true});
    writeFileSync(file, JSON.stringify(content, null, 1));
  }
  execFileSync(process.execPath, [join(root, 'dist', 'bin', 'compile.js')], {stdio: ['ignore', 'ignore', 'inherit']});
  return join(root, 'dist', 'packed', 'mimcheck.js');
}
