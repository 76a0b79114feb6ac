// A comparison, and the letters that follow from it, as HTML files: no script, nothing loaded.

import {createHash} from 'node:crypto';
import {join} from 'node:path';
import {styleOf, visiblePage} from '../html.ts';
import {render} from '../render.ts';

/** Renders a page of a comparison. Whatever bidders and buyer wrote is text in it. */
export async function comparisonHtml(template: 'comparison.html.hbs' | 'letter.html.hbs', context: unknown, {folder, language}: {folder: string; language: string}): Promise<string> {
  const style = await styleOf(join(folder, 'comparison.css'));
  return visiblePage(await render({folder, template, escape: true}, {language, style, styleHash: createHash('sha256').update(style).digest('base64'), c: context}));
}
