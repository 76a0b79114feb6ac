import type {SandboxRequest} from '../types.ts';
import type {SecurityContext, Session} from './context.ts';

// The prefix makes browsers refuse the cookie unless it is Secure, for this host and for all paths.
const SAFE_NAME = '__Host-session';
const MOST_SESSIONS = 1000;

/** The name of the session cookie. */
export const sessionCookieName = (faults: ReadonlySet<string>): string => (faults.has('sec-cookie-not-secure') ? 'session' : SAFE_NAME);

const nameOf = ({settings}: SecurityContext): string => sessionCookieName(settings.faults);

/** The session of a browser: its id and what is known about it. */
export function sessionOf(context: SecurityContext, request: SandboxRequest): {readonly id: string; readonly session: Session} | undefined {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='));
  const id = pairs.find(([name]) => name === nameOf(context))?.[1];
  const session = id === undefined ? undefined : context.sessions.get(id);
  return id === undefined || session === undefined ? undefined : {id, session};
}

/** Keeps a session under a fresh id and returns the cookie for it; `id` keeps it under the one it has. */
export function keepSession(context: SecurityContext, session: Session, id: string = context.settings.random()): string {
  const {broken, sessions} = context;
  sessions.delete(id);
  const [oldest] = sessions.keys();
  if (sessions.size >= MOST_SESSIONS && oldest !== undefined) sessions.delete(oldest);
  sessions.set(id, session);
  return [
    `${nameOf(context)}=${id}`,
    'Path=/',
    ...(broken('sec-cookie-not-secure') ? [] : ['Secure']),
    ...(broken('sec-cookie-not-httponly') ? [] : ['HttpOnly']),
    ...(broken('sec-cookie-without-samesite') ? [] : ['SameSite=Lax']),
  ].join('; ');
}
