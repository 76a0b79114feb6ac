import {afterEach, describe, expect, it} from 'vitest';
import type {Auth, RequestStep, SentRequest} from '../../src/model.ts';
import {run} from '../../src/run/run.ts';
import {withSignIn} from '../../src/run/sign-in.ts';
import {judged, makeCase, makePlan, makeServices, makeTarget, requestStep} from './plans.ts';
import {startSmallPlatform} from './small-platform.ts';
import type {SmallPlatform} from './small-platform.ts';

const FORM = {name: 'sign-in', url: 'https://city.example/login', fields: [['user', 'alex'], ['password', 'p ß&="+']]} as const;
const post = (change: Partial<SentRequest> = {}): SentRequest => ({
  method: 'POST', url: 'https://city.example/login', headers: [['Content-Type', 'application/x-www-form-urlencoded']], body: 'csrf=x', ...change,
});

describe('what a person signs in with', () => {
  it('goes into the form beside what the page wants back, in the place of what a suite says', () => {
    expect(withSignIn(post({body: 'csrf=x&password=guess&user=eve'}), FORM)).toMatchObject({body: 'csrf=x&user=alex&password=p+%C3%9F%26%3D%22%2B'});
    expect(withSignIn(post({url: 'https://city.example/login?step=2', body: ''}), FORM)).toMatchObject({url: 'https://city.example/login?step=2', body: 'user=alex&password=p+%C3%9F%26%3D%22%2B'});
  });

  it.each([
    ['to another path', {url: 'https://city.example/login/../echo'}, 'this goes to https://city.example/login/../echo'],
    ['to another host', {url: 'https://evil.example/login'}, 'this goes to https://evil.example/login'],
    ['to another port', {url: 'https://city.example:8443/login'}, 'this goes to https://city.example:8443/login'],
    ['over plain HTTP', {url: 'http://city.example/login'}, 'this goes to http://city.example/login'],
    ['to an address with a name in it', {url: 'https://me@city.example/login'}, 'this goes to https://me@city.example/login'],
    ['nowhere', {url: '/login'}, 'this goes to /login'],
    ['by another method', {method: 'GET'}, 'this is GET'],
    ['without a form', {body: '{}', headers: [['Content-Type', 'application/json']]}, 'this carries no form'],
  ] satisfies readonly (readonly [string, Partial<SentRequest>, string])[])('does not go %s', (_, change, why) => {
    expect(withSignIn(post(change), FORM)).toEqual({kind: 'silence', reason: 'auth', detail: `auth.sign-in goes into a form that is sent by POST to https://city.example/login, and ${why}`});
  });
});

describe('a run in which somebody signs in', () => {
  const PASSWORD = 'p ä/ss&wörd=+\'"1';
  const platforms: SmallPlatform[] = [];
  afterEach(async () => {
    for (const platform of platforms.splice(0)) await platform.close();
  });

  /** Everything that came in, and what the run wrote, judged. */
  async function signingIn(steps: readonly RequestStep[]): Promise<{bodies: readonly string[]} & Awaited<ReturnType<typeof judged>>> {
    const bodies: string[] = [];
    const platform = await startSmallPlatform((request, response, body) => {
      bodies.push(`${request.method} ${request.url} ${body}`);
      const cookie = `sid=${'0123456789abcdef'.repeat(2)}; Path=/`;
      if (request.method === 'GET') response.writeHead(200, {'Set-Cookie': cookie}).end('<input type=hidden name="csrf" value="t&#x2B;k&#x2F;en-0815">');
      // A platform that tells everything it was told, in every way.
      else response.writeHead(307, {Location: '/elsewhere', 'X-Echo': body}).end(JSON.stringify({body, all: [...new URLSearchParams(body)]}));
      return true;
    });
    platforms.push(platform);
    const auth: Readonly<Record<string, Auth>> = {'sign-in': {kind: 'form', url: `${platform.origin}/login`, fields: {user: 'alex'}, secrets: {password: {env: 'PASSWORD'}}}};
    const services = makeServices({resolveSecret: (secret) => (typeof secret === 'string' ? secret : PASSWORD), commit: ({name}) => `salted ${name}`});
    await run(makePlan([makeCase('A-1', steps)]), makeTarget(platform.origin, {auth}), services);
    return {bodies, ...await judged(services)};
  }

  const page = requestStep('GET /login', {as: 'nobody', capture: {
    token: {from: 'field', name: 'csrf', secret: true}, before: {from: 'cookies', secret: true},
  }});
  const signIn = (line: string): RequestStep => requestStep(line, {as: 'sign-in', headers: {Cookie: '{{ before }}'}, form: {csrf: '{{ token }}'}, followRedirects: true, expect: {status: 307}});

  it('sends the password to the platform and writes neither it nor what the session rests on', async () => {
    const {bodies, text, verdicts} = await signingIn([page, signIn('POST /login')]);
    const sent = new URLSearchParams({csrf: 't+k/en-0815', user: 'alex', password: PASSWORD}).toString();
    // A redirect is not followed: the target named one address.
    expect(bodies).toEqual(['GET /login ', `POST /login ${sent}`]);
    expect(text).toContain('csrf=[secret token]&user=alex&password=[secret sign-in.password]');
    expect(text).toContain('sid=[secret before]');
    expect(text).toContain('"name":"sign-in.password","digest":"salted sign-in.password"');
    for (const part of ['wörd', 'w%C3%B6rd', 'w\\\\u00f6rd', 'en-0815', '0123456789abcdef']) expect(text, part).not.toContain(part);
    expect(verdicts['A-1']).toMatchObject({outcome: 'passed'});
  });

  it.each(['POST /echo', 'PUT /login', 'POST /login/'])('sends nothing by %s, and says why', async (line) => {
    const {bodies, verdicts} = await signingIn([page, signIn(line)]);
    expect(bodies).toEqual(['GET /login ']);
    expect(verdicts['A-1']).toMatchObject({outcome: 'error', reason: {code: 'no-answer'}, findings: [{blame: 'silence', code: 'no-answer'}]});
  });
});
