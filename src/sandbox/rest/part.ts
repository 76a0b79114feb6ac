import {page} from '../answer/html.ts';
import {negotiate} from '../answer/media-types.ts';
import {methodNotAllowed, problem} from '../answer/problem.ts';
import {CITY, collectionOf, LAST_CHANGE} from '../city/city.ts';
import type {CityCollection} from '../city/collection.ts';
import {repeated} from '../city/selection.ts';
import type {Origins} from '../target.ts';
import type {SandboxPart, SandboxRequest, SandboxResponse, SandboxSettings} from '../types.ts';
import {describeCollection} from './collections.ts';
import {QUOTA, VERSION} from './context.ts';
import type {RestContext} from './context.ts';
import {deliver, rateLimitHeaders} from './deliver.ts';
import type {RestFault} from './faults.ts';
import {FORMAT_NAMES, FORMATS} from './formats.ts';
import type {FormatName} from './formats.ts';
import {listItems, oneItem} from './items.ts';
import {openapi} from './openapi.ts';
import {rateLimiter} from './rate-limit.ts';

const PREFIX = '/api';
const VERSIONED = `${PREFIX}/v1`;

/** A read API over the city's sample data, after OASC MIM0 mechanism 1. */
export function restPart(settings: SandboxSettings, origins: Origins): SandboxPart {
  const take = rateLimiter(QUOTA, settings.now);
  const broken = (fault: RestFault): boolean => settings.faults.has(fault);
  const handle = (request: SandboxRequest): Promise<SandboxResponse> => {
    const context: RestContext = {request, settings, origins, broken, allowance: take(), base: `${request.url.origin}${VERSIONED}`};
    const answer = context.allowance.granted ? route(context) : tooMany(context);
    const {headers} = answer;
    return Promise.resolve(spoil(context, {...answer, headers: {...headers, ...rateLimitHeaders(context)}}));
  };
  return {prefix: PREFIX, handle, close: () => Promise.resolve()};
}

function tooMany(context: RestContext): SandboxResponse {
  const refusal = problem(context.request, 429, `The quota is ${QUOTA.requests} requests in ${QUOTA.windowSeconds} seconds.`);
  return {...refusal, headers: {...refusal.headers, 'retry-after': String(context.allowance.secondsToReset)}};
}

function route(context: RestContext): SandboxResponse {
  const {request, broken} = context;
  const {method} = request;
  const head = method === 'HEAD' && !broken('api-head-refused');
  const readable = method === 'GET' || head || (method === 'POST' && broken('api-post-accepted'));
  if (!readable) return methodNotAllowed(request, ['GET', 'HEAD']);
  const versioned = /^\/v1(?=\/|$)/.test(request.path);
  if (versioned && broken('api-unversioned')) return nothing(context);
  const [top = '', ...rest] = request.path.replace(/^\/v1(?=\/|$)/, '').split('/').slice(1);
  if (top === 'collections') return collections(context, rest);
  if (rest.length > 0) return nothing(context);
  switch (top) {
    case '': case 'openapi.json': return known(context, []) ?? openapi(context);
    case 'health': return broken('api-health-missing') ? nothing(context) : known(context, []) ?? health(context);
    default: return nothing(context);
  }
}

const nothing = ({request}: RestContext): SandboxResponse => problem(request, 404, 'There is no such resource.');

function collections(context: RestContext, [id, kind, itemId, ...more]: readonly string[]): SandboxResponse {
  if (id === undefined) {
    return known(context, []) ?? json(context, {collections: CITY.map((item) => describeCollection(context, item))});
  }
  const collection = collectionOf(id);
  if (collection === undefined || more.length > 0 || (kind !== undefined && kind !== 'items')) return nothing(context);
  if (kind === undefined) return known(context, []) ?? json(context, describeCollection(context, collection));
  return itemId === undefined ? list(context, collection) : one(context, collection, itemId);
}

