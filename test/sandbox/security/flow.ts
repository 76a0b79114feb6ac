import {createHash} from 'node:crypto';
import {HTTPS} from '../platform.ts';
import type {Asking, Platform} from '../platform.ts';
import type {SandboxResponse} from '../../../src/sandbox/types.ts';

const VERIFIER = 'a-verifier-that-is-long-enough-for-rfc-7636-section-4';

const FORM = {'content-type': 'application/x-www-form-urlencoded'};

/** Posts a form. */
export const form = (fields: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>> = {}): Asking =>
  ({method: 'POST', headers: {...FORM, ...headers}, body: new URLSearchParams(fields).toString()});

/** Asks for a token with the demonstration client's credentials. */
export const askToken = ({ask, secrets}: Platform, fields: Readonly<Record<string, string>> = {}): Promise<SandboxResponse> =>
  ask(`${HTTPS}/oauth/token`, form(
    {grant_type: 'client_credentials', client_id: secrets.demo.id, client_secret: secrets.demo.secret, ...fields}
  ));

/** An access token with a scope. */
export async function tokenFor(city: Platform, scope = 'read write'): Promise<string> {
  return JSON.parse(String((await askToken(city, {scope})).body)).access_token;
}

/** Reads the protected resource with a token. */
export const readWith = ({ask}: Platform, token: string, asking: Asking = {}): Promise<SandboxResponse> =>
  ask(`${HTTPS}/secure/data`, {...asking, headers: {authorization: `Bearer ${token}`, ...asking.headers}});

/** A token put together again from changed parts. */
export function forge(token: string, change: {readonly header?: object; readonly claims?: object; readonly signature?: string}): string {
  const [head = '', body = '', signature = ''] = token.split('.');
  const merge = (part: string, more: object = {}): string =>
    Buffer.from(JSON.stringify({...JSON.parse(Buffer.from(part, 'base64url').toString()), ...more})).toString('base64url');
  return [merge(head, change.header), merge(body, change.claims), change.signature ?? signature].join('.');
}

/** The query of an authorization request, with changes; undefined takes a parameter away. */
export function authorizeUrl({secrets}: Platform, change: Readonly<Record<string, string | undefined>> = {}): string {
  const challenge = createHash('sha256').update(VERIFIER).digest('base64url');
  const all: Readonly<Record<string, string | undefined>> = {
    response_type: 'code', client_id: secrets.demo.id, redirect_uri: secrets.demo.redirectUri, scope: 'openid read', state: 'the-state', nonce: 'the-nonce',
    code_challenge: challenge, code_challenge_method: 'S256', ...change,
  };
  const given = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return `${HTTPS}/oauth/authorize?${new URLSearchParams(given).toString()}`;
}

export const cookieOf = (answer: SandboxResponse): string => String(answer.headers['set-cookie']).split(';')[0] ?? '';

/** Opens the sign-in page and sends it back filled in, in the browser that holds the cookie. */
export async function signIn({ask, secrets}: Platform, cookie: string, fields: Readonly<Record<string, string>> = {}): Promise<SandboxResponse> {
  const page = String((await ask(`${HTTPS}/login`, {headers: {cookie}})).body);
  const csrf = /name="csrf" value="([^"]*)"/.exec(page)?.[1] ?? '';
  return ask(`${HTTPS}/login`, form({csrf, username: secrets.user.name, password: secrets.user.password, ...fields}, {cookie}));
}

/** Goes from the authorization request over signing in to the redirect back to the client. */
export async function authorizeAndSignIn(city: Platform, change: Readonly<Record<string, string | undefined>> = {}): Promise<URL> {
  const asked = await city.ask(authorizeUrl(city, change));
  const answer = await signIn(city, cookieOf(asked));
  return new URL(String(answer.headers['location']));
}

/** Turns a code into tokens. */
export const redeem = (city: Platform, code: string, verifier: string = VERIFIER): Promise<SandboxResponse> =>
  askToken(city, {grant_type: 'authorization_code', code, redirect_uri: city.secrets.demo.redirectUri, code_verifier: verifier});
