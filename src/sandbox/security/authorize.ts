import {methodNotAllowed, problem} from '../answer/problem.ts';
import type {SandboxRequest, SandboxResponse} from '../types.ts';
import type {Pending, SecurityContext} from './context.ts';
import type {Client} from './secrets.ts';
import {keepSession, sessionOf} from './session.ts';

const CODE_LIFETIME = 60_000;

/** The authorization endpoint (RFC 6749, 3.1) with PKCE (RFC 7636): checks the request and sends the user to sign in. */
export function authorize(context: SecurityContext, request: SandboxRequest): SandboxResponse {
  if (request.method !== 'GET' && request.method !== 'HEAD') return methodNotAllowed(request, ['GET', 'HEAD']);
  if (!request.secure) return problem(request, 403, 'Users sign in over TLS only.');
  const query = request.url.searchParams;
  const client = [context.secrets.demo, context.secrets.guest].find(({id}) => id === query.get('client_id'));
  const redirectUri = query.get('redirect_uri');
  // Without a client and an address of it there is nobody to redirect to (RFC 6749, 4.1.2.1).
  if (client === undefined) return problem(request, 400, 'There is no such client.');
  if (redirectUri === null || !(registered(context, client, redirectUri) || isUnlooked(context, request))) {
    return problem(request, 400, 'This redirect_uri is not registered.');
  }
  const state = query.get('state') ?? undefined;
  const wrong = mistakeIn(context, client, query);
  if (wrong !== undefined) return redirect(context, {redirectUri, state}, {error: wrong[0], error_description: wrong[1]});
  const pending: Pending = {
    clientId: client.id, redirectUri, state,
    scope: query.get('scope') ?? '',
    challenge: query.get('code_challenge') ?? undefined,
    nonce: query.get('nonce') ?? undefined,
  };
  // Who has signed in and is known here need not do so again (RFC 6749, 4.1.1).
  const user = sessionOf(context, request)?.session.user;
  if (user !== undefined) return grantCode(context, pending, user);
  const cookie = keepSession(context, {csrf: context.settings.random(), pending});
  return {status: 303, headers: {location: `${context.origins.https}/login`, 'set-cookie': cookie, 'cache-control': 'no-store'}};
}

// Character by character (RFC 9700, 2.1).
const registered = ({broken}: SecurityContext, client: Client, uri: string): boolean =>
  uri === client.redirectUri || (broken('sec-redirect-prefix-matched') && uri.startsWith(client.redirectUri));

/** Whether nobody looks at the address any more, for the user has signed in. */
const isUnlooked = (context: SecurityContext, request: SandboxRequest): boolean =>
  context.broken('sec-redirect-unchecked-in-session') && sessionOf(context, request)?.session.user !== undefined;

function mistakeIn({broken}: SecurityContext, client: Client, query: URLSearchParams): readonly [code: string, text: string] | undefined {
  if (query.get('response_type') !== 'code') return ['unsupported_response_type', 'Only codes are given.'];
  const challenge = query.get('code_challenge');
  if (challenge === null && !broken('sec-pkce-not-required')) return ['invalid_request', 'code_challenge is missing.'];
  if (challenge !== null && query.get('code_challenge_method') !== 'S256') {
    return ['invalid_request', 'code_challenge_method must be S256.'];
  }
  const strange = (query.get('scope') ?? '').split(' ').filter((scope) => scope !== '' && !client.scopes.includes(scope));
  return strange.length > 0 ? ['invalid_scope', `The client may not have ${strange.join(' ')}.`] : undefined;
}

/** Gives a code to the client that waits for the user (RFC 6749, 4.1.2; RFC 9207). */
export function grantCode(context: SecurityContext, pending: Pending, user: string): SandboxResponse {
  const code = context.settings.random();
  const {state, ...grant} = pending;
  context.codes.set(code, {...grant, user, expires: context.settings.now() + CODE_LIFETIME});
  return redirect(context, {redirectUri: pending.redirectUri, state}, {code});
}

type Parameters = Readonly<Record<string, string>>;

interface Destination {
  readonly redirectUri: string;
  readonly state: string | undefined;
}

function redirect({broken, origins}: SecurityContext, {redirectUri, state}: Destination, parameters: Parameters): SandboxResponse {
  const url = new URL(redirectUri);
  const all = {
    ...parameters,
    ...(state === undefined || broken('sec-authorization-state-lost') ? {} : {state}),
    ...(broken('sec-authorization-without-iss') ? {} : {iss: origins.https}),
  };
  for (const [name, value] of Object.entries(all)) url.searchParams.set(name, value);
  return {status: 303, headers: {location: url.href, 'cache-control': 'no-store'}};
}
