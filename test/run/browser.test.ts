import {existsSync} from 'node:fs';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import type {Exchange, JsonObject} from '../../src/model.ts';
import {createBrowserProbe} from '../../src/run/browser.ts';
import type {BrowserProbe} from '../../src/run/browser.ts';
import type {ProxyWay} from '../../src/run/proxy.ts';
import {startSmallProxy} from './small-proxy.ts';

const executable = [
  process.env['CHROMIUM_PATH'], '/usr/bin/chromium', '/usr/bin/google-chrome',
].find((path) => path !== undefined && existsSync(path)) ?? null;
const PAGE = `<!doctype html><html lang="fr"><title>Ville</title>
<header><nav><a href="/plan">Plan</a></nav></header>
<main><h1>Bonjour</h1><h3>Trois</h3><img src="/a.png"><img src="/b.png" alt="b">
<form><label>Nom <input name="n"></label><input name="bare"><input type="hidden"></form></main>
<script>localStorage.setItem('seen', '1'); document.cookie = 'js=1'; fetch(
  'http://localhost:' + location.port + '/third',
).catch(() => {}); alert('hello');</script></html>`;
const SPINNING = `<!doctype html><title>x</title><script>
addEventListener('load', () => { void fetch('/spinning'); setTimeout(() => { for (;;); }, 50); })</script>`;

let origin = '';
let onSpinning = (): void => undefined;
const server = createServer((request, response) => {
  if (request.url === '/') response.writeHead(200, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': 'script-src \'unsafe-inline\'',
    'Set-Cookie': 'sid=1; HttpOnly; SameSite=Lax',
  }).end(PAGE);
  else if (request.url === '/hangs') return;
  else if (request.url === '/spinning') onSpinning();
  else if (request.url === '/spins') response.writeHead(200, {'Content-Type': 'text/html'}).end(SPINNING);
  else response.writeHead(404).end();
});
beforeAll(async () => {
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const never = new AbortController().signal;

describe.skipIf(executable === null)('a page in a clean browser', () => {
  let probe: BrowserProbe;
  beforeAll(() => { probe = createBrowserProbe({
    executable, verify: true, timeoutMs: 15_000, elapsed: () => 0, origins: new Set([origin, 'http://127.0.0.1:9']),
  }); });
  afterAll(() => probe.close());
  const body = ({outcome}: Exchange): JsonObject => {
    if (outcome.kind === 'silence') throw new Error(`${outcome.reason}: ${outcome.detail}`);
    return JSON.parse(outcome.body) as JsonObject;
  };

  it('is observed: requests, cookies, storage, structure, accessibility', async () => {
    const exchange = await probe.load(`${origin}/`, ['requests', 'cookies', 'storage', 'dom', 'axe'], never);
    expect(exchange.outcome).toMatchObject({kind: 'answer', status: 200, httpVersion: 'browser'});
    const seen = body(exchange);
    expect(seen['requests']).toEqual(expect.arrayContaining([
      {url: `${origin}/`, origin, method: 'GET', type: 'document', thirdParty: false, status: 200},
      expect.objectContaining({url: expect.stringMatching(/^http:\/\/localhost:\d+\/third$/), type: 'fetch', thirdParty: true}),
    ]));
    expect(seen['cookies']).toEqual(expect.arrayContaining([
      {name: 'sid', domain: '127.0.0.1', path: '/', secure: false, httpOnly: true, sameSite: 'Lax', session: true, thirdParty: false},
      expect.objectContaining({name: 'js', httpOnly: false}),
    ]));
    expect(seen['storage']).toEqual({local: ['seen'], session: []});
    expect(seen['dom']).toEqual({
      url: `${origin}/`, lang: 'fr', title: 'Ville', headings: [{level: 1, text: 'Bonjour'}, {level: 3, text: 'Trois'}],
      landmarks: ['banner', 'navigation', 'main', 'form'], images: 2, imagesWithoutAlt: 1, fields: 2, fieldsWithoutLabel: 1,
      links: [{href: `${origin}/plan`, text: 'Plan'}],
    });
    const {violations} = seen['axe'] as {violations: readonly {id: string; nodes: number}[]};
    expect(violations.map(({id}) => id)).toEqual(expect.arrayContaining(['image-alt', 'label']));
  });

  it('is looked at only as far as asked, and begins clean each time', async () => {
    expect(
      body(await probe.load(`${origin}/nothing`, ['cookies', 'storage'], never)),
    ).toEqual({cookies: [], storage: {local: [], session: []}});
    expect((await probe.load(`${origin}/nothing`, [], never)).outcome).toMatchObject({status: 404});
  });

  it('comes through a proxy, whose own answers are silence', async () => {
    const proxy = await startSmallProxy({account: 'city:sesame'});
    const load = async (way: ProxyWay): Promise<Exchange> => {
      const own = createBrowserProbe({executable, verify: true, timeoutMs: 15_000, elapsed: () => 0, origins: new Set([origin]), proxy: way});
      const exchange = await own.load(`${origin}/`, ['dom'], never);
      await own.close();
      return exchange;
    };
    expect((await load({url: proxy.url, login: {user: 'city', password: 'sesame'}})).outcome).toMatchObject({kind: 'answer', status: 200});
    expect((await load({url: proxy.url, login: {user: 'city', password: 'wrong'}})).outcome).toMatchObject({kind: 'silence', reason: 'auth'});
    await proxy.close();
    expect((await load({url: proxy.url})).outcome).toMatchObject({kind: 'silence', reason: 'refused'});
  }, 30_000);

  it('that does not come is silence', async () => {
    const hasty = createBrowserProbe({executable, verify: true, timeoutMs: 300, elapsed: () => 0, origins: new Set([origin])});
    expect((await hasty.load(`${origin}/hangs`, ['dom'], never)).outcome).toMatchObject({kind: 'silence', reason: 'timeout'});
    expect((await hasty.load('http://localhost:9/', ['dom'], never)).outcome).toMatchObject({kind: 'silence', reason: 'other-origin'});
    await hasty.close();
    const control = new AbortController();
    const pending = probe.load(`${origin}/hangs`, ['dom'], control.signal);
    control.abort(new Error('over'));
    expect((await pending).outcome).toEqual({kind: 'silence', reason: 'aborted', detail: 'over'});
  });

  it('that never yields does not hold us', async () => {
    const control = new AbortController();
    const own = createBrowserProbe({executable, verify: true, timeoutMs: 5_000, elapsed: () => 0, origins: new Set([origin])});
    await own.load(`${origin}/nothing`, [], never);
    onSpinning = () => { setTimeout(() => control.abort(new Error('over')), 200); };
    const pending = own.load(`${origin}/spins`, ['dom'], control.signal);
    expect((await pending).outcome).toMatchObject({kind: 'silence'});
    await own.close();
  });
});

it('without a browser there is nothing to see', async () => {
  const probe = createBrowserProbe({executable: null, verify: true, timeoutMs: 1, elapsed: () => 0, origins: new Set()});
  expect((await probe.load('http://h.example/', ['dom'], never)).outcome).toEqual(
    {kind: 'silence', reason: 'browser', detail: 'there is no Chromium on this machine'},
  );
  await probe.close();
});

it('a browser that does not start is silence, too', async () => {
  const probe = createBrowserProbe({
    executable: '/bin/false', verify: true, timeoutMs: 1_000, elapsed: () => 0, origins: new Set(['http://h.example']),
  });
  expect((await probe.load('http://h.example/', ['dom'], never)).outcome).toMatchObject({kind: 'silence', reason: 'browser'});
  await probe.close();
});
