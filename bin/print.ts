// Prints pages as PDF with a browser of this machine.

import type {Print} from '../reports/tender/write.ts';

const TIMEOUT_MS = 60_000;

/** A printer for the browser at this path: tagged, with bookmarks, at the size that the page asks for. Nothing is loaded from anywhere, and no script runs. */
export function printerOf(executablePath: string): Print {
  return async (html) => {
    const {chromium} = await import('playwright-core');
    const browser = await chromium.launch({executablePath, timeout: TIMEOUT_MS, args: ['--disable-background-networking', '--disable-component-update', '--no-first-run']});
    try {
      const page = await browser.newPage({javaScriptEnabled: false, offline: true});
      await page.setContent(html, {timeout: TIMEOUT_MS});
      return await page.pdf({tagged: true, outline: true, preferCSSPageSize: true});
    } finally {
      await browser.close();
    }
  };
}
