// mimcheck demo: every suite against the built-in platform.

import {randomBytes} from 'node:crypto';
import type {Library, Target} from '../../src/model.ts';
import {RELEASES} from '../../src/model.ts';
import {loadLibrary} from '../library.ts';
import {USUAL_FORMATS} from '../../reports/write.ts';
import type {Language} from '../../reports/words.ts';
import {demandEmpty} from '../files.ts';
import {freshFolder} from '../line.ts';
import {openSandbox} from '../sandbox.ts';
import {suitesOf} from '../selection.ts';
import {finish} from './run.ts';

export interface DemoArguments {
  readonly fault?: readonly string[] | undefined;
  readonly suite?: readonly string[] | undefined;
  readonly out?: string | undefined;
  readonly seed?: string | undefined;
  readonly lang: string;
  readonly quiet: boolean;
  readonly json: boolean;
}

/** More than a guest would allow himself: here nobody else is served. */
const DEMO_CONCURRENCY = 16;

/** Starts the sandbox, runs every suite of both releases against it, and ends with the path of the report. */
export async function demo({fault, suite, out, seed, lang, quiet, json}: DemoArguments): Promise<number> {
  const folder = out ?? freshFolder('runs/demo', new Date());
  demandEmpty(folder);
  const library = await loadLibrary();
  const sandbox = await openSandbox({library, faults: fault ?? []});
  try {
    return await finish({
      library, target: {...sandbox.target, declarations: exampleDeclarations(library), limits: {...sandbox.target.limits, concurrency: DEMO_CONCURRENCY}}, selection: {releases: RELEASES, mims: null, suites: suite === undefined ? null : suitesOf(suite), cases: null, readOnly: false}, seed: seed ?? randomBytes(16).toString('hex'),
      out: folder, resume: false, formats: USUAL_FORMATS, language: lang as Language, environment: {...process.env, ...sandbox.environment},
    }, {quiet, json});
  } finally {
    await sandbox.close();
  }
}

/** What a vendor would declare where no endpoint can show it. Nobody stands behind these, and they say so. */
function exampleDeclarations({requirements, suites}: Library): Target['declarations'] {
  const declared = requirements.filter(({routes}) => routes.some(({kind}) => kind === 'declaration' || kind === 'inspection'));
  const example = {statement: 'An example of a declaration, made for the demonstration; nobody stands behind it.', by: 'mimcheck demo', date: '2026-11-21'};
  const asking = suites.flatMap(({cases}) => cases).filter(({steps}) => steps.some(({kind}) => kind === 'ask'));
  return Object.fromEntries([...declared, ...asking].map(({id}) => [id, example]));
}
