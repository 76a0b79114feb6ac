// The report as one HTML file: no script, nothing loaded, a policy that forbids both.

import {createHash} from 'node:crypto';
import {readFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import type {ReportContext} from './context.ts';
import {render} from './render.ts';

/** Renders the HTML report. Whatever a platform answered is text in it. */
export async function toHtml(context: ReportContext, folder: string): Promise<string> {
  const style = await styleOf(join(folder, 'report.css'));
  const styleHash = createHash('sha256').update(style).digest('base64');
  return render({folder, template: 'report.html.hbs', escape: true}, {language: context.language, style, styleHash, c: context});
}

/** The look that all documents share, and what one of them adds. */
export async function styleOf(own: string): Promise<string> {
  const texts = await Promise.all([join(dirname(own), '..', 'base.css'), own].map((path) => readFile(path, 'utf8')));
  return texts.map((text) => text.trim()).join('\n');
}
