import {escape, page} from '../answer/html.ts';
import {methodNotAllowed, problem} from '../answer/problem.ts';
import type {SandboxRequest, SandboxResponse} from '../types.ts';
import {grantCode} from './authorize.ts';
import type {SecurityContext, Session} from './context.ts';
import {keepSession, sessionOf} from './session.ts';
import {equal} from './token.ts';

/** The page on which users sign in. */
export function login(context: SecurityContext, request: SandboxRequest): SandboxResponse {
  if (request.method === 'POST') return signIn(context, request);
  if (request.method !== 'GET' && request.method !== 'HEAD') return methodNotAllowed(request, ['GET', 'HEAD', 'POST']);
  const known = sessionOf(context, request);
  if (known !== undefined) return form(known.session, 200);
  const session: Session = {csrf: context.settings.random()};
  return form(session, 200, {cookie: keepSession(context, session)});
}

function signIn(context: SecurityContext, request: SandboxRequest): SandboxResponse {
  const known = sessionOf(context, request);
  const sent = new URLSearchParams(request.body.toString('utf8'));
  if (known === undefined || isForged(context, sent, known.session)) return forged(request);
  const {name, password} = context.secrets.user;
  const right = equal(sent.get('username') ?? '', name) && equal(sent.get('password') ?? '', password);
  if (!right) return form(known.session, 401, {message: 'User name or password is wrong.'});
  const {pending} = known.session;
  const fixed = context.broken('sec-session-fixed');
  if (!fixed) context.sessions.delete(known.id);
  const cookie = keepSession(context, {csrf: context.settings.random(), user: name}, ...(fixed ? [known.id] : []));
  const next: SandboxResponse = pending === undefined ? {status: 303, headers: {location: '/account'}} : grantCode(context, pending, name);
  return {...next, headers: {...next.headers, 'set-cookie': cookie, 'cache-control': 'no-store'}};
}

/** What a user who signed in sees, and may change. */
export function account(context: SecurityContext, request: SandboxRequest): SandboxResponse {
  const known = sessionOf(context, request);
  if (known?.session.user === undefined) return {status: 303, headers: {location: '/login', 'cache-control': 'no-store'}};
  const {session, id} = known;
  if (request.method === 'GET' || request.method === 'HEAD') {
    const own = html(200, page('Your account', accountForm(session)));
    return context.broken('sec-account-kept') ? {...own, headers: {...own.headers, 'cache-control': 'private, max-age=600'}} : own;
  }
  if (request.method !== 'POST') return methodNotAllowed(request, ['GET', 'HEAD', 'POST']);
  const sent = new URLSearchParams(request.body.toString('utf8'));
  if (isForged(context, sent, session)) return forged(request);
  context.sessions.set(id, {...session, language: sent.get('language') ?? ''});
  return {status: 303, headers: {location: '/account', 'cache-control': 'no-store'}};
}

/** Whether a form was not sent from a page of ours: those hold what nobody else knows. */
const isForged = ({broken}: SecurityContext, sent: URLSearchParams, {csrf}: Session): boolean =>
  !equal(sent.get('csrf') ?? '', csrf) && !broken('sec-csrf-unchecked');

const forged = (request: SandboxRequest): SandboxResponse => problem(request, 403, 'The form was not sent from our page. Open the page again.');

interface Trimmings {
  readonly cookie?: string;
  readonly message?: string;
}

function form(session: Session, status: number, {cookie, message}: Trimmings = {}): SandboxResponse {
  const alert = message === undefined ? '' : `<p role="alert">${escape(message)}</p>`;
  const body = `${alert}
<form method="post" action="/login">
<input type="hidden" name="csrf" value="${escape(session.csrf)}">
<p><label for="username">User name</label> <input id="username" name="username" autocomplete="username" required></p>
<p><label for="password">Password</label> <input id="password" name="password" type="password" autocomplete="current-password" required></p>
<p><button type="submit">Sign in</button></p>
</form>`;
  const answer = html(status, page('Sign in', body));
  return cookie === undefined ? answer : {...answer, headers: {...answer.headers, 'set-cookie': cookie}};
}

const accountForm = ({user = '', csrf, language = 'en'}: Session): string => `<p>You are signed in as ${escape(user)}.</p>
<form method="post" action="/account">
<input type="hidden" name="csrf" value="${escape(csrf)}">
<p><label for="language">Language of letters</label> <input id="language" name="language" value="${escape(language)}" required></p>
<p><button type="submit">Change</button></p>
</form>`;

const html = (status: number, body: string): SandboxResponse =>
  ({status, headers: {'content-type': 'text/html; charset=utf-8', 'content-language': 'en', 'cache-control': 'no-store'}, body});
