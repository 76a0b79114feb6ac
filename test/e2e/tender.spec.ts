// The documents of a tender in a real browser: accessible, deaf to what a buyer wrote, and printed as a tagged PDF.

import {mkdtempSync, readFileSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {chromium, expect, test} from '@playwright/test';
import {printerOf} from '../../bin/print.ts';
import {findBrowser} from '../../bin/browser.ts';
import {steadyPdf} from '../../reports/tender/pdf.ts';
import {madeText} from '../reports/tender/made.ts';
import {MARKUP} from '../reports/tender/samples.ts';
import type {Sample} from '../reports/tender/samples.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

async function tenderPage(sample: Sample = {}): Promise<string> {
  const file = join(mkdtempSync(join(tmpdir(), 'mimcheck-')), 'tender.html');
  writeFileSync(file, await madeText('html', sample));
  return pathToFileURL(file).href;
}

for (const language of ['en', 'fr'] as const) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`meets WCAG 2.2 AA in ${language}, ${colorScheme}`, async ({browser}) => {
      const page = await (await browser.newContext({colorScheme, bypassCSP: true})).newPage();
      await page.goto(await tenderPage({language}));
      await page.evaluate(axe);
      const violations = await page.evaluate(async () => {
        const {axe: checker} = globalThis as unknown as {axe: {run: (root: unknown, options: unknown) => Promise<{violations: {id: string; nodes: {html: string}[]}[]}>}};
        const result = await checker.run((globalThis as unknown as {document: unknown}).document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']});
        return result.violations.map(({id, nodes}) => `${id}: ${nodes.map(({html}) => html).join(' ')}`);
      });
      expect(violations).toEqual([]);
    });
  }
}

test('runs nothing and loads nothing, whatever the buyer wrote into it', async ({page}) => {
  const requests: string[] = [];
  const dialogs: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('dialog', async (dialog) => {
    dialogs.push(dialog.message());
    await dialog.dismiss();
  });
  const url = await tenderPage({markup: MARKUP});
  await page.goto(url);
  expect(dialogs).toEqual([]);
  expect(requests).toEqual([url]);
  expect(await page.locator('script, img, iframe, object').count()).toBe(0);
});

test('fits a narrow screen without sideways scrolling of the page', async ({browser}) => {
  const page = await (await browser.newContext({viewport: {width: 360, height: 800}})).newPage();
  await page.goto(await tenderPage({language: 'fr', markup: ` ${'x'.repeat(120)}`}));
  const [content, window] = await page.evaluate(() => {
    const {document} = globalThis as unknown as {document: {documentElement: {scrollWidth: number; clientWidth: number}}};
    return [document.documentElement.scrollWidth, document.documentElement.clientWidth] as const;
  });
  expect(content).toBeLessThanOrEqual(window);
});

test('is printed as a tagged PDF with bookmarks in its language, the same each time', async () => {
  const browser = findBrowser(process.env) ?? chromium.executablePath();
  const html = await madeText('html', {language: 'fr'});
  const [first, second] = [steadyPdf(await printerOf(browser)(html)), steadyPdf(await printerOf(browser)(html))];
  expect(Buffer.from(first).equals(Buffer.from(second))).toBe(true);
  const text = Buffer.from(first).toString('latin1');
  for (const part of ['/MarkInfo', '/StructTreeRoot', '/Outlines', '/Lang (fr)', '/S /TH', '/S /H3']) expect(text).toContain(part);
  expect(text).not.toMatch(/\(D:20/);
});
