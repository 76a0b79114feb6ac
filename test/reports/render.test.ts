import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type * as Handlebars from 'handlebars';
import {afterAll, expect, test} from 'vitest';
import {compiledTemplates, render} from '../../reports/render.ts';

const folder = mkdtempSync(join(tmpdir(), 'mimcheck-render-'));
afterAll(() => rmSync(folder, {recursive: true}));
const require = createRequire(import.meta.url);
const SOURCE = '<p>{{a}}{{#each b}}, {{this}}{{/each}}{{#if c}}!{{/if}}</p>';
const CONTEXT = {a: '<b>', b: [1, '&'], c: true};

test.each([true, false])('a template that the build has compiled gives what it gives otherwise (escape: %s)', async (escape) => {
  writeFileSync(join(folder, 't.hbs'), SOURCE);
  const expected = await render({folder, template: 't.hbs', escape}, CONTEXT);
  expect(expected).toBe(escape ? '<p>&lt;b&gt;, 1, &amp;!</p>' : '<p><b>, 1, &!</p>');
  const file = join(folder, `${escape}.cjs`);
  writeFileSync(file, await compiledTemplates([{source: SOURCE, escape}]));
  const [specification] = Object.values(require(file) as Record<string, TemplateSpecification>);
  const {create} = require('handlebars/runtime.js') as typeof Handlebars;
  expect(specification && create().template(specification)(CONTEXT)).toBe(expected);
  expect(() => specification && create().template(specification)({b: [], c: false})).toThrow(/"a" not defined/);
  await expect(render({folder, template: 't.hbs', escape}, {b: [], c: false})).rejects.toThrow(/"a" not defined/);
});
