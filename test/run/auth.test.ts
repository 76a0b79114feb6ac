import {describe, expect, it} from 'vitest';
import {createRedactor} from '../../src/journal/redact.ts';
import type {Auth, Exchange, SentRequest} from '../../src/model.ts';
import {createAuthenticator} from '../../src/run/auth.ts';
import type {Authenticator, Credentials} from '../../src/run/auth.ts';

const oauth: Auth = {
  kind: 'oauth2', tokenUrl: 'https://id.example/token', clientId: 'me', clientSecret: {env: 'S'}, scope: 'a b', audience: 'api',
};

interface World {
  readonly auth: Authenticator;
  readonly sent: readonly SentRequest[];
  readonly redact: (text: string) => string;
  now: number;
}

type Answer = readonly [status: number, body: string];

function world(
  auth: Readonly<Record<string,
  Auth>>,
  answer: (request: SentRequest, nth: number) => Answer = (_, nth) => [200, `{"access_token":"token-${nth}","expires_in":100}`],
): World {
  const sent: SentRequest[] = [];
  const redactor = createRedactor([{name: 'city', value: 'p:ss wörd'}]);
  const made: World = {
    now: 0, sent, redact: redactor.text,
    auth: createAuthenticator({
      auth, redactor, resolve: (secret) => (typeof secret === 'string' ? secret : 'p:ss wörd'), ticks: () => made.now,
      send: (request) => {
        sent.push(request);
        const [status, body] = answer(request, sent.length);
        return Promise.resolve<Exchange>(
          {request, at: 0, tookMs: 0, outcome: {kind: 'answer', status, httpVersion: '1.1', headers: [], body, bytes: 0, facts: []}},
        );
      },
    }),
  };
  return made;
}

async function credentialsOf({auth}: World, name = 'city'): Promise<Credentials> {
  const found = await auth.credentials(name);
  if (found.kind === 'silence') throw new Error(found.detail);
  return found;
}

it.each<[Auth, readonly [string, string]]>([
  [{kind: 'bearer', token: 'abcd'}, ['Authorization', 'Bearer abcd']],
  [{kind: 'api-key', header: 'X-Key', value: {env: 'K'}}, ['X-Key', 'p:ss wörd']],
  [{kind: 'basic', user: 'me', password: {env: 'P'}}, ['Authorization', `Basic ${Buffer.from('me:p:ss wörd').toString('base64')}`]],
])('%j becomes a header', async (auth, header) => {
  expect((await credentialsOf(world({city: auth}))).headers).toEqual([header]);
});

it('basic credentials are withheld in the form in which they are sent', async () => {
  const made = world({city: {kind: 'basic', user: 'me', password: {env: 'P'}}});
  const [header] = (await credentialsOf(made)).headers;
  expect(made.redact(`x ${header?.[1] ?? ''}`)).toBe('x Basic [secret city]');
});

it('a name that the target does not have is silence', async () => {
  expect(await world({}).auth.credentials('nobody-knows')).toMatchObject({kind: 'silence', reason: 'auth'});
});

describe('OAuth 2.0 client credentials', () => {
  it('are asked for as RFC 6749 says, once for all who wait', async () => {
    const made = world({city: oauth});
    const all = await Promise.all([credentialsOf(made), credentialsOf(made), credentialsOf(made)]);
    expect(all.map(({headers}) => headers)).toEqual([1, 2, 3].map(() => [['Authorization', 'Bearer token-1']]));
    expect(made.sent).toHaveLength(1);
    expect(made.sent[0]).toMatchObject(
      {method: 'POST', url: 'https://id.example/token', body: 'grant_type=client_credentials&scope=a+b&audience=api'},
    );
    const basic = made.sent[0]?.headers.find(([name]) => name === 'Authorization')?.[1] ?? '';
    expect(Buffer.from(basic.replace('Basic ', ''), 'base64').toString()).toBe('me:p%3Ass+w%C3%B6rd');
    expect(made.redact(`${basic} token-1`)).toBe('Basic [secret city] [secret city.token]');
  });

  it('are renewed before they expire', async () => {
    const made = world({city: oauth});
    await credentialsOf(made);
    made.now = 89_000;
    expect((await credentialsOf(made)).headers[0]?.[1]).toBe('Bearer token-1');
    made.now = 91_000;
    expect((await credentialsOf(made)).headers[0]?.[1]).toBe('Bearer token-2');
  });

  it('are renewed once when they are refused', async () => {
    const made = world({city: oauth});
    const first = await credentialsOf(made);
    expect(made.auth.refused('city', first)).toBe(true);
    // Another case had used the same token.
    expect(made.auth.refused('city', first)).toBe(true);
    const second = await credentialsOf(made);
    expect(second.headers[0]?.[1]).toBe('Bearer token-2');
    expect(made.auth.refused('city', first)).toBe(true);
    expect(made.auth.refused('city', second)).toBe(false);
    expect(made.sent).toHaveLength(2);
  });

  it('go into the body where the server knows no other way', async () => {
    const made = world({city: oauth}, ({headers}) => {
      const basic = headers.some(([name]) => name === 'Authorization');
      return basic ? [401, '{"error":"invalid_client"}'] : [200, '{"access_token":"token-x"}'];
    });
    expect((await credentialsOf(made)).headers[0]?.[1]).toBe('Bearer token-x');
    expect(made.sent[1]?.body).toContain('client_id=me&client_secret=p%3Ass+w%C3%B6rd');
  });

  it.each<Answer>(
    [
      [400, '{"error":"invalid_scope","error_description":"no p:ss wörd"}'],
      [500, 'oops'],
      [200, '{"token":"x"}'],
      [200, '[]'],
      [200, '{"access_token":5}'],
    ],
  )('that are not given (%i %s) are silence, without secrets, and are asked for again', async (...answer) => {
    const made = world({city: oauth}, () => answer);
    const found = await made.auth.credentials('city');
    expect(found).toMatchObject({kind: 'silence', reason: 'auth', detail: expect.stringContaining(`status ${answer[0]}`)});
    expect(JSON.stringify(found)).not.toContain('p:ss');
    const before = made.sent.length;
    await made.auth.credentials('city');
    expect(made.sent.length).toBeGreaterThan(before);
  });
});
