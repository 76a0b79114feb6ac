// The only door to playwright-core: loads a page in a clean browser, touches nothing, and notes what happened.

import {createRequire} from 'node:module';
import {readFile} from 'node:fs/promises';
import type {Browser, Page} from 'playwright-core';
import type {Exchange, Json, JsonObject, Silence} from '../model.ts';

export interface BrowserSettings {
  /** Path of a Chromium; null: there is none. */
  readonly executable: string | null;
  /** Certificates are verified. */
  readonly verify: boolean;
  readonly timeoutMs: number;
  /** Milliseconds since the run began. */
  readonly elapsed: () => number;
}

export interface BrowserProbe {
  readonly load: (url: string, observe: readonly string[], signal: AbortSignal) => Promise<Exchange>;
  readonly close: () => Promise<void>;
}

// After the page has loaded, this long for what scripts fetch afterwards.
const SETTLE_MS = 2_000;
const MOST_ITEMS = 500;

/**
 * Makes the probe; the browser starts with the first page. Its answers have the status of the page and HTTP version `browser`, the page's own
 * header fields, and a JSON body with what was asked for:
 * - `requests`: `[{url, origin, method, type, thirdParty, status}]` (third party: of another origin than the page)
 * - `cookies`: `[{name, domain, path, secure, httpOnly, sameSite, session, thirdParty}]`
 * - `storage`: `{local: [names], session: [names]}`
 * - `dom`: `{url, lang, title, headings: [{level, text}], landmarks: [roles], imagesWithoutAlt, images, fieldsWithoutLabel, fields, links}`
 * - `axe`: `{violations: [{id, impact, help, tags, nodes}], passes}`; `nodes` and `passes` are counts
 */
export function createBrowserProbe(settings: BrowserSettings): BrowserProbe {
  let browser: Promise<Browser> | null = null;
  const start = (executablePath: string): Promise<Browser> => {
    browser ??= import('playwright-core').then(({chromium}) => chromium.launch({executablePath, args: ['--disable-background-networking', '--disable-component-update', '--no-first-run']}));
    return browser;
  };
  return {
    load: async (url, observe, signal) => {
      const at = settings.elapsed();
      const over = (outcome: Exchange['outcome']): Exchange => ({request: {method: 'BROWSE', url, headers: []}, at, tookMs: settings.elapsed() - at, outcome});
      const silence = (reason: Silence['reason'], detail: string): Exchange => over({kind: 'silence', reason, detail});
      if (settings.executable === null) return silence('browser', 'there is no Chromium on this machine');
      try {
        return over(await visit(await start(settings.executable), {url, observe, signal, settings}));
      } catch (error) {
        if (signal.aborted) return silence('aborted', signal.reason instanceof Error ? signal.reason.message : String(signal.reason));
        const message = (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
        return silence(/Timeout/.test(message) ? 'timeout' : /ERR_CONNECTION_REFUSED/.test(message) ? 'refused' : /ERR_NAME_NOT_RESOLVED/.test(message) ? 'dns' : /ERR_CERT|ERR_SSL/.test(message) ? 'tls' : 'browser', message);
      }
    },
    close: async () => { await (await browser?.catch(() => null))?.close(); },
  };
}

interface Visit {
  readonly url: string;
  readonly observe: readonly string[];
  readonly signal: AbortSignal;
  readonly settings: BrowserSettings;
}

async function visit(browser: Browser, {url, observe, signal, settings}: Visit): Promise<Exchange['outcome']> {
  const context = await browser.newContext({ignoreHTTPSErrors: !settings.verify, acceptDownloads: false, serviceWorkers: 'block'});
  context.setDefaultTimeout(settings.timeoutMs);
  const stop = (): void => { void context.close(); };
  signal.addEventListener('abort', stop, {once: true});
  try {
    const page = await context.newPage();
    page.on('dialog', (dialog) => { void dialog.dismiss(); });
    const requests = watchRequests(page, new URL(url).origin);
    const response = await page.goto(url, {waitUntil: 'load', timeout: settings.timeoutMs});
    await page.waitForLoadState('networkidle', {timeout: SETTLE_MS}).catch(() => undefined);
    if (response === null) return {kind: 'silence', reason: 'browser', detail: 'the page gave no answer'};
    const seen: Record<string, Json> = {};
    if (observe.includes('requests')) seen['requests'] = requests();
    if (observe.includes('cookies')) seen['cookies'] = cookieFacts(await context.cookies(), new URL(page.url()).hostname);
    if (observe.includes('storage')) seen['storage'] = await page.evaluate<JsonObject>(STORAGE);
    if (observe.includes('dom')) seen['dom'] = {url: page.url(), ...await page.evaluate<JsonObject>(DOM)};
    if (observe.includes('axe')) seen['axe'] = await runAxe(page);
    const body = JSON.stringify(seen);
    const headers = (await response.headersArray()).filter(({name}) => name.toLowerCase() !== 'content-type').map(({name, value}) => [name, value] as const);
    return {kind: 'answer', status: response.status(), httpVersion: 'browser', headers: [['Content-Type', 'application/json'], ...headers], body, bytes: Buffer.byteLength(body), facts: []};
  } finally {
    signal.removeEventListener('abort', stop);
    await context.close();
  }
}

function watchRequests(page: Page, origin: string): () => JsonObject[] {
  const seen: {url: string; method: string; type: string; status: () => number | null}[] = [];
  const statuses = new Map<string, number>();
  page.on('request', (request) => {
    if (seen.length < MOST_ITEMS) seen.push({url: request.url(), method: request.method(), type: request.resourceType(), status: () => statuses.get(request.url()) ?? null});
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
    return {name, domain, path, secure, httpOnly, sameSite, session: expires === -1, thirdParty: host !== bare && !host.endsWith(`.${bare}`)};
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
  const roles = {HEADER: 'banner', NAV: 'navigation', MAIN: 'main', ASIDE: 'complementary', FOOTER: 'contentinfo', FORM: 'form', SEARCH: 'search'};
  const fields = all('input:not([type=hidden]):not([type=submit]):not([type=button]):not([type=reset]):not([type=image]), select, textarea');
  const labelled = (field) => (field.labels?.length ?? 0) > 0 || ['aria-label', 'aria-labelledby', 'title'].some((name) => (field.getAttribute(name) ?? '').trim() !== '');
  return {
    lang: document.documentElement.getAttribute('lang'),
    title: document.title,
    headings: all('h1, h2, h3, h4, h5, h6').map((node) => ({level: Number(node.tagName.slice(1)), text: text(node)})),
    landmarks: all('header, nav, main, aside, footer, form, search, [role]').map((node) => node.getAttribute('role') ?? roles[node.tagName]).filter((role) => Object.values(roles).includes(role)),
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
