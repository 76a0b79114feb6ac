// The only door to playwright-core: loads a page in a clean browser, touches nothing, and notes what happened.

import type {Browser} from 'playwright-core';
import type {Exchange, Silence, SilenceReason} from '../model.ts';
import {lookAtPage} from './browser-look.ts';
import {createLimit} from './limit.ts';
import type {Limit} from './limit.ts';
import {answerOfProxy} from './proxy.ts';
import type {ProxyWay} from './proxy.ts';

export interface BrowserSettings {
  /** Path of a Chromium; null: there is none. */
  readonly executable: string | null;
  /** Certificates are verified, by the authorities that Chromium trusts. */
  readonly verify: boolean;
  /** Origins that pages may be of; what a page itself fetches is what we want to see. */
  readonly origins: ReadonlySet<string>;
  readonly proxy?: ProxyWay;
  /** Until the page has loaded. */
  readonly timeoutMs: number;
  /** Milliseconds since the run began. */
  readonly elapsed: () => number;
}

export interface BrowserProbe {
  readonly load: (url: string, observe: readonly string[], signal: AbortSignal) => Promise<Exchange>;
  readonly close: () => Promise<void>;
}

// To look at it once it is there.
const AFTER_LOAD_MS = 15_000;
const CLOSE_MS = 5_000;

/**
 * Makes the probe; the browser starts with the first page. Its answers have the status of the page and HTTP version `browser`,
 * the page's own header fields, and a JSON body with what was asked for:
 * - `requests`: `[{url, origin, method, type, thirdParty, status}]` (third party: of another origin than the page)
 * - `cookies`: `[{name, domain, path, secure, httpOnly, sameSite, session, thirdParty}]`
 * - `storage`: `{local: [names], session: [names]}`
 * - `dom`: `{url, lang, title, headings: [{level, text}], landmarks: [roles], imagesWithoutAlt, images, fieldsWithoutLabel, fields, links}`
 * - `axe`: `{violations: [{id, impact, help, tags, nodes}], passes}`; `nodes` and `passes` are counts
 */
export function createBrowserProbe(settings: BrowserSettings): BrowserProbe {
  let browser: Promise<Browser> | null = null;
  const start = (executablePath: string): Promise<Browser> => {
    const options = {
      executablePath,
      args: ['--disable-background-networking', '--disable-component-update', '--no-first-run'],
      ...(settings.proxy === undefined ? {} : {proxy: proxyOf(settings.proxy)}),
    };
    // Root, and many a container, can have none: the page is looked at all the same, behind one wall less.
    browser ??= import('playwright-core').then(({chromium}) =>
      chromium.launch({...options, chromiumSandbox: true}).catch(() => chromium.launch({...options, chromiumSandbox: false})));
    return browser;
  };
  return {
    load: async (url, observe, signal) => {
      const at = settings.elapsed();
      const over = (outcome: Exchange['outcome']): Exchange => (
        {request: {method: 'BROWSE', url, headers: []}, at, tookMs: settings.elapsed() - at, outcome}
      );
      const silence = (reason: Silence['reason'], detail: string): Exchange => over({kind: 'silence', reason, detail});
      if (settings.executable === null) return silence('browser', 'there is no Chromium on this machine');
      if (!URL.canParse(url)) return silence('malformed', `${url} is no address`);
      if (!settings.origins.has(new URL(url).origin)) return silence('other-origin', `${new URL(url).origin} is not named in the target`);
      const limit = createLimit(signal, settings.timeoutMs + AFTER_LOAD_MS);
      try {
        const outcome = await visit(await limit.within(start(settings.executable)), {url, observe, limit, settings});
        // A browser shows what a proxy says as if it were the page, in a tunnel too.
        return over((settings.proxy === undefined || outcome.kind === 'silence' ? null : answerOfProxy(outcome, settings.proxy)) ?? outcome);
      } catch (error) {
        if (signal.aborted) return silence('aborted', signal.reason instanceof Error ? signal.reason.message : String(signal.reason));
        const message = (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
        return silence(reasonOf(message), message);
      } finally {
        limit.stop();
      }
    },
    close: async () => {
      const running = await browser?.catch(() => null);
      if (running != null) await closing(running);
    },
  };
}

function proxyOf({url, login}: ProxyWay): {server: string; username?: string; password?: string} {
  const {protocol, host} = new URL(url);
  return {server: `${protocol}//${host}`, ...(login === undefined ? {} : {username: login.user, password: login.password})};
}

function reasonOf(message: string): SilenceReason {
  if (/timeout|ERR_TIMED_OUT/i.test(message)) return 'timeout';
  if (/ERR_CONNECTION_REFUSED|ERR_PROXY_|ERR_TUNNEL_/.test(message)) return 'refused';
  if (message.includes('ERR_INVALID_AUTH_CREDENTIALS')) return 'auth';
  if (message.includes('ERR_NAME_NOT_RESOLVED')) return 'dns';
  return /ERR_CERT|ERR_SSL/.test(message) ? 'tls' : 'browser';
}

/** Closing may hang on a page that never yields; nothing depends on it. */
async function closing(one: {close: () => Promise<void>}): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const enough = new Promise<void>((resolve) => { timer = setTimeout(resolve, CLOSE_MS); });
  await Promise.race([one.close().catch(() => undefined), enough]);
  clearTimeout(timer);
}

interface Visit {
  readonly url: string;
  readonly observe: readonly string[];
  readonly limit: Limit;
  readonly settings: BrowserSettings;
}

async function visit(browser: Browser, {url, observe, limit, settings}: Visit): Promise<Exchange['outcome']> {
  const context = await limit.within(
    browser.newContext({ignoreHTTPSErrors: !settings.verify, acceptDownloads: false, serviceWorkers: 'block'}),
  );
  try {
    return await limit.within(lookAtPage(context, {url, observe, timeoutMs: settings.timeoutMs}));
  } finally {
    await closing(context);
  }
}
