import {readFileSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:http';
import type {IncomingMessage} from 'node:http';
import type {AddressInfo} from 'node:net';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {startSmallProxy} from '../run/small-proxy.ts';
import type {SmallProxy} from '../run/small-proxy.ts';
import {folder, mimcheck} from './command-line.ts';
import type {Done} from './command-line.ts';

const PASSWORD = 'sesame-of-the-proxy-4711';
const BASIC = Buffer.from(`city:${PASSWORD}`).toString('base64');
const arrived: IncomingMessage['headers'][] = [];
const platform = createServer((request, response) => {
  arrived.push(request.headers);
  response.writeHead(200, {'Content-Type': 'text/plain', 'X-Content-Type-Options': 'nosniff'}).end('hello');
});
let proxy: SmallProxy;
let place: string;
beforeAll(async () => {
  await new Promise<void>((resolve) => { platform.listen(0, '127.0.0.1', resolve); });
  proxy = await startSmallProxy({account: `city:${PASSWORD}`});
  place = folder();
});
afterAll(async () => {
  await proxy.close();
  platform.close();
  rmSync(place, {recursive: true, force: true});
});

function run(out: string, {url, password = PASSWORD}: {url: string; password?: string}): Promise<Done> {
  const {port} = platform.address() as AddressInfo;
  writeFileSync(join(place, `${out}.yaml`), `target: { product: P, version: "1", vendor: V }
endpoints: { http: { url: "http://127.0.0.1:${port}" } }
proxy: { url: "${url}", user: city, password: { env: MIMCHECK_PROXY } }
`);
  return mimcheck(['run', `${out}.yaml`, '--case', 'HTTP-HEADERS-01', '--out', out], {cwd: place, env: {MIMCHECK_PROXY: password}});
}

describe('a run through a proxy that asks who one is', () => {
  it('comes to verdicts, and tells the password to the proxy alone', async () => {
    const done = await run('good', proxy);
    expect(done.stdout).toContain('1 passed');
    expect(arrived.length).toBeGreaterThan(0);
    const files = readdirSync(join(place, 'good')).map((name) => readFileSync(join(place, 'good', name), 'utf8'));
    expect(files.length).toBeGreaterThan(3);
    for (const text of [...files, done.stdout, done.stderr, JSON.stringify(arrived)]) {
      expect(text).not.toContain(PASSWORD);
      expect(text).not.toContain(BASIC);
    }
  });

  it('does not begin with a wrong password, which is a matter of configuration', async () => {
    const done = await run('wrong', {url: proxy.url, password: 'not-the-password-of-it'});
    expect(done).toMatchObject({code: 3, stdout: ''});
    expect(done.stderr).toMatch(/^proxy the proxy 127\.0\.0\.1:\d+ wants other credentials \(407\) \(give proxy as/m);
    expect(readdirSync(place)).not.toContain('wrong');
  });

  it('does not begin where there is no proxy', async () => {
    const lone = await startSmallProxy();
    await lone.close();
    const done = await run('nobody', lone);
    expect(done).toMatchObject({code: 4, stdout: ''});
    expect(done.stderr).toMatch(/endpoints\.http no way to .* through the proxy/);
  });
});
