import {createHmac} from 'node:crypto';
import {describe, expect, it} from 'vitest';
import {SECURITY_FAULTS} from '../../../src/sandbox/security/faults.ts';
import type {SecurityFault} from '../../../src/sandbox/security/faults.ts';
import type {Body} from '../body.ts';
import {HTTP, HTTPS, platform} from '../platform.ts';
import type {Asking, Platform, Probe} from '../platform.ts';
import {NOW} from '../start.ts';
import {askToken, authorizeAndSignIn, authorizeUrl, cookieOf, forge, form, readWith, redeem, signIn, tokenFor} from './flow.ts';

const PORTAL = {origin: 'https://portal.city.example'};
const PREFLIGHT: Asking = {method: 'OPTIONS', headers: {...PORTAL, 'access-control-request-method': 'GET'}};

type TlsFault = Extract<SecurityFault, `sec-tls-${string}` | `sec-certificate-${string}` | 'sec-host-header-trusted'>;

const status = (url: string, wanted: number, asking: Asking = {}): Probe => async ({ask}) => (await ask(url, asking)).status === wanted;
const header = (name: string, check: (value: string | undefined) => boolean, url = `${HTTPS}/`, asking: Asking = {}): Probe => async ({ask}) => {
  const value = (await ask(url, asking)).headers[name];
  return check(value === undefined ? undefined : String(value));
};
const present = (value: string | undefined): boolean => value !== undefined;
const absent = (value: string | undefined): boolean => value === undefined;
const text = (url: string, check: (body: string) => boolean): Probe => async ({ask}) => check(String((await ask(url)).body));
const document = (url: string, check: (body: Body) => boolean): Probe => async ({json}) => check(await json(url));
const allowedOrigin = (origin: string): Probe => async ({ask}) =>
  (await ask('/ogc', {headers: {origin}})).headers['access-control-allow-origin'] === undefined;
const refused = (
  make: (city: Platform) => Promise<string>
): Probe => async (city) => (await readWith(city, await make(city))).status === 401;
const loginCookie = (attribute: string): Probe => header('set-cookie', (value) => value?.includes(attribute) ?? false, `${HTTPS}/login`);

