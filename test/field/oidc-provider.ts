// oidc-provider from npm: a confidential client, PKCE demanded, client credentials, JWT access tokens, and somebody who has signed in.

import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {installPackage} from './npm.ts';
import type {FieldPlatform} from './platform.ts';

const VERSION = '9.13.3';
const SECRET = 'a-secret-of-the-field-test-0123456789';

const SERVER = `
import {createServer} from 'node:http';
import Provider from 'oidc-provider';

const port = Number(process.env.PORT);
const provider = new Provider(\`http://127.0.0.1:\${port}\`, {
  clients: [{
    client_id: 'mimcheck', client_secret: process.env.CLIENT_SECRET, grant_types: ['client_credentials', 'authorization_code'],
    response_types: ['code'], redirect_uris: ['https://client.example.org/callback'], scope: 'openid api:read',
  }],
  scopes: ['openid', 'api:read', 'api:write'],
  pkce: {required: () => true},
  features: {
    clientCredentials: {enabled: true}, introspection: {enabled: true}, revocation: {enabled: true},
    resourceIndicators: {
      enabled: true, defaultResource: () => 'urn:api', useGrantedResource: () => true,
      getResourceServerInfo: () => ({scope: 'api:read api:write', audience: 'urn:api', accessTokenFormat: 'jwt', jwt: {sign: {alg: 'RS256'}}}),
    },
  },
});
createServer(provider.callback()).listen(port, '127.0.0.1');
`;

export const oidcProvider: FieldPlatform = {
  name: 'oidc-provider',
  version: VERSION,
  mechanisms: ['http'],
  install: (folder) => {
    installPackage(folder, 'oidc-provider', VERSION);
    writeFileSync(join(folder, 'server.mjs'), SERVER);
  },
  start: ({port}) => ({command: process.execPath, args: ['server.mjs'], env: {PORT: String(port), CLIENT_SECRET: SECRET}}),
  ready: (port) => `http://127.0.0.1:${port}/.well-known/openid-configuration`,
  secrets: {FIELD_SECRET: SECRET},
  sessions: async (port) => ({FIELD_SESSION: await signIn(`http://127.0.0.1:${port}`)}),
  target: (port) => `
target: { product: oidc-provider, version: "${VERSION}", vendor: Filip Skokan }
endpoints:
  http:
    url: http://127.0.0.1:${port}
    parameters:
      token-url: http://127.0.0.1:${port}/token
      client-id: mimcheck
      scope: api:read
      forbidden-scope: api:write
      issuer: http://127.0.0.1:${port}
      metadata-url: http://127.0.0.1:${port}/.well-known/openid-configuration
      openid-configuration-url: http://127.0.0.1:${port}/.well-known/openid-configuration
      redirect-uri: https://client.example.org/callback
auth:
  oauth-client: { basic: { user: mimcheck, password: { env: FIELD_SECRET } } }
  test-user: { api-key: { header: Cookie, value: { env: FIELD_SESSION } } }
claims:
  http: { without: [public, plain-http, pages, sessions, sign-in, folders, security-txt, cors, cors-list, protected, owners, oauth, scopes, jwt] }
`,
};

/** Signs somebody in at the forms that come with the provider, and agrees; gives back the cookies of the session. */
async function signIn(origin: string): Promise<string> {
  const cookies = new Map<string, string>();
  const ask = async (url: string, form?: Readonly<Record<string, string>>): Promise<string> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(url, {redirect: 'manual', headers: {Cookie: cookie}, ...(form === undefined ? {} : {method: 'POST', body: new URLSearchParams(form)})});
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    return new URL(answer.headers.get('Location') ?? '', origin).href;
  };
  const query = new URLSearchParams({
    response_type: 'code', client_id: 'mimcheck', redirect_uri: 'https://client.example.org/callback', scope: 'openid api:read',
    code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM', code_challenge_method: 'S256',
  });
  let at = await ask(`${origin}/auth?${query}`);
  for (const form of [{prompt: 'login', login: 'alice', password: 'any'}, {prompt: 'consent'}]) at = await ask(await ask(at, form));
  if (!at.startsWith('https://client.example.org/callback?code=')) throw new Error(`nobody could be signed in: it led to ${at}`);
  return [...cookies].filter(([name]) => name.startsWith('_session')).map(([name, value]) => `${name}=${value}`).join('; ');
}
