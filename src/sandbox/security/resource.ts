import {methodNotAllowed, problem} from '../answer/problem.ts';
import type {SandboxRequest, SandboxResponse} from '../types.ts';
import type {SecurityContext} from './context.ts';
import {readJwt} from './jwt.ts';
import type {Claims} from './jwt.ts';
import {audienceOf} from './secrets.ts';

/** A record, and the client it belongs to. */
interface OwnedRecord {
  readonly id: string;
  readonly owner: string;
  readonly text: string;
}

type Records = Map<string, OwnedRecord>;

/** The records every sandbox starts with. */
export const recordsOf = ({secrets}: Pick<SecurityContext, 'secrets'>): Records => new Map([
  ['demo-1', {id: 'demo-1', owner: secrets.demo.id, text: 'The maintenance plan of the demonstration client.'}],
  ['demo-2', {id: 'demo-2', owner: secrets.demo.id, text: 'Another record of the demonstration client.'}],
  ['guest-1', {id: 'guest-1', owner: secrets.guest.id, text: 'A record of another client.'}],
]);

/** The resources behind bearer tokens (RFC 6750): reading data needs the scope `read`, changing them `write`, reading the audit `audit`. */
export function protectedData(context: SecurityContext, records: Records, request: SandboxRequest): SandboxResponse {
  const {broken} = context;
  if (!request.secure) return problem(request, 403, 'Tokens are taken over TLS only.');
  const [top, id, ...rest] = request.path.split('/').slice(1);
  if (top === 'audit' && id === undefined) return audit(context, request);
  if (top !== 'data' || rest.length > 0) return problem(request, 404, 'There is no such resource.');
  const allowed = id === undefined ? ['GET', 'HEAD', 'POST'] : ['GET', 'HEAD', 'DELETE'];
  const override = request.headers['x-http-method-override'];
  const method = broken('sec-method-override-honoured') && typeof override === 'string' ? override : request.method;
  if (!allowed.includes(method)) return methodNotAllowed(request, allowed);
  const claims = authorize(context, request, request.method === 'GET' || request.method === 'HEAD' ? 'read' : 'write');
  if ('status' in claims) return claims;
  const owner = claims.client_id;
  if (id !== undefined) return single(context, records, {request, method, id, owner});
  if (method === 'POST') return create(context, records, {request, owner});
  const own = [...records.values()].filter((record) => record.owner === owner);
  return answer(200, {items: own.map(({id: key, text}) => ({id: key, text}))});
}

// Who read what: no client that is registered here may see it.
function audit(context: SecurityContext, request: SandboxRequest): SandboxResponse {
  if (request.method !== 'GET' && request.method !== 'HEAD') return methodNotAllowed(request, ['GET', 'HEAD']);
  const claims = authorize(context, request, 'audit');
  return 'status' in claims ? claims : answer(200, {items: []});
}

type Authorized = {readonly client_id: string};

function authorize(context: SecurityContext, request: SandboxRequest, needed: string): SandboxResponse | Authorized {
  const {broken, secrets} = context;
  if (broken('sec-open-resource') && request.headers.authorization === undefined) return {client_id: secrets.demo.id};
  const token = tokenOf(context, request);
  if (token === undefined) {
    return broken('sec-missing-token-as-403')
      ? problem(request, 403, 'There is no access token.')
      : refuse(context, request, {status: 401, detail: 'There is no access token.', ...(broken('sec-missing-token-explained') ? {error: 'invalid_request'} : {})});
  }
  const claims = check(context, token);
  if (claims === undefined) {
    return refuse(context, request, {status: 401, detail: 'The access token is not valid.', error: 'invalid_token'});
  }
  if (!String(claims['scope'] ?? '').split(' ').includes(needed) && !broken('sec-scope-ignored')) {
    const status = broken('sec-insufficient-scope-as-401') ? 401 : 403;
    return refuse(context, request, {status, detail: `The scope ${needed} is needed.`, error: 'insufficient_scope', scope: needed});
  }
  return {client_id: String(claims['client_id'])};
}

function tokenOf({broken}: SecurityContext, {headers, url}: SandboxRequest): string | undefined {
  const bearer = /^bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
  return bearer ?? (broken('sec-token-in-query-accepted') ? url.searchParams.get('access_token') ?? undefined : undefined);
}

function check({broken, secrets, origins, settings}: SecurityContext, token: string): Claims | undefined {
  const leniency = {
    unsigned: broken('sec-token-none-accepted'),
    altered: broken('sec-altered-token-accepted'),
    hmac: broken('sec-token-algorithm-confused'),
  };
  const claims = readJwt(token, secrets.keys.accessPublic, leniency);
  if (claims === undefined || claims['iss'] !== origins.https) return undefined;
  if (claims['aud'] !== audienceOf(origins.https) && !broken('sec-token-audience-ignored')) return undefined;
  const expiry = typeof claims['exp'] === 'number' ? claims['exp'] : broken('sec-token-without-expiry') ? Infinity : 0;
  return expiry * 1000 > settings.now() || broken('sec-expired-token-accepted') ? claims : undefined;
}

interface Refusal {
  readonly status: number;
  readonly detail: string;
  readonly error?: string;
  readonly scope?: string;
}

/** A refusal with its challenge (RFC 6750, 3). */
function refuse({broken}: SecurityContext, request: SandboxRequest, {status, detail, error, scope}: Refusal): SandboxResponse {
  const explained = error !== undefined && !(error === 'invalid_token' && broken('sec-invalid-token-unexplained'));
  const parameters = ['realm="mimcheck sandbox"', ...(explained ? [`error="${error}"`, `error_description="${detail}"`] : []),
    ...(scope === undefined ? [] : [`scope="${scope}"`])];
  const refusal = problem(request, status, detail);
  const challenge = status === 401 && broken('sec-401-without-challenge') ? {} : {'www-authenticate': `Bearer ${parameters.join(', ')}`};
  return {...refusal, headers: {...refusal.headers, ...challenge}};
}

interface SingleRequest {
  readonly request: SandboxRequest;
  readonly method: string;
  readonly id: string;
  readonly owner: string;
}

function single({broken}: SecurityContext, records: Records, {request, method, id, owner}: SingleRequest): SandboxResponse {
  const record = records.get(id);
  // A record of somebody else is not even said to exist.
  if (record === undefined || (record.owner !== owner && !broken('sec-foreign-record-readable'))) {
    return problem(request, 404, 'There is no such record.');
  }
  if (method !== 'DELETE') return answer(200, {id, text: record.text});
  records.delete(id);
  return {status: 204, headers: {}};
}

type Creation = Pick<SingleRequest, 'request' | 'owner'>;

function create({settings}: SecurityContext, records: Records, {request, owner}: Creation): SandboxResponse {
  const text = textOf(request.body);
  if (text === undefined) return problem(request, 400, 'The body must be a JSON object with a text.');
  const id = settings.random();
  records.set(id, {id, owner, text});
  const created = answer(201, {id, text});
  return {...created, headers: {...created.headers, location: `${request.url.origin}/secure/data/${encodeURIComponent(id)}`}};
}

function textOf(body: Buffer): string | undefined {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return typeof value === 'object' && value !== null && 'text' in value && typeof value.text === 'string' ? value.text : undefined;
  } catch {
    return undefined;
  }
}

const answer = (status: number, value: unknown): SandboxResponse => ({
  status, headers: {'content-type': 'application/json', 'cache-control': 'no-store'}, body: `${JSON.stringify(value)}\n`,
});
