import {createHash, timingSafeEqual} from 'node:crypto';
import {methodNotAllowed, problem} from '../answer/problem.ts';
import type {SandboxRequest, SandboxResponse} from '../types.ts';
import type {Grant, SecurityContext} from './context.ts';
import {signJwt} from './jwt.ts';
import {audienceOf} from './secrets.ts';
import type {Client} from './secrets.ts';

const LIFETIME = 300;

/** The token endpoint (RFC 6749, 3.2): client credentials, and authorization codes with PKCE. */
export async function token(context: SecurityContext, request: SandboxRequest): Promise<SandboxResponse> {
  const {broken} = context;
  const inQuery = request.method === 'GET' && broken('sec-token-get-accepted');
  if (!request.secure && !broken('sec-token-over-http')) return problem(request, 403, 'Credentials are taken over TLS only.');
  if (request.method !== 'POST' && !inQuery) return methodNotAllowed(request, ['POST']);
  const type = request.headers['content-type'] ?? '';
  if (!inQuery && !/^application\/x-www-form-urlencoded\b/i.test(type)) {
    return failure(context, 'invalid_request', 'The request must be a form.');
  }
  const form = inQuery ? request.url.searchParams : new URLSearchParams(request.body.toString('utf8'));
  if ([...new Set(form.keys())].some((name) => form.getAll(name).length > 1)) {
    return failure(context, 'invalid_request', 'A parameter is repeated.');
  }
  const client = authenticate(context, request, form);
  if (typeof client === 'string') return failure(context, client, 'The client could not be authenticated.');
  switch (form.get('grant_type')) {
    case null: return failure(context, 'invalid_request', 'grant_type is missing.');
    case 'client_credentials': return clientCredentials(context, client, form);
    case 'authorization_code': return authorizationCode(context, client, form);
    default: return failure(context, 'unsupported_grant_type', 'This grant type is not supported.');
  }
}

type Refused = 'invalid_client' | 'invalid_request';

function authenticate(context: SecurityContext, request: SandboxRequest, form: URLSearchParams): Client | Refused {
  const {secrets, broken} = context;
  const basic = /^basic\s+(\S+)$/i.exec(request.headers.authorization ?? '');
  // RFC 6749, 2.3: one way of authentication per request.
  if (basic !== null && form.has('client_secret')) return 'invalid_request';
  if (basic !== null && broken('sec-token-basic-refused')) return 'invalid_client';
  const [id, secret] = basic === null ? [form.get('client_id'), form.get('client_secret')] : readBasic(basic[1] ?? '');
  const client = [secrets.demo, secrets.guest].find((candidate) => candidate.id === id);
  if (client === undefined || secret === null || secret === undefined) return 'invalid_client';
  return equal(client.secret, secret) || broken('sec-token-wrong-secret-accepted') ? client : 'invalid_client';
}

// Name and password are form-encoded before they are joined (RFC 6749, 2.3.1).
function readBasic(base64: string): readonly (string | undefined)[] {
  const [name = '', ...password] = Buffer.from(base64, 'base64').toString('utf8').split(':');
  const decode = (text: string): string | undefined => new URLSearchParams(`v=${text.replaceAll('&', '%26')}`).get('v') ?? undefined;
  return [decode(name), decode(password.join(':'))];
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Compares two secrets in a time that tells nothing about them. */
export const equal = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));

function clientCredentials(context: SecurityContext, client: Client, form: URLSearchParams): SandboxResponse {
  const allowed = client.scopes.filter((scope) => scope !== 'openid');
  // A parameter without a value counts as left out (RFC 6749, 3.2).
  const asked = (form.get('scope') || allowed.join(' ')).split(' ').filter((scope) => scope !== '');
  const known = context.broken('sec-token-scope-escalated') ? ['read', 'write', 'audit'] : allowed;
  if (asked.some((scope) => !known.includes(scope))) return failure(context, 'invalid_scope', `The client may have ${allowed.join(' ')}.`);
  return success(context, client, {scope: asked.join(' '), subject: client.id});
}

async function authorizationCode(context: SecurityContext, client: Client, form: URLSearchParams): Promise<SandboxResponse> {
  const {codes, broken, settings, origins, secrets} = context;
  const code = form.get('code') ?? '';
  const grant = codes.get(code);
  if (!broken('sec-code-reusable')) codes.delete(code);
  if (grant === undefined || !redeemable(context, client, grant, form)) return failure(context, 'invalid_grant', 'The code is not valid.');
  if (!grant.scope.split(' ').includes('openid')) return success(context, client, {scope: grant.scope, subject: grant.user});
  const iat = seconds(settings.now());
  const claims = {iss: origins.https, aud: client.id, sub: grant.user, iat, exp: iat + LIFETIME, nonce: grant.nonce};
  const extra = {id_token: signJwt((await secrets.keys.identity()).privateKey, 'JWT', claims)};
  return success(context, client, {scope: grant.scope, subject: grant.user, extra});
}

function redeemable({settings, broken}: SecurityContext, client: Client, grant: Grant, form: URLSearchParams): boolean {
  const challenge = digest(form.get('code_verifier') ?? '').toString('base64url');
  const proven = grant.challenge === undefined || grant.challenge === challenge || broken('sec-pkce-not-verified');
  return grant.expires > settings.now() && grant.clientId === client.id && grant.redirectUri === form.get('redirect_uri') && proven;
}

const seconds = (milliseconds: number): number => Math.floor(milliseconds / 1000);

interface Given {
  readonly scope: string;
  readonly subject: string;
  readonly extra?: Readonly<Record<string, string>>;
}

function success({settings, origins, secrets, broken}: SecurityContext, client: Client, {scope, subject, extra}: Given): SandboxResponse {
  const iat = seconds(settings.now());
  const lifetime = broken('sec-token-everlasting') ? 315_360_000 : LIFETIME;
  const lasting = broken('sec-token-without-expiry') ? {} : {exp: iat + lifetime};
  const claims = {
    iss: origins.https, aud: audienceOf(origins.https), sub: subject, client_id: client.id, iat, ...lasting, jti: settings.random(), scope
  };
  const body = {
    access_token: signJwt(secrets.keys.access, 'at+jwt', claims),
    token_type: 'Bearer',
    ...(broken('sec-token-without-expiry') ? {} : {expires_in: lifetime}),
    scope,
    ...extra,
  };
  const caching: Readonly<Record<string, string>> = broken('sec-token-cacheable')
    ? {'cache-control': 'public, max-age=300'} : {'cache-control': 'no-store', pragma: 'no-cache'};
  return {status: 200, headers: {'content-type': 'application/json', ...caching}, body: `${JSON.stringify(body)}\n`};
}

/** An error of the token endpoint (RFC 6749, 5.2). */
function failure({broken}: SecurityContext, code: string, description: string): SandboxResponse {
  const unauthenticated = code === 'invalid_client';
  const challenge = unauthenticated && !broken('sec-token-401-without-challenge')
    ? {'www-authenticate': 'Basic realm="mimcheck sandbox"'}
    : {};
  const error = broken('sec-token-error-nonstandard') ? {code: 1042, message: description} : {error: code, error_description: description};
  return {
    status: broken('sec-token-error-as-200') ? 200 : unauthenticated ? 401 : 400,
    headers: {'content-type': 'application/json', 'cache-control': 'no-store', pragma: 'no-cache', ...challenge},
    body: `${JSON.stringify(error)}\n`,
  };
}
