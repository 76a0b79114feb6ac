// The report of a run against a platform that gives orders to browsers: they stay text, with the report's policy and even without.

import {mkdtempSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {expect, test} from '@playwright/test';
import {documents} from '../../reports/write.ts';
import {run} from '../../src/run/run.ts';
import {score} from '../../src/score/score.ts';
import {ASK} from '../hostile/behaviour.ts';
import {ORDERS, behaviours} from '../hostile/behaviours/markup.ts';
import {judged, makeCase, makePlan, makeServices, makeTarget} from '../run/plans.ts';

/** Runs against every platform of that kind, and writes the report. */
async function hostileReport(): Promise<string> {
  const places = await Promise.all(behaviours.map(({start}) => start()));
  const endpoints = Object.fromEntries(places.map(({origin}, i) => [`rest${i}`, {url: origin, headers: {}, parameters: {}}]));
  const cases = behaviours.map(({steps = [ASK], change}, i) => makeCase(`H-${i}`, steps, {...change, mechanism: `rest${i}`, title: ORDERS}));
  const services = makeServices();
  await run(makePlan(cases), makeTarget('http://127.0.0.1:1', {product: ORDERS, vendor: ORDERS, endpoints}), services);
  await Promise.all(places.map(({close}) => close()));
  const {journal, verdicts: byCase} = await judged(services);
  const verdicts = Object.values(byCase);
  expect(verdicts.map(({outcome}) => outcome)).toEqual(behaviours.map(() => 'failed'));
  const made = await documents({journal, verdicts, score: score(journal, verdicts), formats: ['html'], language: 'en', templates: 'templates/report'});
  const file = join(mkdtempSync(join(tmpdir(), 'mimcheck-')), 'report.html');
  writeFileSync(file, made.get('report.html') ?? '');
  return pathToFileURL(file).href;
}

for (const bypassCSP of [false, true]) {
  test(`runs nothing and loads nothing ${bypassCSP ? 'even without' : 'under'} its policy`, async ({browser}) => {
    const url = await hostileReport();
    const page = await (await browser.newContext({bypassCSP})).newPage();
    const [requests, dialogs, refused]: string[][] = [[], [], []];
    page.on('request', (request) => requests?.push(request.url()));
    page.on('dialog', async (dialog) => {
      dialogs?.push(dialog.message());
      await dialog.dismiss();
    });
    page.on('console', (message) => refused?.push(message.text()));
    await page.goto(url);
    for (const details of await page.locator('details').all()) await details.evaluate((node) => { (node as unknown as {open: boolean}).open = true; });
    // It is all there to be read.
    await expect(page.getByText('document.title="owned"').first()).toBeVisible();
    expect(await page.title()).not.toBe('owned');
    expect(requests).toEqual([url]);
    expect(dialogs).toEqual([]);
    // Nothing was even tried that the policy would have had to forbid.
    expect(refused).toEqual([]);
    expect(await page.locator('script, img, svg, iframe, object, embed, base, link, form, [onerror], [onload]').count()).toBe(0);
    expect(await page.locator('a').evaluateAll((links) => links.map((link) => (link as unknown as {protocol: string}).protocol).filter((protocol) => !['https:', 'http:', 'file:'].includes(protocol)))).toEqual([]);
  });
}
