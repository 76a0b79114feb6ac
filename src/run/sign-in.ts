// Puts what a person signs in with into the form of a request. A suite says when, the target says where to: no suite can have a secret sent elsewhere.

import type {SentRequest, Silence} from '../model.ts';

/** What is sent by who signs in, secrets included. */
export interface SignInForm {
  /** The name under `auth`. */
  readonly name: string;
  /** Where the target says it goes, and nowhere else. */
  readonly url: string;
  readonly fields: readonly (readonly [name: string, value: string])[];
}

const FORM = 'application/x-www-form-urlencoded';

/** The request with these fields in its form, in the place of any of the same names; silence where it is another request than the target allows. */
export function withSignIn(request: SentRequest, {name, url, fields}: SignInForm): SentRequest | Silence {
  const why = whyNot(request, url);
  if (why !== null) return {kind: 'silence', reason: 'auth', detail: `auth.${name} goes into a form that is sent by POST to ${url}, and ${why}`};
  const own = [...new URLSearchParams(request.body ?? '')].filter(([key]) => fields.every(([field]) => field !== key));
  return {...request, body: new URLSearchParams([...own, ...fields.map(([key, value]): [string, string] => [key, value])]).toString()};
}

function whyNot({method, url, headers, body}: SentRequest, allowed: string): string | null {
  if (method !== 'POST') return `this is ${method}`;
  if (!URL.canParse(url) || addressOf(url) !== addressOf(allowed)) return `this goes to ${url}`;
  const types = headers.filter(([name]) => name.toLowerCase() === 'content-type').map(([, value]) => value.toLowerCase());
  return body === undefined || types.length !== 1 || types[0] !== FORM ? 'this carries no form' : null;
}

/** Origin and path: what stands in a query does not change who is asked. */
function addressOf(url: string): string {
  const {origin, pathname, username, password} = new URL(url);
  return `${username}:${password}@${origin}${pathname}`;
}
