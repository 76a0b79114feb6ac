import {beforeAll, describe, expect, it, test} from 'vitest';
import {SUITES} from '../../bin/root.ts';
import {loadLibrary} from '../../bin/library.ts';
import type {Answer, Case, Journal, Json} from '../../src/model.ts';
import {readContexts} from '../../src/suite/contexts.ts';
import {sample} from '../faults/sample.ts';
import {tryCases} from '../faults/try-cases.ts';
import {boundIn, deniedBy} from './denied.ts';
import type {Asked, Freedom} from './freedom.ts';
import {FREEDOMS} from './freedoms.ts';

const COUNT = 40;

const asked: Asked = {mechanism: 'ngsi-ld', method: 'GET', url: 'https://city.example/ngsi-ld/v1/entities?type=Lamp'};
const answer = (body: Json, ...headers: Answer['headers']): Answer => ({kind: 'answer', status: 200, httpVersion: '1.1', headers: [['Content-Type', 'application/json'], ...headers], body: JSON.stringify(body), bytes: 0, facts: []});
const say = (name: string, one: Answer, to: Partial<Asked> = {}): Answer => {
  const freedom = FREEDOMS.find((each) => each.name === name);
  if (freedom === undefined) throw new Error(`there is no freedom ${name}`);
  return freedom.say(one, {...asked, ...to});
};

describe('a freedom says', () => {
  const temporal = {url: 'https://city.example/ngsi-ld/v1/temporal/entities/urn:a'};
  test.each<[string, Json, Json, Partial<Asked>?]>([
    ['times with milliseconds', {a: {value: 1, observedAt: '2024-01-01T00:00:00Z'}}, {a: {value: 1, observedAt: '2024-01-01T00:00:00.000Z'}}],
    ['times with milliseconds', {a: {values: [[1, '2024-01-01T00:00:00.1234Z']]}}, {a: {values: [[1, '2024-01-01T00:00:00.1234Z']]}}, temporal],
    ['times with microseconds', {a: {values: [['2024-01-01T00:00:00Z', '2024-01-01T00:00:00.5Z']]}}, {a: {values: [['2024-01-01T00:00:00Z', '2024-01-01T00:00:00.500000Z']]}}, temporal],
    ['times with microseconds', {a: {type: 'Property', value: {date: '2024-01-01T00:00:00Z'}}}, {a: {type: 'Property', value: {date: '2024-01-01T00:00:00Z'}}}],
    ['entities in another order', [{id: 'a', type: 'T'}, {id: 'b', type: 'T'}], [{id: 'b', type: 'T'}, {id: 'a', type: 'T'}]],
    ['entities in another order', [{id: 'a', type: 'T'}, {id: 'b', type: 'T'}], [{id: 'a', type: 'T'}, {id: 'b', type: 'T'}], {url: `${asked.url}&orderBy=a`}],
    ['one instance as a list', {id: 'a', type: 'T', b: {type: 'Property', value: 1}}, {id: 'a', type: 'T', b: [{type: 'Property', value: 1}]}, temporal],
    ['one instance as a list', {id: 'a', type: 'T', b: {type: 'Property', values: [[1, 'x']]}}, {id: 'a', type: 'T', b: {type: 'Property', values: [[1, 'x']]}}, temporal],
    ['what was counted of a subscription', {type: 'Subscription', notification: {timesSent: 3}}, {status: 'active', type: 'Subscription', notification: {timesFailed: 0, status: 'ok', timesSent: 3}}],
    ['a link more', {links: []}, {links: []}],
  ])('%s: %j', (name, before, after, to) => expect(JSON.parse(say(name, answer(before), to).body)).toEqual(after));

  test.each<[string, string, string, readonly string[]]>([
    ['links in one field each', 'Link', '<a>; rel="next", <b>; rel="prev"', ['<a>; rel="next"', '<b>; rel="prev"']],
    ['links with parameters in no quotes', 'Link', '<a>; rel="next"; title="a b"', ['<a>; rel=next; title="a b"']],
    ['links without spaces', 'Link', '<a;b=c>; rel="next"', ['<a;b=c>;rel="next"']],
    ['an absolute Location', 'Location', '/ngsi-ld/v1/entities/a', ['https://city.example/ngsi-ld/v1/entities/a']],
    ['attributes of cookies in another order', 'Set-Cookie', 'a=B; Path=/; Secure', ['a=B; Secure; Path=/']],
    ['attributes of cookies in other letters', 'Set-Cookie', 'a=B; Path=/Ab; SameSite=Lax', ['a=B; path=/Ab; samesite=lax']],
    ['lists without spaces, and with an empty item', 'Allow', 'GET, POST', ['GET,POST,']],
  ])('%s: %s: %s', (name, field, before, after) => expect(say(name, answer({}, [field, before])).headers.flatMap(([own, value]) => (own === field ? [value] : []))).toEqual(after));

  test('JSON with escapes, and it stays the same JSON', () => {
    const {body} = say('JSON with escapes', answer({a: 'ld+json/é'}));
    expect(body).toBe(String.raw`{"a":"ld\u002bjson\/\u00e9"}`);
    expect(JSON.parse(body)).toEqual({a: 'ld+json/é'});
  });

  test('nothing of what it has no say in', () => {
    const page = {...answer({}), headers: [['Content-Type', 'text/html'] as const], body: '{"a":1}'};
    for (const {name} of FREEDOMS) expect(say(name, page, {mechanism: 'http'}).body, name).toBe(page.body);
  });
});

describe('cases that pass', () => {
  let journal: Journal;
  let contexts: Readonly<Record<string, Json>>;
  let cases: readonly Case[];
  beforeAll(async () => {
    const library = await loadLibrary();
    contexts = await readContexts(SUITES);
    const quick = library.suites.flatMap((suite) => suite.cases).filter(({steps}) => steps.every(({kind}) => kind === 'request'));
    ({journal} = await tryCases({library, cases: new Set(sample(quick.map(({id}) => id), COUNT, 'freedoms')), faults: [], concurrency: 8, seed: 'freedoms'}));
    ({cases} = journal);
  }, 60_000);
  const denied = async (freedoms: readonly Freedom[]): Promise<readonly string[]> => (await Promise.all(cases.map(async (one) => deniedBy(one, freedoms.filter((freedom) => !boundIn(one, freedoms).includes(freedom)), {journal, contexts})))).flatMap((each) => each.denied.map((one) => `${one.case}: ${one.freedom}`));

  it('deny no freedom to who takes it', async () => {
    expect(cases).toHaveLength(COUNT);
    expect(await denied(FREEDOMS)).toEqual([]);
  });

  it('deny what is none', async () => {
    const none: Freedom = {name: 'another status', source: '', say: (one) => ({...one, status: 500})};
    expect(new Set(await denied([none])).size).toBeGreaterThan(COUNT * 0.9);
  });
});
