// Asks a token endpoint for an access token by client credentials (RFC 6749, 4.4).

import type {Redactor} from '../journal/redact.ts';
import type {Auth, Exchange, HeaderField, SentRequest, Silence} from '../model.ts';

export interface OAuthClient {
  readonly name: string;
  readonly auth: Extract<Auth, {kind: 'oauth2'}>;
  readonly secret: string;
}

export interface Token {
  readonly kind: 'token';
  readonly value: string;
  /** In ticks: from then on a new one is fetched. */
  readonly renewAt: number;
}

export interface OAuthSettings {
  readonly redactor: Redactor;
  readonly send: (request: SentRequest) => Promise<Exchange>;
  readonly ticks: () => number;
}

// A token is renewed this long before it expires, or after nine tenths of a short life.
const MARGIN_MS = 30_000;

/**
 * A token, or why there is none. The client authenticates by HTTP Basic, and in the body where the server knows only that (RFC 6749,
 * 2.3.1).
 */
export async function fetchToken(client: OAuthClient, settings: OAuthSettings): Promise<Token | Silence> {
  const asked = settings.ticks();
  const basic = `${formEncoded(client.auth.clientId)}:${formEncoded(client.secret)}`;
  settings.redactor.add({name: client.name, value: Buffer.from(basic, 'utf8').toString('base64')});
  const first = await settings.send(tokenRequest(client, {basic}));
  const refused = first.outcome.kind === 'answer' && (first.outcome.status === 400 || first.outcome.status === 401);
  const exchange = refused ? await settings.send(tokenRequest(client, {})) : first;
  const token = readToken(exchange, client, {...settings, asked});
  // What the server said to the way that every server must know says more.
  return token.kind === 'silence' && refused ? readToken(first, client, {...settings, asked}) : token;
}

function tokenRequest({auth, secret}: OAuthClient, {basic}: {basic?: string}): SentRequest {
  const fields = new URLSearchParams({grant_type: 'client_credentials'});
  if (auth.scope !== undefined) fields.set('scope', auth.scope);
  if (auth.audience !== undefined) fields.set('audience', auth.audience);
  const headers: HeaderField[] = [['Content-Type', 'application/x-www-form-urlencoded'], ['Accept', 'application/json']];
  if (basic === undefined) {
    fields.set('client_id', auth.clientId);
    fields.set('client_secret', secret);
  } else headers.push(['Authorization', `Basic ${Buffer.from(basic, 'utf8').toString('base64')}`]);
  return {method: 'POST', url: auth.tokenUrl, headers, body: fields.toString()};
}

function readToken(
  {outcome}: Exchange,
  {name, auth}: OAuthClient,
  {redactor, asked}: OAuthSettings & {readonly asked: number},
): Token | Silence {
  const none = (detail: string): Silence => (
    {kind: 'silence', reason: 'auth', detail: redactor.text(`no token from ${auth.tokenUrl}: ${detail}`)}
  );
  if (outcome.kind === 'silence') return none(`${outcome.reason}: ${outcome.detail}`);
  const body = parse(outcome.body);
  const value = body['access_token'];
  if (outcome.status !== 200 || typeof value !== 'string' || value === '') {
    const said = [body['error'], body['error_description']].filter((part) => typeof part === 'string').join(': ');
    return none(`status ${outcome.status}${said === '' ? '' : `, ${said.slice(0, 200)}`}`);
  }
  redactor.add({name: `${name}.token`, value, met: true});
  const life = Number(body['expires_in']);
  const keep = Number.isFinite(life) && life > 0 ? Math.max(life * 900, life * 1000 - MARGIN_MS) : Number.POSITIVE_INFINITY;
  return {kind: 'token', value, renewAt: asked + keep};
}

function parse(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? {...value} : {};
  } catch {
    return {};
  }
}

/** RFC 6749, appendix B. */
function formEncoded(text: string): string {
  return new URLSearchParams([['', text]]).toString().slice(1);
}
