// The only door to jsonld. Both sides are expanded with contexts we have; nothing is ever fetched.

import Module, {createRequire} from 'node:module';
import type JsonLd from 'jsonld';
import type {Json} from '../model.ts';
import {parseBody} from './body.ts';
import {isObject, member} from './check.ts';
import type {Check, CheckContext, Mismatch, Subject} from './check.ts';
import {headerValue, mediaType} from './headers.ts';
import {parseLinkHeader} from './links.ts';

const CONTEXT_REL = 'http://www.w3.org/ns/json-ld#context';
const NGSI_LD_CORE = 'https://uri.etsi.org/ngsi-ld/v1/ngsi-ld-core-context.jsonld';

// Expanding takes a thousand times as long as reading; no case compares so much.
const LONGEST = 1_000_000;

/** `jsonld-equals: { document, ignore }`: the same statements after JSON-LD expansion, however the answer is compacted. */
export const jsonldEquals: Check = {
  kind: 'jsonld-equals',
  readsBody: true,
  async compare(options, subject, context) {
    const body = parseBody(subject);
    if (!body.ok) return {mismatches: [body.mismatch], compared: 1};
    if (subject.body.length > LONGEST) return one({code: 'body-over-cap', blame: 'harness', where: 'body', expected: `at most ${LONGEST} characters of JSON-LD`, actual: subject.body.length, option: ''});
    context.touch('', 'value');
    const wanted = member(options, 'document') ?? null;
    const ignore = (member(options, 'ignore') ?? []) as readonly string[];
    const answer = withLinkedContext(body.value, subject);
    const expected = await expand(withCore(wanted), context);
    const actual = await expand(answer, context);
    if (expected.error !== null) throw new Error(`the expected JSON-LD does not expand: ${expected.error}`);
    if (actual.unknown.length > 0) return one({code: 'jsonld-context-unknown', blame: 'harness', where: '/@context', expected: 'a pinned context', actual: actual.unknown, option: ''});
    if (actual.error !== null) return one({code: 'jsonld-invalid', where: '', expected: 'JSON-LD', actual: actual.error, option: '/document'});
    const left = canonical(without(expected.value, ignore));
    const right = canonical(without(actual.value, ignore));
    if (left === right) return {mismatches: [], compared: 1};
    return one({code: 'jsonld-different', where: '', expected: JSON.parse(left) as Json, actual: JSON.parse(right) as Json, option: '/document'});
  },
};

function one(mismatch: Mismatch): {mismatches: readonly Mismatch[]; compared: number} {
  return {mismatches: [mismatch], compared: 1};
}

/** `application/json` gets its context from the Link header (JSON-LD 1.1, 6.1); without one NGSI-LD implies the core context. */
function withLinkedContext(value: Json, subject: Subject): Json {
  const type = mediaType(headerValue(subject.headers, 'content-type') ?? '');
  if (type === 'application/ld+json') return value;
  const link = parseLinkHeader(headerValue(subject.headers, 'link') ?? '').find(({rel}) => rel === CONTEXT_REL);
  const href = link?.['href'];
  const add = (item: Json): Json => (isObject(item) ? {...item, '@context': [...(typeof href === 'string' ? [href] : []), NGSI_LD_CORE]} : item);
  return Array.isArray(value) ? (value as readonly Json[]).map(add) : add(value);
}

function withCore(value: Json): Json {
  return isObject(value) && !Object.hasOwn(value, '@context') ? {...value, '@context': NGSI_LD_CORE} : value;
}

/** A context by address: pinned, or served by a listener of this case. */
function contextOf(url: string, {contexts, scope}: CheckContext): Json | undefined {
  if (Object.hasOwn(contexts, url)) return contexts[url];
  const name = Object.keys(scope).find((key) => /^listeners\..+\.url$/.test(key) && scope[key] === url);
  return name === undefined ? undefined : scope[name.replace(/\.url$/, '.document')];
}

/** `unknown`: the contexts it refers to, wherever in it, that we do not have. */
type Expanded = ({readonly value: Json; readonly error: null} | {readonly value: null; readonly error: string}) & {readonly unknown: readonly string[]};

const require = createRequire(import.meta.url);
let loaded: typeof JsonLd | undefined;

/** Without its client for HTTP, which takes four times as long to load as all the rest: even if it wanted to, it could fetch nothing. */
function load(): typeof JsonLd {
  if (loaded !== undefined) return loaded;
  try {
    const client = createRequire(require.resolve('jsonld')).resolve('@digitalbazaar/http-client');
    require.cache[client] ??= Object.assign(new Module(client), {loaded: true});
  } catch {
    // Another version of jsonld may do without it.
  }
  return loaded = require('jsonld') as typeof JsonLd;
}

async function expand(value: Json, context: CheckContext): Promise<Expanded> {
  const jsonld = load();
  const unknown: string[] = [];
  const documentLoader = async (url: string) => {
    const document = contextOf(url, context);
    if (document === undefined) {
      unknown.push(url);
      throw new Error(`no pinned context for ${url}`);
    }
    return {contextUrl: undefined, documentUrl: url, document: document as object};
  };
  try {
    const expanded = await jsonld.expand(value as object, {documentLoader, base: ''} as Parameters<typeof jsonld.expand>[1]);
    return {value: expanded as unknown as Json, error: null, unknown};
  } catch (error) {
    return {value: null, error: error instanceof Error ? error.message : String(error), unknown};
  }
}

function without(value: Json, ignore: readonly string[]): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => without(item, ignore));
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(([key]) => !ignore.includes(key) && !ignore.some((name) => key === `https://uri.etsi.org/ngsi-ld/${name}`));
  return Object.fromEntries(kept.map(([key, item]) => [key, without(item, ignore)]));
}

/** One text for all orders of members and of sets; `@list` keeps its order. */
function canonical(value: Json, ordered = false): string {
  if (Array.isArray(value)) {
    const items = (value as readonly Json[]).map((item) => canonical(item));
    return `[${(ordered ? items : items.sort()).join(',')}]`;
  }
  if (!isObject(value)) return JSON.stringify(value);
  return `{${Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key] as Json, key === '@list')}`).join(',')}}`;
}
