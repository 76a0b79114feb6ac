import {createLocalJWKSet, decodeJwt, jwtVerify} from 'jose';
import type {JSONWebKeySet} from 'jose';
import {describe, expect, it} from 'vitest';
import {HTTP, HTTPS, platform} from '../platform.ts';
import {askToken, authorizeAndSignIn, authorizeUrl, cookieOf, form, readWith, redeem, signIn, tokenFor} from './flow.ts';

const keysOf = async (city: ReturnType<typeof platform>): Promise<ReturnType<typeof createLocalJWKSet>> =>
  createLocalJWKSet((await city.json(`${HTTPS}/.well-known/jwks.json`)) as unknown as JSONWebKeySet);

describe('the token endpoint', () => {
  it('gives tokens that verify with the published keys', async () => {
    const city = platform();
    const body = JSON.parse(String((await askToken(city, {scope: 'read'})).body));
    expect(body).toMatchObject({token_type: 'Bearer', expires_in: 300, scope: 'read'});
    const {payload, protectedHeader} = await jwtVerify(body.access_token, await keysOf(city), {
      issuer: HTTPS, audience: `${HTTPS}/secure`, typ: 'at+jwt', currentDate: new Date(Date.UTC(2026, 10, 21, 12)),
    });
    expect(protectedHeader.alg).toBe('ES256');
    expect(payload).toMatchObject({client_id: 'mimcheck-demo', scope: 'read'});
  });

  it('takes a scope without a value for one that was left out', async () => {
    expect(JSON.parse(String((await askToken(platform(), {scope: ''})).body))).toMatchObject({scope: 'read write'});
  });

  it.each([
    ['an unknown client', {client_id: 'nobody'}, 401, 'invalid_client'],
    ['a wrong secret', {client_secret: 'guess'}, 401, 'invalid_client'],
    ['a scope nobody has', {scope: 'admin'}, 400, 'invalid_scope'],
    ['another grant', {grant_type: 'password'}, 400, 'unsupported_grant_type'],
    ['a code that never was', {grant_type: 'authorization_code', code: 'x'}, 400, 'invalid_grant'],
  ])('refuses %s', async (_, fields, status, error) => {
    const answer = await askToken(platform(), fields);
    expect([answer.status, JSON.parse(String(answer.body)).error, answer.headers['cache-control']]).toEqual([status, error, 'no-store']);
  });

  it('refuses repeated parameters, other media types and two ways of authentication at once', async () => {
    const {ask, secrets} = platform();
    const {id, secret} = secrets.demo;
    const authorization = `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
    const url = `${HTTPS}/oauth/token`;
    const fields = {grant_type: 'client_credentials', client_id: id, client_secret: secret};
    expect((await ask(url, {...form(fields), body: 'grant_type=a&grant_type=b'})).status).toBe(400);
    expect(
      (await ask(url, {method: 'POST', headers: {'content-type': 'application/json'}, body: JSON.stringify(fields)})).status
    ).toBe(400);
    expect((await ask(url, form(fields, {authorization}))).status).toBe(400);
  });
});

describe('the protected resource', () => {
  it('is read with the scope read and changed with the scope write', async () => {
    const city = platform();
    const token = await tokenFor(city);
    expect((await readWith(city, token)).status).toBe(200);
    const created = await readWith(city, token, {method: 'POST', body: '{"text":"Ours."}'});
    expect(created.status).toBe(201);
    const location = String(created.headers['location']);
    const authorization = `Bearer ${token}`;
    expect(await city.json(location, {headers: {authorization}})).toMatchObject({text: 'Ours.'});
    expect(
      (await city.ask(location, {method: 'DELETE', headers: {authorization: `Bearer ${await tokenFor(city, 'read')}`}})).status
    ).toBe(403);
    expect((await city.ask(location, {method: 'DELETE', headers: {authorization}})).status).toBe(204);
    expect((await city.ask(location, {headers: {authorization}})).status).toBe(404);
    expect((await readWith(city, token, {method: 'POST', body: '{'})).status).toBe(400);
  });

  it('shows the audit to nobody, for no client may have its scope', async () => {
    const city = platform();
    const authorization = `Bearer ${await tokenFor(city)}`;
    const answer = await city.ask(`${HTTPS}/secure/audit`, {headers: {authorization}});
    expect([answer.status, answer.headers['www-authenticate']]).toEqual([403, expect.stringContaining('error="insufficient_scope"')]);
    expect((await askToken(city, {scope: 'audit'})).status).toBe(400);
    expect((await city.ask(`${HTTPS}/secure/audit`, {method: 'POST', headers: {authorization}})).status).toBe(405);
  });

  it('refuses a token once its time is over', async () => {
    const city = platform();
    const token = await tokenFor(city);
    city.passTime(299_000);
    expect((await readWith(city, token)).status).toBe(200);
    city.passTime(2000);
    expect((await readWith(city, token)).status).toBe(401);
  });

  it('takes no token over plain HTTP, from the query, or of another sandbox', async () => {
    const city = platform();
    const token = await tokenFor(city);
    expect((await city.ask(`${HTTP}/secure/data`, {headers: {authorization: `Bearer ${token}`}})).status).toBe(403);
    expect((await city.ask(`${HTTPS}/secure/data?access_token=${token}`)).status).toBe(401);
    expect((await readWith(platform(), token)).status).toBe(401);
  });

  it.each(['Bearer', 'Bearer ', 'Basic YTpi', 'Bearer a.b', 'Bearer a.b.c.d', 'Bearer ...'])('answers 401 to Authorization: %s', async (authorization) => {
    expect((await platform().ask(`${HTTPS}/secure/data`, {headers: {authorization}})).status).toBe(401);
  });
});

describe('signing in', () => {
  it('leads from the client over the sign-in page back to the client, with an ID token at the end', async () => {
    const city = platform();
    const back = await authorizeAndSignIn(city);
    expect(`${back.origin}${back.pathname}`).toBe(city.secrets.demo.redirectUri);
    const tokens = JSON.parse(String((await redeem(city, back.searchParams.get('code') ?? '')).body));
    const {payload, protectedHeader} = await jwtVerify(
      tokens.id_token, await keysOf(city), {issuer: HTTPS, audience: 'mimcheck-demo', currentDate: new Date(Date.UTC(2026, 10, 21, 12))}
    );
    expect([protectedHeader.alg, payload.sub, payload['nonce']]).toEqual(['RS256', 'alex', 'the-nonce']);
    expect(decodeJwt(tokens.access_token).sub).toBe('alex');
    expect((await readWith(city, tokens.id_token)).status).toBe(401);
  });

  it('gives a code that lasts a minute', async () => {
    const city = platform();
    const code = (await authorizeAndSignIn(city)).searchParams.get('code') ?? '';
    city.passTime(60_001);
    expect((await redeem(city, code)).status).toBe(400);
  });

  it.each([
    ['another response type', {response_type: 'token'}, 'unsupported_response_type'],
    ['plain PKCE', {code_challenge_method: 'plain'}, 'invalid_request'],
    ['too much scope', {scope: 'admin'}, 'invalid_scope'],
  ])('sends the client an error for %s', async (_, change, error) => {
    const city = platform();
    const location = new URL(String((await city.ask(authorizeUrl(city, change))).headers['location']));
    expect(
      [location.searchParams.get('error'), location.searchParams.get('state'), location.searchParams.get('iss')]
    ).toEqual([error, 'the-state', HTTPS]);
  });

  it.each([{client_id: 'nobody'}, {redirect_uri: 'https://attacker.example/'}, {redirect_uri: undefined}])('redirects nowhere for %j', async (change) => {
    const city = platform();
    const answer = await city.ask(authorizeUrl(city, change));
    expect([answer.status, answer.headers['location']]).toEqual([400, undefined]);
  });

  it('refuses a wrong password, and knows who signed in', async () => {
    const city = platform();
    const cookie = cookieOf(await city.ask(`${HTTPS}/login`));
    expect((await signIn(city, cookie, {password: 'guess'})).status).toBe(401);
    expect((await city.ask(`${HTTPS}/account`, {headers: {cookie}})).headers['location']).toBe('/login');
    const signedIn = cookieOf(await signIn(city, cookie));
    const account = String((await city.ask(`${HTTPS}/account`, {headers: {cookie: signedIn}})).body);
    expect(account).toContain('alex');
    const csrf = /name="csrf" value="([^"]*)"/.exec(account)?.[1] ?? '';
    expect((await city.ask(`${HTTPS}/account`, form({csrf, language: 'fr'}, {cookie: signedIn}))).headers['location']).toBe('/account');
    expect(String((await city.ask(`${HTTPS}/account`, {headers: {cookie: signedIn}})).body)).toContain('value="fr"');
  });
});

describe('every answer', () => {
  it.each(['/', '/ogc', '/api/health', '/nothing', '/secure/data', '/oauth/token', '/login', '/style.css'])('from %s carries the security headers', async (path) => {
    const {headers} = await platform().ask(`${HTTPS}${path}`);
    expect(headers).toMatchObject({'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'strict-transport-security': expect.stringMatching(/max-age=31536000/)});
    expect(headers['content-security-policy']).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
    expect(headers).not.toHaveProperty('server');
  });

  it('tells an origin that is not on the list nothing, in a preflight either', async () => {
    const headers = {origin: 'https://attacker.example', 'access-control-request-method': 'DELETE'};
    const answer = await platform().ask('/ogc', {method: 'OPTIONS', headers});
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it('on pages loads nothing from others and needs no inline code', async () => {
    for (const path of ['/', '/privacy', '/login']) {
      const body = String((await platform().ask(`${HTTPS}${path}`)).body);
      expect(body).not.toMatch(/(src|srcset)="|<script|<style| style="|href="https?:\/\/(?!127)[^"]*"[^>]*rel="stylesheet/);
      expect(body).toMatch(/<html lang="en">[^]*<title>[^<]+<\/title>[^]*<main>\n<h1>/);
    }
  });
});

describe('the folder of files', () => {
  it('serves its file and not its list', async () => {
    const {ask} = platform();
    expect((await ask(`${HTTPS}/files/terms.txt`)).headers['content-type']).toBe('text/plain; charset=utf-8');
    expect((await ask(`${HTTPS}/files/terms.txt`, {method: 'PUT'})).status).toBe(405);
    expect((await ask(`${HTTPS}/files/other.txt`)).status).toBe(404);
  });
});
