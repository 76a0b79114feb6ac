// Gets the browser that the end-to-end tests need: one that is there, Playwright's own, or Debian's, in that order.

import {spawnSync} from 'node:child_process';
import {chromium} from 'playwright-core';
import {findBrowser} from '../../bin/browser.ts';

const ADVICE = 'The end-to-end tests need a browser. Install Chromium, Chrome or Edge (Debian: apt-get install chromium), or set CHROMIUM_PATH to one.';

/** Path of a browser, got if need be; throws with advice when none can be had. */
export function ensureBrowser(): string {
  const found = findBrowser(process.env) ?? playwrights();
  if (found !== null) return found;
  const steps: readonly (readonly [string, readonly string[], number])[] = [
    ['npx', ['playwright', 'install', 'chromium'], 180_000],
    ['apt-get', ['update', '-qq'], 120_000],
    ['apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], 300_000],
  ];
  for (const [command, args, timeout] of steps) {
    process.stderr.write(`No browser yet: trying ${command} ${args.join(' ')}\n`);
    const {status} = spawnSync(command, args, {stdio: 'ignore', timeout, env: {...process.env, DEBIAN_FRONTEND: 'noninteractive'}});
    const browser = status === 0 ? (findBrowser(process.env) ?? playwrights()) : null;
    if (browser !== null) return browser;
  }
  throw new Error(ADVICE);
}

/** The browser that Playwright has installed, if it has. */
function playwrights(): string | null {
  return findBrowser({CHROMIUM_PATH: chromium.executablePath()});
}