function list(context: RestContext, collection: CityCollection): SandboxResponse {
  const refused = known(context, ['f', 'limit', 'offset', 'datetime', 'bbox', ...Object.keys(collection.properties)]);
  if (refused !== undefined) return refused;
  const format = formatOf(context);
  return typeof format === 'string' ? listItems(context, collection, format) : format;
}

function one(context: RestContext, collection: CityCollection, id: string): SandboxResponse {
  const refused = known(context, ['f']);
  if (refused !== undefined) return refused;
  const feature = collection.features.find((candidate) => candidate.id === id);
  if (feature === undefined) return context.broken('api-missing-item-as-200') ? json(context, null) : nothing(context);
  const format = formatOf(context);
  return typeof format === 'string' ? oneItem(context, collection, {feature, format}) : format;
}

function formatOf({request, broken}: RestContext): FormatName | SandboxResponse {
  const asked = request.url.searchParams.get('f');
  if (asked !== null && !broken('api-format-parameter-ignored')) {
    const refusal = problem(request, 400, `The parameter f must be one of ${FORMAT_NAMES.join(', ')}.`);
    return FORMAT_NAMES.find((name) => name === asked) ?? refusal;
  }
  const chosen = broken('api-accept-ignored') ? FORMATS.json : negotiate(request.headers.accept, FORMAT_NAMES.map((name) => FORMATS[name]));
  const name = FORMAT_NAMES.find((candidate) => FORMATS[candidate] === chosen);
  if (name !== undefined) return name;
  return broken('api-not-acceptable-answered')
    ? 'json'
    : problem(request, 406, `This resource is available as ${Object.values(FORMATS).join(', ')}.`);
}

function health(context: RestContext): SandboxResponse {
  const {broken, settings} = context;
  const freshness = broken('api-health-silent') ? {} : {dataUpdated: new Date(LAST_CHANGE).toISOString()};
  const body = `${JSON.stringify({status: 'ok', version: VERSION, time: new Date(settings.now()).toISOString(), ...freshness}, null, 2)}\n`;
  return {status: 200, headers: {'content-type': 'application/json', 'cache-control': 'no-store', 'api-version': VERSION}, body};
}

const json = (context: RestContext, value: unknown): SandboxResponse => deliver(context, {
  type: 'application/json',
  body: `${JSON.stringify(value, null, 2)}\n`,
  links: [{href: context.request.url.href, rel: 'self', type: 'application/json'}],
});

function known({request, broken}: RestContext, names: readonly string[]): SandboxResponse | undefined {
  const query = request.url.searchParams;
  const strange = [...query.keys()].filter((name) => !names.includes(name));
  const wrong = [
    ...strange.map((name) => `There is no parameter ${name}.`),
    ...repeated(query).map((name) => `${name} must be given once.`),
  ];
  return wrong.length > 0 && !broken('api-invalid-parameter-accepted') ? problem(request, 400, wrong.join(' ')) : undefined;
}

// What some servers make of an error.
function spoil({broken}: RestContext, answer: SandboxResponse): SandboxResponse {
  if (answer.status < 400 || typeof answer.body !== 'string') return answer;
  const {title, ...rest} = JSON.parse(answer.body) as Readonly<Record<string, unknown>>;
  const {allow, ...silent} = answer.headers;
  const body = broken('api-error-without-title') ? {code: 'E1001', ...rest, type: undefined}
    : broken('api-error-status-differs') ? {title, ...rest, status: 500} : {title, ...rest};
  return {
    status: broken('api-errors-as-200') ? 200 : answer.status,
    headers: {
      ...(broken('api-405-without-allow') || allow === undefined ? silent : answer.headers),
      ...(broken('api-errors-as-html') ? {'content-type': 'text/html; charset=utf-8'} : {}),
      ...(broken('api-errors-as-json') ? {'content-type': 'application/json'} : {}),
    },
    body: broken('api-errors-as-html') ? page(String(title), `<p>Error ${answer.status}</p>`) : `${JSON.stringify(body, null, 2)}\n`,
  };
}
