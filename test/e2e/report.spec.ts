// The report in a real browser: readable without scripts, accessible, and deaf to whatever a platform answered.

import {mkdtempSync, writeFileSync} from 'node:fs';
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {expect, test} from '@playwright/test';
import {documents} from '../../reports/write.ts';
import type {Language} from '../../reports/words.ts';
import {judged, mixedJournal} from '../reports/samples.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

async function reportPage(language: Language): Promise<string> {
  const made = await documents({...(await judged(mixedJournal())), formats: ['html'], language, templates: 'templates/report'});
  const file = join(mkdtempSync(join(tmpdir(), 'mimcheck-')), 'report.html');
  writeFileSync(file, made.get('report.html') ?? '');
  return pathToFileURL(file).href;
}

for (const language of ['en', 'fr'] as const) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`meets WCAG 2.2 AA in ${language}, ${colorScheme}`, async ({browser}) => {
      const page = await (await browser.newContext({colorScheme, bypassCSP: true})).newPage();
      await page.goto(await reportPage(language));
      await page.evaluate(axe);
      const violations = await page.evaluate(async () => {
        const {axe: checker} = globalThis as unknown as {axe: {run: (root: unknown, options: unknown) => Promise<{violations: {id: string; nodes: {html: string}[]}[]}>}};
        const result = await checker.run((globalThis as unknown as {document: unknown}).document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']});
        return result.violations.map(({id, nodes}) => `${id}: ${nodes.map(({html}) => html).join(' ')}`);
      });
      expect(violations).toEqual([]);
    });
  }
}

test('runs nothing and loads nothing, whatever the vendor wrote into it', async ({page}) => {
  const requests: string[] = [];
  const dialogs: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('dialog', async (dialog) => {
    dialogs.push(dialog.message());
    await dialog.dismiss();
  });
  const url = await reportPage('en');
  await page.goto(url);
  expect(dialogs).toEqual([]);
  expect(requests).toEqual([url]);
  expect(await page.locator('script, img, iframe, object').count()).toBe(0);
});

test('is read whole without scripts', async ({browser}) => {
  const page = await (await browser.newContext({javaScriptEnabled: false})).newPage();
  await page.goto(await reportPage('en'));
  await expect(page.getByRole('heading', {name: /Not conformant/})).toBeVisible();
  await expect(page.getByRole('rowheader', {name: 'MIM1-9.0-R1.1'})).toBeVisible();
  await page.getByText('Request, Answer').first().click();
  await expect(page.getByText('POST http://broker.invalid/ngsi-ld/v1/entities').first()).toBeVisible();
});

test('fits a narrow screen without sideways scrolling of the page', async ({browser}) => {
  const page = await (await browser.newContext({viewport: {width: 360, height: 800}})).newPage();
  await page.goto(await reportPage('en'));
  const [content, window] = await page.evaluate(() => {
    const {document} = globalThis as unknown as {document: {documentElement: {scrollWidth: number; clientWidth: number}}};
    return [document.documentElement.scrollWidth, document.documentElement.clientWidth] as const;
  });
  expect(content).toBeLessThanOrEqual(window);
});

test('prints what is folded on the screen', async ({page}) => {
  await page.goto(await reportPage('en'));
  await page.emulateMedia({media: 'print'});
  await expect(page.getByText('does not claim the feature').first()).toBeVisible();
  expect(await page.locator('details').first().evaluate((node) => (node as unknown as {offsetHeight: number}).offsetHeight)).toBeGreaterThan(40);
});
