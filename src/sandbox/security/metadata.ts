import {problem} from '../answer/problem.ts';
import type {SandboxRequest, SandboxResponse} from '../types.ts';
import type {SecurityContext} from './context.ts';

const DAY = 86_400_000;

/** What a platform says about itself below /.well-known. */
export async function wellKnown(context: SecurityContext, request: SandboxRequest): Promise<SandboxResponse> {
  const {broken} = context;
  switch (request.path) {
    case '/oauth-authorization-server': return broken('sec-metadata-missing') ? nothing(request) : json(metadata(context));
    case '/openid-configuration': return broken('sec-discovery-missing') ? nothing(request) : json(discovery(context));
    case '/jwks.json': return json(await keySet(context));
    case '/security.txt': return broken('sec-security-txt-missing') ? nothing(request) : securityTxt(context);
    default: return nothing(request);
  }
}

const nothing = (request: SandboxRequest): SandboxResponse => problem(request, 404, 'There is nothing here.');

const json = (value: unknown): SandboxResponse => ({
  status: 200,
  headers: {'content-type': 'application/json', 'cache-control': 'public, max-age=300'},
  body: `${JSON.stringify(value, null, 2)}\n`,
});

/** Authorization server metadata (RFC 8414, 2). */
function metadata({origins, broken}: SecurityContext): Readonly<Record<string, unknown>> {
  const {https} = origins;
  const implicit = broken('sec-metadata-implicit-offered');
  return {
    issuer: broken('sec-metadata-issuer-differs') ? 'https://login.city.example' : https,
    authorization_endpoint: `${https}/oauth/authorize`,
    token_endpoint: `${https}/oauth/token`,
    jwks_uri: `${https}/.well-known/jwks.json`,
    scopes_supported: ['openid', 'read', 'write'],
    response_types_supported: implicit ? ['code', 'token'] : ['code'],
    response_modes_supported: implicit ? ['query', 'fragment'] : ['query'],
    grant_types_supported: ['client_credentials', 'authorization_code', ...(implicit ? ['implicit'] : [])],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
    ...(broken('sec-metadata-pkce-missing') ? {} : {code_challenge_methods_supported: ['S256']}),
    authorization_response_iss_parameter_supported: true,
  };
}

/** OpenID provider metadata (OpenID Connect Discovery 1.0, 3). */
const discovery = (context: SecurityContext): Readonly<Record<string, unknown>> => ({
  ...metadata(context),
  subject_types_supported: ['public'],
  id_token_signing_alg_values_supported: context.broken('sec-discovery-none-offered') ? ['RS256', 'none'] : ['RS256'],
  claims_supported: ['sub', 'iss', 'aud', 'exp', 'iat', 'nonce'],
});

/** The public keys of the sandbox (RFC 7517, 5). */
async function keySet({secrets, broken}: SecurityContext): Promise<unknown> {
  if (broken('sec-jwks-empty')) return {keys: []};
  const {access, accessPublic, identity} = secrets.keys;
  const {publicKey} = await identity();
  const shown = broken('sec-jwks-private') ? access : accessPublic;
  return {
    keys: [
      {...shown.export({format: 'jwk'}), kid: 'access', use: 'sig', alg: 'ES256'},
      {...publicKey.export({format: 'jwk'}), kid: 'identity', use: 'sig', alg: 'RS256'},
    ],
  };
}

/** Where to report a weakness (RFC 9116). */
function securityTxt({broken, origins, settings}: SecurityContext): SandboxResponse {
  const expires = settings.now() + (broken('sec-security-txt-expired') ? -DAY : 180 * DAY);
  const lines = [
    ...(broken('sec-security-txt-without-contact') ? [] : ['Contact: mailto:security@city.example']),
    ...(broken('sec-security-txt-contact-bare') ? ['Contact: security@city.example'] : []),
    `Expires: ${new Date(expires).toISOString()}`,
    'Preferred-Languages: en',
    `Canonical: ${origins.https}/.well-known/security.txt`,
  ];
  const type = broken('sec-security-txt-as-html') ? 'text/html; charset=utf-8' : 'text/plain; charset=utf-8';
  return {status: 200, headers: {'content-type': type, 'cache-control': 'no-cache'}, body: `${lines.join('\n')}\n`};
}