const probes: Readonly<Record<Exclude<SecurityFault, TlsFault>, Probe>> = {
  'sec-hsts-missing': header('strict-transport-security', present),
  'sec-hsts-short': header('strict-transport-security', (value) => Number(/max-age=(\d+)/.exec(value ?? '')?.[1]) >= 31_536_000),
  'sec-hsts-doubled': header('strict-transport-security', (value) => (value ?? '').split('max-age').length === 2),
  'sec-hsts-over-http': header('strict-transport-security', absent, `${HTTP}/ogc`),
  'sec-csp-missing': header('content-security-policy', present),
  'sec-csp-unsafe': header('content-security-policy', (value) => !(value ?? '').includes('unsafe-inline')),
  'sec-csp-any-host': header('content-security-policy', (value) => !(value ?? '').includes('://*')),
  'sec-framing-allowed': header('content-security-policy', (value) => (value ?? '').includes("frame-ancestors 'none'")),
  'sec-content-type-options-missing': header('x-content-type-options', (value) => value === 'nosniff'),
  'sec-referrer-policy-missing': header('referrer-policy', present),
  'sec-server-banner': header('server', absent),
  'sec-powered-by': header('x-powered-by', absent),
  'sec-trace-enabled': status(`${HTTPS}/`, 405, {method: 'TRACE'}),
  'sec-stack-trace': text(`${HTTPS}/nothing`, (body) => !/\bat .*:\d+:\d+/.test(body)),
  'sec-workshop-files-served': async (city) => (
    await Promise.all(['.git/HEAD', '.git/config', '.svn/wc.db', '.env'].map((path) => city.ask(`${HTTPS}/${path}`)))
  ).every((answer) => answer.status === 404),
  'sec-directory-listing': status(`${HTTPS}/files/`, 403),
  'sec-http-redirect-missing': status(`${HTTP}/`, 308),
  'sec-http-redirect-elsewhere': header('location', (value) => value === `${HTTPS}/`, `${HTTP}/`),
  'sec-cors-reflects-origin': allowedOrigin('https://attacker.example'),
  'sec-cors-wildcard-with-credentials': header('access-control-allow-origin', (value) => value !== '*', '/ogc', {headers: PORTAL}),
  'sec-cors-null-allowed': allowedOrigin('null'),
  'sec-cors-suffix-matched': allowedOrigin('https://evilportal.city.example'),
  'sec-cors-vary-missing': header('vary', (value) => (value ?? '').includes('Origin'), '/ogc'),
  'sec-cors-preflight-refused': status('/ogc', 204, PREFLIGHT),
  'sec-cors-origin-refused': header('access-control-allow-origin', (value) => value === PORTAL.origin, '/ogc', PREFLIGHT),
  'sec-open-resource': status(`${HTTPS}/secure/data`, 401),
  'sec-401-without-challenge': header('www-authenticate', (value) => /^Bearer realm="[^"]+"$/.test(value ?? ''), `${HTTPS}/secure/data`),
  'sec-missing-token-explained': header('www-authenticate', (value) => !(value ?? '').includes('error='), `${HTTPS}/secure/data`),
  'sec-missing-token-as-403': status(`${HTTPS}/secure/data`, 401),
  'sec-invalid-token-unexplained': async (city) => String((await readWith(city, 'not.a.token')).headers['www-authenticate']).includes(
    'error="invalid_token"'
  ),
  'sec-insufficient-scope-as-401': async (city) => (
    await readWith(city, await tokenFor(city, 'read'), {method: 'POST', body: '{"text":"x"}'})
  ).status === 403,
  'sec-scope-ignored': async (city) => {
    const answer = await readWith(city, await tokenFor(city, 'read'), {method: 'POST', body: '{"text":"x"}'});
    return String(answer.headers['www-authenticate']).includes('error="insufficient_scope"');
  },
  'sec-token-in-query-accepted': async (city) => (
    await city.ask(`${HTTPS}/secure/data?access_token=${await tokenFor(city)}`)
  ).status === 401,
  'sec-foreign-record-readable': async (city) =>
    (await city.ask(`${HTTPS}/secure/data/guest-1`, {headers: {authorization: `Bearer ${await tokenFor(city)}`}})).status === 404,
  'sec-method-override-honoured': async (city) => {
    const authorization = `Bearer ${await tokenFor(city, 'read')}`;
    await city.ask(`${HTTPS}/secure/data/demo-1`, {headers: {authorization, 'x-http-method-override': 'DELETE'}});
    return (await city.ask(`${HTTPS}/secure/data/demo-1`, {headers: {authorization}})).status === 200;
  },
  'sec-token-none-accepted': refused(async (city) => forge(await tokenFor(city), {header: {alg: 'none'}, signature: ''})),
  'sec-expired-token-accepted': refused(async ({secrets}) => secrets.strayTokens(HTTPS, NOW).expired),
  'sec-altered-token-accepted': refused(async (city) => forge(await tokenFor(city), {claims: {sub: 'admin'}})),
  'sec-token-algorithm-confused': refused(async (city) => {
    const forged = forge(await tokenFor(city), {header: {alg: 'HS256'}});
    const input = forged.slice(0, forged.lastIndexOf('.'));
    const secret = city.secrets.keys.accessPublic.export({type: 'spki', format: 'pem'});
    return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
  }),
  'sec-token-audience-ignored': refused(async ({secrets}) => secrets.strayTokens(HTTPS, NOW).foreign),
  'sec-token-cacheable': async (city) => (await askToken(city)).headers['cache-control'] === 'no-store',
  'sec-token-get-accepted': async ({ask, secrets}) => {
    const query = new URLSearchParams({grant_type: 'client_credentials', client_id: secrets.demo.id, client_secret: secrets.demo.secret});
    return (await ask(`${HTTPS}/oauth/token?${query}`)).status === 405;
  },
  'sec-token-over-http': async ({ask, secrets}) =>
    (await ask(
      `${HTTP}/oauth/token`, form({grant_type: 'client_credentials', client_id: secrets.demo.id, client_secret: secrets.demo.secret})
    )).status === 403,
  'sec-token-wrong-secret-accepted': async (city) => (await askToken(city, {client_secret: 'guess'})).status === 401,
  'sec-token-error-as-200': async (city) => (await askToken(city, {grant_type: 'magic'})).status === 400,
  'sec-token-error-nonstandard': async (city) => JSON.parse(String((await askToken(city, {grant_type: 'magic'})).body)).error === 'unsupported_grant_type',
  'sec-token-401-without-challenge': async (city) => 'www-authenticate' in (await askToken(city, {client_secret: 'guess'})).headers,
  'sec-token-scope-escalated': async (city) => {
    const {id, secret} = city.secrets.guest;
    return (await askToken(city, {client_id: id, client_secret: secret, scope: 'write'})).status === 400;
  },
  'sec-token-without-expiry': async (city) => typeof JSON.parse(String((await askToken(city)).body)).expires_in === 'number',
  'sec-token-everlasting': async (city) => !(JSON.parse(String((await askToken(city)).body)).expires_in > 3600),
  'sec-token-basic-refused': async ({ask, secrets}) => {
    const authorization = `Basic ${Buffer.from(`${secrets.demo.id}:${secrets.demo.secret}`).toString('base64')}`;
    return (await ask(`${HTTPS}/oauth/token`, form({grant_type: 'client_credentials'}, {authorization}))).status === 200;
  },
  'sec-metadata-missing': status(`${HTTPS}/.well-known/oauth-authorization-server`, 200),
  'sec-metadata-issuer-differs': document(`${HTTPS}/.well-known/oauth-authorization-server`, ({issuer}) => issuer === HTTPS),
  'sec-metadata-implicit-offered': document(
    `${HTTPS}/.well-known/oauth-authorization-server`, (body) => !body.response_types_supported.includes('token')
  ),
  'sec-metadata-pkce-missing': document(
    `${HTTPS}/.well-known/oauth-authorization-server`, (body) => body.code_challenge_methods_supported?.includes('S256') ?? false
  ),
  'sec-discovery-missing': status(`${HTTPS}/.well-known/openid-configuration`, 200),
  'sec-discovery-none-offered': document(
    `${HTTPS}/.well-known/openid-configuration`, (body) => !body.id_token_signing_alg_values_supported.includes('none')
  ),
  'sec-jwks-empty': document(`${HTTPS}/.well-known/jwks.json`, ({keys}) => keys.length === 2),
  'sec-jwks-private': document(`${HTTPS}/.well-known/jwks.json`, ({keys}) => keys.every((key) => !('d' in key))),
  'sec-pkce-not-required': async (city) => {
    const answer = await city.ask(authorizeUrl(city, {code_challenge: undefined, code_challenge_method: undefined}));
    return String(answer.headers['location']).includes('error=invalid_request');
  },
  'sec-pkce-not-verified': async (city) => {
    const code = (await authorizeAndSignIn(city)).searchParams.get('code') ?? '';
    return (await redeem(city, code, 'another-verifier')).status === 400;
  },
  'sec-redirect-prefix-matched': async (city) => (
    await city.ask(authorizeUrl(city, {redirect_uri: `${city.secrets.demo.redirectUri}/../evil`}))
  ).status === 400,
  'sec-redirect-unchecked-in-session': async (city) => (
    await city.ask(authorizeUrl(city, {redirect_uri: 'https://attacker.example/'}), {headers: {cookie: `__Host-session=${city.secrets.user.session}`}})
  ).status === 400,
  'sec-code-reusable': async (city) => {
    const code = (await authorizeAndSignIn(city)).searchParams.get('code') ?? '';
    return (await redeem(city, code)).status === 200 && (await redeem(city, code)).status === 400;
  },
  'sec-authorization-without-iss': async (city) => (await authorizeAndSignIn(city)).searchParams.get('iss') === HTTPS,
  'sec-authorization-state-lost': async (city) => (await authorizeAndSignIn(city)).searchParams.get('state') === 'the-state',
  'sec-security-txt-missing': status(`${HTTPS}/.well-known/security.txt`, 200),
  'sec-security-txt-expired': text(
    `${HTTPS}/.well-known/security.txt`, (body) => Date.parse(/^Expires: (.*)$/m.exec(body)?.[1] ?? '') > NOW
  ),
  'sec-security-txt-without-contact': text(`${HTTPS}/.well-known/security.txt`, (body) => /^Contact: mailto:/m.test(body)),
  'sec-security-txt-contact-bare': text(`${HTTPS}/.well-known/security.txt`, (body) => !/^Contact: [^:]*$/m.test(body)),
  'sec-security-txt-as-html': header(
    'content-type', (value) => (value ?? '').startsWith('text/plain'), `${HTTPS}/.well-known/security.txt`
  ),
  'sec-cookie-not-secure': loginCookie('; Secure'),
  'sec-cookie-not-httponly': loginCookie('; HttpOnly'),
  'sec-cookie-without-samesite': loginCookie('; SameSite=Lax'),
  'sec-session-fixed': async (city) => {
    const before = cookieOf(await city.ask(`${HTTPS}/login`));
    const after = await signIn(city, before);
    return after.status === 303 && cookieOf(after) !== before;
  },
  'sec-csrf-unchecked': async (city) => {
    const forged = await signIn(city, cookieOf(await city.ask(`${HTTPS}/login`)), {csrf: 'guess'});
    const cookie = cookieOf(await signIn(city, cookieOf(await city.ask(`${HTTPS}/login`))));
    const change = await city.ask(`${HTTPS}/account`, form({csrf: 'guess', language: 'fr'}, {cookie}));
    return forged.status === 403 && change.status === 403;
  },
  'sec-account-kept': async (city) => {
    const cookie = cookieOf(await signIn(city, cookieOf(await city.ask(`${HTTPS}/login`))));
    return (await city.ask(`${HTTPS}/account`, {headers: {cookie}})).headers['cache-control'] === 'no-store';
  },
  'sec-tracking-cookie': header('set-cookie', absent),
};

describe('each fault of transport, access and pages', () => {
  it.each(Object.entries(probes))('%s is seen, and is not there without it', async (name, probe) => {
    expect(await probe(platform())).toBe(true);
    expect(await probe(platform(name)).catch(() => false)).toBe(false);
  });

  it('is probed here, or against real sockets', () => {
    const overSockets = [
      'sec-host-header-trusted', ...SECURITY_FAULTS.map(({name}) => name).filter((name) => /^sec-(tls|certificate)-/.test(name))
    ];
    expect([...Object.keys(probes), ...overSockets].toSorted()).toEqual(SECURITY_FAULTS.map(({name}) => String(name)).toSorted());
  });
});
