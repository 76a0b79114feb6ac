// mimcheck init: a commented target.yaml, by asking on a terminal or by flags in a script.

import {existsSync} from 'node:fs';
import {basename, dirname} from 'node:path';
import {createInterface} from 'node:readline/promises';
import {render} from '../../reports/render.ts';
import {inputError} from '../../src/error.ts';
import type {Mechanism} from '../../src/model.ts';
import {nearest} from '../../src/nearest.ts';
import {loadLibrary} from '../library.ts';
import {readTarget} from '../../src/target/read.ts';
import {openTerminal} from '../console.ts';
import {writeFiles} from '../files.ts';
import {TEMPLATES} from '../root.ts';

export interface InitArguments {
  readonly file: string;
  readonly product?: string | undefined;
  readonly productVersion?: string | undefined;
  readonly vendor?: string | undefined;
  readonly contact?: string | undefined;
  readonly endpoint?: readonly string[] | undefined;
  readonly auth?: string | undefined;
  readonly env?: string | undefined;
  readonly tokenUrl?: string | undefined;
  readonly clientId?: string | undefined;
  readonly without?: readonly string[] | undefined;
}

/** Writes the file, after reading it back to be sure that it is right. */
export async function init(given: InitArguments): Promise<number> {
  const terminal = openTerminal(false);
  if (existsSync(given.file)) throw inputError(given.file, 'is there already', 'name another with --file');
  const library = await loadLibrary();
  const {mechanisms} = library;
  const answers = given.endpoint === undefined && process.stdin.isTTY ? await ask(given, mechanisms) : given;
  if (answers.product === undefined || answers.endpoint === undefined || answers.endpoint.length === 0) {
    throw inputError('init', 'needs at least --product and one --endpoint MECHANISM=URL where nobody can be asked', `mechanisms are ${mechanisms.map(({id}) => id).join(', ')}`);
  }
  const text = await render({folder: `${TEMPLATES}/target`, template: 'target.yaml.hbs', escape: false}, context(answers, mechanisms));
  await readTarget(text, given.file, library);
  writeFiles(dirname(given.file), new Map([[basename(given.file), text]]), null);
  terminal.print(`${given.file} is written. Next: mimcheck preflight ${given.file}`);
  return 0;
}

async function ask(given: InitArguments, mechanisms: readonly Mechanism[]): Promise<InitArguments> {
  const lines = createInterface({input: process.stdin, output: process.stderr});
  const question = async (text: string, preset = ''): Promise<string> => (await lines.question(`${text}${preset === '' ? '' : ` [${preset}]`}: `)).trim() || preset;
  try {
    const product = await question('Product', given.product);
    const productVersion = await question('Its version', given.productVersion ?? '1.0');
    const vendor = await question('Vendor', given.vendor);
    const contact = await question('E-mail of who answers for it (may stay empty)', given.contact);
    const endpoint: string[] = [];
    const without: string[] = [];
    for (const {id, title, features} of mechanisms) {
      const url = await question(`URL for ${title} (empty: not offered)`);
      if (url === '') continue;
      endpoint.push(`${id}=${url}`);
      const names = Object.entries(features).map(([name, words]) => `  ${name}: ${words}`).join('\n');
      const left = names === '' ? '' : await question(`${names}\nWhich of these does it NOT offer? (by commas, empty: it offers all)`);
      if (left !== '') without.push(`${id}=${left}`);
    }
    const auth = await question('How are requests authenticated? none, bearer, basic, api-key, oauth2', given.auth ?? 'none');
    const env = auth === 'none' ? undefined : await question('Environment variable that holds the secret', given.env ?? 'PLATFORM_SECRET');
    const more = auth === 'oauth2' ? {tokenUrl: await question('URL of the token endpoint', given.tokenUrl), clientId: await question('Client id', given.clientId)} : {};
    return {...given, product, productVersion, vendor, contact, endpoint, without, auth, env, ...more};
  } finally {
    lines.close();
  }
}

function context({file, product, productVersion, vendor, contact, endpoint, auth, env, tokenUrl, clientId, without}: InitArguments, mechanisms: readonly Mechanism[]) {
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
    hasWithout: (without ?? []).length > 0,
    features: pairs(endpoint, '--endpoint').flatMap(([{id, features}]) => Object.entries(features).map(([name, title]) => ({id, name, title}))),
  };
}
