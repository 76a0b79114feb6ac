// What there is to see of a page: what it fetched, what it stored, how it is built, and what axe finds.

import {readFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import type {BrowserContext, Page, Response} from 'playwright-core';
import type {Answer, Json, JsonObject, Silence} from '../model.ts';

// After the page has loaded, this long for what scripts fetch afterwards.
const SETTLE_MS = 2_000;
const MOST_ITEMS = 500;

export interface Wanted {
  readonly url: string;
  readonly observe: readonly string[];
  /** Until it has loaded. */
  readonly timeoutMs: number;
}

/** Loads the page and tells what was asked for. Rejects when it does not load; the caller sets the limit for a page that never yields. */
export async function lookAtPage(context: BrowserContext, {url, observe, timeoutMs}: Wanted): Promise<Answer | Silence> {
  const page = await context.newPage();
  page.on('dialog', (dialog) => { void dialog.dismiss().catch(() => undefined); });
  const requests = watchRequests(page, new URL(url).origin);
  const response = await goTo(page, url, timeoutMs);
  await page.waitForLoadState('networkidle', {timeout: SETTLE_MS}).catch(() => undefined);
  if (response === null) return {kind: 'silence', reason: 'browser', detail: 'the page gave no answer'};
  const seen: Record<string, Json> = {};
  if (observe.includes('requests')) seen['requests'] = requests();
  if (observe.includes('cookies')) seen['cookies'] = cookieFacts(await context.cookies(), new URL(page.url()).hostname);
  if (observe.includes('storage')) seen['storage'] = await page.evaluate<JsonObject>(STORAGE);
  if (observe.includes('dom')) seen['dom'] = {url: page.url(), ...await page.evaluate<JsonObject>(DOM)};
  if (observe.includes('axe')) seen['axe'] = await runAxe(page);
  const body = JSON.stringify(seen);
  const fields = (await response.headersArray()).filter(({name}) => name.toLowerCase() !== 'content-type');
  const headers = fields.map(({name, value}) => [name, value] as const);
  return {
    kind: 'answer',
    status: response.status(),
    httpVersion: 'browser',
    headers: [['Content-Type', 'application/json'], ...headers],
    body,
    bytes: Buffer.byteLength(body),
    facts: [],
  };
}

/** Chromium shows a page of its own for an error without a body; the platform has answered all the same. */
async function goTo(page: Page, url: string, timeout: number): Promise<Response | null> {
  let last: Response | null = null;
  page.on(
    'response', (response) => { if (response.request().isNavigationRequest() && response.frame() === page.mainFrame()) last = response; },
  );
  return page.goto(url, {waitUntil: 'load', timeout}).catch((error: Error) => {
    if (last !== null && error.message.includes('ERR_HTTP_RESPONSE_CODE_FAILURE')) return last;
    throw error;
  });
}

function watchRequests(page: Page, origin: string): () => JsonObject[] {
  const seen: {url: string; method: string; type: string; status: () => number | null}[] = [];
  const statuses = new Map<string, number>();
  page.on('request', (request) => {
    if (seen.length < MOST_ITEMS) seen.push({
      url: request.url(), method: request.method(), type: request.resourceType(), status: () => statuses.get(request.url()) ?? null,
    });
  });
  page.on('response', (response) => { statuses.set(response.url(), response.status()); });
  return () => seen.filter(({url}) => /^https?:|^wss?:/.test(url)).map(({url, method, type, status}) => {
    const {origin: its} = new URL(url);
    return {url, origin: its, method, type, thirdParty: its !== origin, status: status()};
  });
}

function cookieFacts(cookies: Awaited<ReturnType<ReturnType<Page['context']>['cookies']>>, host: string): JsonObject[] {
  return cookies.map(({name, domain, path, secure, httpOnly, sameSite, expires}) => {
    const bare = domain.replace(/^\./, '');
    return {
      name, domain, path, secure, httpOnly, sameSite, session: expires === -1, thirdParty: host !== bare && !host.endsWith(`.${bare}`),
    };
  });
}

/** Evaluated rather than added as a script, so that a page's Content-Security-Policy does not stand in the way. */
async function runAxe(page: Page): Promise<JsonObject> {
  await page.evaluate(await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
  return page.evaluate<JsonObject>(AXE);
}

// Evaluated in the page, hence as text: nothing of ours exists there.
const STORAGE = `({
  local: (() => { try { return Object.keys(localStorage); } catch { return []; } })(),
  session: (() => { try { return Object.keys(sessionStorage); } catch { return []; } })(),
})`;
const DOM = `(() => {
  const all = (selector) => [...document.querySelectorAll(selector)].slice(0, ${MOST_ITEMS});
  const text = (node) => (node.textContent ?? '').trim().replace(/\\s+/g, ' ').slice(0, 200);
  const roles = {
    HEADER: 'banner', NAV: 'navigation', MAIN: 'main', ASIDE: 'complementary', FOOTER: 'contentinfo', FORM: 'form', SEARCH: 'search',
  };
  const fields = all(
    'input:not([type=hidden]):not([type=submit]):not([type=button]):not([type=reset]):not([type=image]), select, textarea',
  );
  const labelled = (field) => (field.labels?.length ?? 0) > 0 || [
    'aria-label', 'aria-labelledby', 'title',
  ].some((name) => (field.getAttribute(name) ?? '').trim() !== '');
  return {
    lang: document.documentElement.getAttribute('lang'),
    title: document.title,
    headings: all('h1, h2, h3, h4, h5, h6').map((node) => ({level: Number(node.tagName.slice(1)), text: text(node)})),
    landmarks: all(
      'header, nav, main, aside, footer, form, search, [role]',
    ).map((node) => node.getAttribute('role') ?? roles[node.tagName]).filter((role) => Object.values(roles).includes(role)),
    images: document.images.length,
    imagesWithoutAlt: [...document.images].filter((image) => !image.hasAttribute('alt')).length,
    fields: fields.length,
    fieldsWithoutLabel: fields.filter((field) => !labelled(field)).length,
    links: all('a[href]').map((node) => ({href: node.href, text: text(node)})),
  };
})()`;
const AXE = `axe.run(document, {resultTypes: ['violations']}).then(({violations, passes}) => ({
  violations: violations.map(({id, impact, help, tags, nodes}) => ({id, impact: impact ?? null, help, tags, nodes: nodes.length})),
  passes: passes.length,
}))`;
