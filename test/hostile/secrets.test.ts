import {mkdtempSync, readFileSync, readdirSync, rmSync, statSync} from 'node:fs';
import {createServer, request as call} from 'node:http';
import type {IncomingMessage, ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {showProgress} from '../../bin/progress.ts';
import {summary} from '../../bin/summary.ts';
import type {Terminal} from '../../bin/console.ts';
import {openDisclosures} from '../../bin/disclosures.ts';
import {documents} from '../../reports/write.ts';
import {opens, readDisclosures} from '../../src/evidence/commitment.ts';
import {readLines} from '../../src/journal/read.ts';
import {createRedactor} from '../../src/journal/redact.ts';
import type {RunEvent} from '../../src/run/events.ts';
import {knownSecrets} from '../../src/run/known-secrets.ts';
import {run} from '../../src/run/run.ts';
import {score} from '../../src/score/score.ts';
import {awaitStep, judged, makeCase, makePlan, makeServices, makeTarget, requestStep} from '../run/plans.ts';

// Each with what encodings stumble over.
const TOKEN = 'tok/en+with=signs&"quotes"\\and ünïcode-7f3a';
const PASSWORD = "p4ss'word<with>markup%and;more-9c1d";
const KEY = 'api-key-plain-0123456789';
const CLIENT = 'client-secret/+=-55aa';
const ISSUED = 'issued.token-that-nobody-registered-4e';
const CAPTURED = 'captured+secret/of a session-8b';
// Nobody registers these: they are recognised, one by its shape, the others by where they stand.
const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJub2JvZHkifQ.c2lnbmF0dXJlLW9mLW5vYm9keQ';
const COOKIE = 'cookie-that-the-platform-made-up-71';
const REFRESH = 'refresh-that-the-platform-made-up-72';
const RECOGNISED = [JWT, COOKIE, REFRESH];
const PLANTED: Readonly<Record<string, string>> = {TOKEN, PASSWORD, KEY, CLIENT, ISSUED, CAPTURED};

/** The ways in which a secret can be written. */
function forms(secret: string): Readonly<Record<string, string>> {
  const json = JSON.stringify(secret).slice(1, -1);
  return {
    clear: secret,
    url: encodeURIComponent(secret),
    form: new URLSearchParams({x: secret}).toString().slice(2),
    base64: Buffer.from(secret).toString('base64'),
    base64url: Buffer.from(secret).toString('base64url'),
    'base64 inside': Buffer.from(`user:${secret}:more`).toString('base64'),
    json,
    'json twice': JSON.stringify(json).slice(1, -1),
    'json in ASCII': json.replaceAll(/[^\x20-\x7e]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`),
  };
}
/** What the platform has been told, or has made up and told us: no other secret is one yet. */
const known = new Set([TOKEN, PASSWORD, KEY, CLIENT]);
const all = (): readonly string[] => [...known].flatMap((secret) => Object.values(forms(secret)));

/** Echoes every secret it has been told, in every form and in every place. */
function echo(request: IncomingMessage, response: ServerResponse, body: string): void {
  const path = (request.url ?? '').split('?')[0];
  if (path === '/token') {
    const wrong = JSON.stringify({error: 'invalid_client', error_description: `no: ${CLIENT} ${request.headers.authorization ?? ''} ${body}`});
    if (request.headers.authorization !== undefined) return void response.writeHead(401, {'Content-Type': 'application/json'}).end(wrong);
    known.add(ISSUED);
    return void response.writeHead(200, {'Content-Type': 'application/json'}).end(JSON.stringify({access_token: ISSUED, token_type: 'Bearer', refresh_token: ISSUED}));
  }
  if (path === '/session') {
    known.add(CAPTURED);
    return void response.writeHead(200, {'Content-Type': 'application/json'}).end(JSON.stringify({session: CAPTURED}));
  }
  if (path === '/subscribe') {
    response.writeHead(201).end();
    const {url} = JSON.parse(body) as {url: string};
    const notice = call(`${url}/${encodeURIComponent(KEY)}?k=${encodeURIComponent(TOKEN)}`, {method: 'POST', headers: {'X-Echo': KEY, Authorization: `Bearer ${KEY}`}});
    notice.on('error', () => undefined).end(all().join('\n'));
    return;
  }
  const latin = (text: string): string => text.replaceAll(/[^\x20-\x7e]/g, (char) => encodeURIComponent(char));
  const fields = [
    ['Content-Type', 'text/html'], ['Set-Cookie', `sid=${encodeURIComponent(PASSWORD)}; Path=/`], ['Set-Cookie', `other=${KEY}`], ['Set-Cookie', `session=${COOKIE}; HttpOnly`], ['X-Jwt', JWT], ['X-Echo', latin(JSON.stringify(request.headers))],
    ['Location', `/next?token=${encodeURIComponent(TOKEN)}&key=${KEY}`], ['Link', `</x?key=${KEY}>; rel="next"`], ['WWW-Authenticate', `Bearer error_description="${latin(KEY)}"`], [`X-${KEY}`, 'in a name'],
    ...all().map((form, i): [string, string] => [`X-Form-${i}`, latin(form)]),
  ] as [string, string][];
  response.writeHead(path === '/moved' ? 302 : 200, fields.flat());
  // Split, so that no chunk holds a secret whole.
  const text = `${request.url}\n${JSON.stringify(request.headers)}\n${body}\n{"refresh_token": "${REFRESH}"}\n${JWT}\n${all().join('\n')}`;
  for (let from = 0; from < text.length; from += 7) response.write(text.slice(from, from + 7));
  response.end();
}

let origin = '';
const server = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk) => { body += chunk; }).on('end', () => echo(request, response, body));
});
beforeAll(async () => {
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describe('no secret', () => {
  let written: Readonly<Record<string, string>> = {};
  /** What opens the commitments, where the values that only the run has seen are kept. */
  let kept = '';
  const folder = mkdtempSync(join(tmpdir(), 'mimcheck-disclosures-'));
  afterAll(() => rmSync(folder, {recursive: true}));
  beforeAll(async () => {
    const target = makeTarget(origin, {
      endpoints: {rest: {url: `${origin}/base`, auth: 'bearer', headers: {'X-API-Key': KEY, 'X-Plain': {env: 'KEY'}}, parameters: {}}},
      auth: {
        bearer: {kind: 'bearer', token: {env: 'TOKEN'}}, basic: {kind: 'basic', user: 'me', password: {env: 'PASSWORD'}}, key: {kind: 'api-key', header: 'X-Other', value: KEY},
        oauth: {kind: 'oauth2', tokenUrl: `${origin}/token`, clientId: 'id', clientSecret: {env: 'CLIENT'}},
      },
    });
    const resolveSecret = (secret: string | {readonly env: string} | {readonly file: string}): string => (typeof secret === 'string' ? secret : PLANTED['env' in secret ? secret.env : ''] ?? '');
    const said: string[] = [];
    const terminal: Terminal = {print: (text) => void said.push(text), note: (text) => void said.push(text), colours: {bold: String, dim: String, red: String, green: String, yellow: String, cyan: String} as unknown as Terminal['colours'], live: false};
    const progress = showProgress(terminal);
    const redactor = createRedactor(knownSecrets(target, resolveSecret));
    const keep = openDisclosures(folder, {keep: true});
    const bare = makeServices();
    const open = openDisclosures(join(bare.journal, '..'), {keep: false});
    const services = makeServices({journal: bare.journal, redactor, resolveSecret, commit: (secret) => { keep(secret); return open(secret); }, onEvent: (event: RunEvent) => { progress(event); said.push(JSON.stringify(event)); }});
    const wrong = {json: {a: 1}, text: 'nothing of the kind', headers: {'X-Echo': 'other', Location: '/other'}};
    const cases = [
      ...['bearer', 'basic', 'key', 'oauth'].map((as) => makeCase(`S-${as}`, [requestStep('GET /echo', {as, query: {token: '{{ case.key }}'}, expect: wrong})])),
      makeCase('S-follow', [requestStep('GET /moved', {followRedirects: true, expect: wrong})]),
      makeCase('S-captured', [
        requestStep('GET /../session', {capture: {session: {from: 'json', path: '$.session', secret: true}}}),
        requestStep('POST /echo', {json: {again: '{{ session }}'}, headers: {'X-Session': '{{ session }}'}, query: {s: '{{ session }}'}, expect: wrong, undo: {method: 'DELETE', path: '/echo?s={{ session }}', headers: {}, accept: []}}),
      ]),
      makeCase('S-called', [
        requestStep('POST /../subscribe', {json: {url: '{{ listeners.bell.url }}'}, expect: {status: 201}}),
        awaitStep('bell', {expect: {json: {a: 1}}, withinMs: 300}),
      ], {listeners: {bell: {replies: []}}}),
    ];
    // `/..` goes out as written, below the base.
    server.prependListener('request', (request: IncomingMessage) => { request.url = (request.url ?? '').replace(/^\/base(\/\.\.)?/, ''); });
    // One after the other: what is made up on the way is no secret before it is.
    await run(makePlan(cases.map((one) => ({...one, exclusive: true}))), target, services);
    const {journal, text, verdicts: byCase} = await judged(services);
    const verdicts = Object.values(byCase);
    const rated = score(journal, verdicts);
    const made = await documents({journal, verdicts, score: rated, formats: ['html', 'md', 'json', 'junit'], language: 'en', templates: 'templates/report'});
    said.push(summary({journal, verdicts, score: rated}, terminal));
    written = {'journal.jsonl': text, 'verdicts.json': JSON.stringify(verdicts), 'score.json': JSON.stringify(rated), ...Object.fromEntries(made), console: said.join('\n')};
    for (const [name, content] of Object.entries(written)) if (name !== 'console') redactor.scan(content, name);
    expect(readdirSync(join(services.journal, '..')).sort()).toEqual(['disclosures.jsonl', 'journal.jsonl']);
    written = {...written, 'disclosures.jsonl': readFileSync(join(services.journal, '..', 'disclosures.jsonl'), 'utf8')};
    kept = readFileSync(join(folder, 'disclosures.jsonl'), 'utf8');
    expect(readFileSync(services.journal, 'utf8')).toBe(text);
  });

  it.each(Object.entries(PLANTED).flatMap(([name, secret]) => Object.entries(forms(secret)).map(([form, planted]) => [name, form, planted] as const)))('%s in %s stands in anything that is written or said', (_, __, planted) => {
    const found = Object.entries(written).filter(([, content]) => [planted, JSON.stringify(planted).slice(1, -1)].some((text) => content.includes(text))).map(([name]) => name);
    expect(found).toEqual([]);
  });

  it.each(RECOGNISED)('%s stands in anything that is written or said', (planted) => {
    expect(Object.entries(written).filter(([, content]) => content.includes(planted)).map(([name]) => name)).toEqual([]);
  });

  it('goes without a commitment, which its owner can open', () => {
    const {lines} = readLines(written['journal.jsonl'] ?? '');
    const committed = lines.flatMap((line) => (line.kind === 'commitment' ? [`${line.name} ${line.digest}`] : []));
    expect(readDisclosures(written['disclosures.jsonl'] ?? '', 'd').map(({name, commitment}) => `${name} ${commitment}`)).toEqual(committed);
    expect(committed.length).toBeGreaterThan(30);
    const shown = readDisclosures(kept, 'd').filter(({value}) => value !== undefined);
    expect(shown.filter((one) => !opens(one))).toEqual([]);
    // What an answer is full of is committed to as one.
    const values = shown.flatMap(({name, value = ''}) => (name === 'several' ? (JSON.parse(value) as [string, string][]).map(([, one]) => one) : [value]));
    expect([...RECOGNISED, ISSUED, CAPTURED].filter((one) => !values.includes(one))).toEqual([]);
  });

  it('that its owner has named stands with those that only the run has seen', () => {
    expect(statSync(join(folder, 'disclosures.jsonl')).mode & 0o777).toBe(0o600);
    const named = [TOKEN, PASSWORD, KEY, CLIENT].flatMap((secret) => Object.values(forms(secret)));
    expect(named.filter((form) => kept.includes(form) || kept.includes(JSON.stringify(form).slice(1, -1)))).toEqual([]);
  });

  it('was kept out because nothing was written', () => {
    expect(Object.keys(written)).toHaveLength(9);
    for (const name of ['bearer', 'me', 'oauth', 'X-API-Key']) expect(written['journal.jsonl']).toContain(name);
    expect((written['journal.jsonl'] ?? '').match(/\[secret /g)?.length).toBeGreaterThan(200);
    expect(written['console']).toContain('S-called');
  });
});
