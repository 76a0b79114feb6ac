// What init asks. An answer is looked at when it is given, and asked for again until it is right.

import {createInterface} from 'node:readline/promises';
import {InputError} from '../src/error.ts';
import type {Library} from '../src/model.ts';
import {DEFAULT_LIMITS} from '../src/target/parse.ts';
import {readTarget} from '../src/target/read.ts';

/** What a target file is made from. */
export interface Answers {
  readonly product?: string | undefined;
  readonly productVersion?: string | undefined;
  readonly vendor?: string | undefined;
  readonly contact?: string | undefined;
  /** MECHANISM=URL */
  readonly endpoint?: readonly string[] | undefined;
  readonly auth?: string | undefined;
  readonly env?: string | undefined;
  readonly tokenUrl?: string | undefined;
  readonly clientId?: string | undefined;
  /** MECHANISM=FEATURE,FEATURE */
  readonly without?: readonly string[] | undefined;
  readonly requestsPerSecond?: string | undefined;
  readonly concurrency?: string | undefined;
}

export interface Asking {
  readonly library: Library;
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

/** What a platform is asked for at most where nobody says otherwise. */
export const USUAL_LIMITS = {requestsPerSecond: '50', concurrency: String(DEFAULT_LIMITS.concurrency)} as const;
const AUTH_KINDS: readonly string[] = ['none', 'bearer', 'basic', 'api-key', 'oauth2'];

/** Asks for everything that was not given; null when whoever is asked ends it (Ctrl-C, Ctrl-D). */
export async function interview(given: Answers, {library, input, output}: Asking): Promise<Answers | null> {
  const lines = createInterface({input, output});
  const stop = new AbortController();
  lines.once('close', () => stop.abort());
  const question = async (text: string, preset: string, wrong: (answer: string) => Trouble): Promise<string> => {
    for (;;) {
      const answer = (await lines.question(`${text}${preset === '' ? '' : ` [${preset}]`}: `, {signal: stop.signal})).trim() || preset;
      const trouble = await wrong(answer);
      if (trouble === null) return answer;
      output.write(`  That will not do: ${trouble}\n`);
    }
  };
  try {
    return await askAll(given, {library, question, tell: (text) => void output.write(`${text}\n`)});
  } catch (error) {
    if (stop.signal.aborted) return null;
    throw error;
  } finally {
    lines.close();
  }
}

/** What is wrong with an answer; null when it is right. */
type Trouble = Promise<string | null>;

interface Talk {
  readonly library: Library;
  readonly question: (text: string, preset: string, wrong: (answer: string) => Trouble) => Promise<string>;
  readonly tell: (text: string) => void;
}

async function askAll(given: Answers, talk: Talk): Promise<Answers> {
  const {question, library} = talk;
  const trouble = (part: object): Trouble => troubleWith(part, library);
  const product = await question('Product', given.product ?? '', (answer) => trouble({target: {...EXAMPLE.target, product: answer}}));
  const productVersion = await question('Its version', given.productVersion ?? '1.0', (answer) => trouble({target: {...EXAMPLE.target, version: answer}}));
  const vendor = await question('Vendor', given.vendor ?? '', (answer) => trouble({target: {...EXAMPLE.target, vendor: answer}}));
  const contact = await question('E-mail of who answers for it (may stay empty)', given.contact ?? '', async () => null);
  const offered = await askEndpoints(talk);
  const credentials = await askCredentials(given, talk);
  const requestsPerSecond = await question('Requests a second at most', given.requestsPerSecond ?? USUAL_LIMITS.requestsPerSecond, (answer) => trouble({limits: {'requests-per-second': numeric(answer)}}));
  const concurrency = await question('Cases at a time', given.concurrency ?? USUAL_LIMITS.concurrency, (answer) => trouble({limits: {concurrency: numeric(answer)}}));
  return {...given, product, productVersion, vendor, contact, ...offered, ...credentials, requestsPerSecond, concurrency};
}

async function askCredentials(given: Answers, {question, library}: Talk): Promise<Pick<Answers, 'auth' | 'env' | 'tokenUrl' | 'clientId'>> {
  const trouble = (part: object): Trouble => troubleWith({auth: {platform: part}}, library);
  const auth = await question(`How are requests authenticated? ${AUTH_KINDS.join(', ')}`, given.auth ?? 'none', async (answer) => (AUTH_KINDS.includes(answer) ? null : `must be one of ${AUTH_KINDS.join(', ')}`));
  if (auth === 'none') return {auth};
  const env = await question('Environment variable that holds the secret', given.env ?? 'PLATFORM_SECRET', (answer) => trouble({bearer: {env: answer}}));
  if (auth === 'basic') return {auth, env, clientId: await question('User', given.clientId ?? '', (answer) => trouble({basic: {user: answer, password: {env}}}))};
  if (auth !== 'oauth2') return {auth, env};
  const oauth2 = {'token-url': EXAMPLE_URL, 'client-id': 'mimcheck', 'client-secret': {env}};
  const tokenUrl = await question('URL of the token endpoint', given.tokenUrl ?? '', (answer) => trouble({oauth2: {...oauth2, 'token-url': answer}}));
  const clientId = await question('Client id', given.clientId ?? 'mimcheck', (answer) => trouble({oauth2: {...oauth2, 'client-id': answer}}));
  return {auth, env, tokenUrl, clientId};
}

/** Only mechanisms that something tests are asked for; others can be written into the file. */
async function askEndpoints({library, question, tell}: Talk): Promise<Required<Pick<Answers, 'endpoint' | 'without'>>> {
  const tested = library.mechanisms.filter(({id}) => library.suites.some(({mechanism, cases}) => mechanism === id && cases.length > 0));
  const endpoint: string[] = [];
  const without: string[] = [];
  while (endpoint.length === 0) {
    for (const {id, title, features} of tested) {
      const url = await question(`URL for ${title} (empty: not offered)`, '', async (answer) => (answer === '' ? null : troubleWith({endpoints: {[id]: {url: answer}}}, library)));
      if (url === '') continue;
      endpoint.push(`${id}=${url}`);
      if (Object.keys(features).length === 0) continue;
      tell(Object.entries(features).map(([name, words]) => `  ${name}: ${words}`).join('\n'));
      const left = await question('Which of these does it NOT offer? (by commas, empty: it offers all)', '', async (answer) => (answer === '' ? null : troubleWith({endpoints: {[id]: {url}}, claims: {[id]: {without: namesIn(answer)}}}, library)));
      if (left !== '') without.push(`${id}=${left}`);
    }
    if (endpoint.length === 0) tell('  At least one of them is needed: there would be nothing to test.');
  }
  const others = library.mechanisms.filter((one) => !tested.includes(one)).map(({id}) => id);
  if (others.length > 0) tell(`  Nothing tests these yet; they can be added in the file under endpoints: ${others.join(', ')}.`);
  return {endpoint, without};
}

const namesIn = (text: string): readonly string[] => text.split(',').map((one) => one.trim()).filter((one) => one !== '');
const EXAMPLE_URL = 'https://platform.example.org';
const EXAMPLE = {target: {product: 'Product', version: '1.0', vendor: 'Vendor'}, endpoints: {http: {url: EXAMPLE_URL}}} as const;

/** A number where it is one; otherwise the text, for the reader to refuse. */
function numeric(text: string): number | string {
  return text !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
}

/** What the reader of target files has against a part of one; null: nothing. */
async function troubleWith(part: object, library: Library): Trouble {
  try {
    await readTarget(JSON.stringify({...EXAMPLE, ...part}), 'answer', library);
    return null;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.complaints.map(({message, remedy}) => `${message}${remedy === undefined ? '' : ` (${remedy})`}`).join('; ');
  }
}
