// mimcheck init: a commented target.yaml, by asking on a terminal or by flags in a script.

import {existsSync} from 'node:fs';
import {basename, dirname} from 'node:path';
import {render} from '../../reports/render.ts';
import {inputError} from '../../src/error.ts';
import {MOST_AT_A_TIME} from '../../src/model.ts';
import type {Mechanism} from '../../src/model.ts';
import {nearest} from '../../src/nearest.ts';
import {loadLibrary} from '../library.ts';
import {readTarget} from '../../src/target/read.ts';
import {openTerminal} from '../console.ts';
import {EXIT} from '../exit-code.ts';
import {writeFiles} from '../files.ts';
import {USUAL_LIMITS, interview} from '../interview.ts';
import type {Answers} from '../interview.ts';
import {TEMPLATES} from '../root.ts';
import {wholeNumber} from '../whole-number.ts';

export interface InitArguments extends Answers {
  readonly file: string;
}

/** Writes the file, after reading it back to be sure that it is right. */
export async function init(given: InitArguments): Promise<number> {
  const terminal = openTerminal(false);
  if (existsSync(given.file)) throw inputError(given.file, 'is there already', 'name another with --file');
  const library = await loadLibrary();
  const {mechanisms} = library;
  demandLimits(given);
  const answers = given.endpoint === undefined && process.stdin.isTTY ? await interview(given, {library, input: process.stdin, output: process.stderr}) : given;
  if (answers === null) {
    terminal.note('\nEnded before the last answer: nothing is written.');
    return EXIT.interrupted;
  }
  if (answers.product === undefined || answers.endpoint === undefined || answers.endpoint.length === 0) {
    throw inputError('init', 'needs at least --product and one --endpoint MECHANISM=URL where nobody can be asked', `mechanisms are ${mechanisms.map(({id}) => id).join(', ')}`);
  }
  const text = await render({folder: `${TEMPLATES}/target`, template: 'target.yaml.hbs', escape: false}, context({...answers, file: given.file}, mechanisms));
  await readTarget(text, given.file, library);
  writeFiles(dirname(given.file), new Map([[basename(given.file), text]]), null);
  terminal.print(`${given.file} is written. Next: mimcheck preflight ${given.file}`);
  return 0;
}

/** Said before anything is asked. */
function demandLimits({requestsPerSecond, concurrency}: InitArguments): void {
  if (concurrency !== undefined) wholeNumber('--concurrency', concurrency, [1, MOST_AT_A_TIME]);
  if (requestsPerSecond === undefined) return;
  if (!(Number(requestsPerSecond) > 0 && Number.isFinite(Number(requestsPerSecond)))) throw inputError('--requests-per-second', `'${requestsPerSecond}' is no number above 0`);
}

function context({file, product, productVersion, vendor, contact, endpoint, auth, env, tokenUrl, clientId, without, requestsPerSecond, concurrency}: InitArguments, mechanisms: readonly Mechanism[]) {
  const ids = mechanisms.map(({id}) => id);
  const pairs = (values: readonly string[] | undefined, flag: string): readonly (readonly [Mechanism, string])[] => (values ?? []).map((value) => {
    const at = value.indexOf('=');
    const mechanism = mechanisms.find(({id}) => id === value.slice(0, at));
    if (mechanism === undefined) throw inputError(flag, `'${value}' does not begin with a mechanism and =`, nearest(value.slice(0, at < 0 ? undefined : at), ids));
    return [mechanism, value.slice(at + 1)];
  });
  const kind = auth ?? 'none';
  return {
    file, product: JSON.stringify(product), version: JSON.stringify(productVersion ?? '1.0'), vendor: JSON.stringify(vendor ?? 'unknown'),
    contact: contact === undefined || contact === '' ? '' : JSON.stringify(contact),
    hasAuth: kind !== 'none', env: JSON.stringify(env ?? 'PLATFORM_SECRET'), tokenUrl: JSON.stringify(tokenUrl ?? 'https://id.example.org/token'), clientId: JSON.stringify(clientId ?? 'mimcheck'),
    bearer: kind === 'bearer', basic: kind === 'basic', apiKey: kind === 'api-key', oauth2: kind === 'oauth2',
    endpoints: pairs(endpoint, '--endpoint').map(([{id, title, standard, parameters}, url]) => ({
      id, title, url: JSON.stringify(url), standard: `${standard.id} ${standard.version}`, hasAuth: kind !== 'none',
      parameters: Object.entries(parameters).map(([name, {title: words, example}]) => ({name, title: words, example: JSON.stringify(example ?? '')})), hasParameters: Object.keys(parameters).length > 0,
    })),
    without: pairs(without, '--without').map(([{id}, features]) => ({id, features: features.split(',').map((one) => one.trim()).filter((one) => one !== '').join(', ')})),
    requestsPerSecond: Number(requestsPerSecond ?? USUAL_LIMITS.requestsPerSecond), concurrency: Number(concurrency ?? USUAL_LIMITS.concurrency),
    hasWithout: (without ?? []).length > 0,
    features: pairs(endpoint, '--endpoint').flatMap(([{id, features}]) => Object.entries(features).map(([name, title]) => ({id, name, title}))),
  };
}
