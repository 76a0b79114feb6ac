// The report as one HTML file: no script, nothing loaded, a policy that forbids both.

import {createHash} from 'node:crypto';
import {readFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import type {ReportContext} from './context/report.ts';
import {render} from './render.ts';
import {visible} from './visible.ts';

/** Renders the HTML report. Whatever a platform answered is text in it. */
export async function toHtml(context: ReportContext, folder: string): Promise<string> {
  const style = await styleOf(join(folder, 'report.css'));
  const styleHash = createHash('sha256').update(style).digest('base64');
  const page = await render({folder, template: 'report.html.hbs', escape: true}, {language: context.language, style, styleHash, c: context});
  return visiblePage(page);
}

/** A page that holds no character to be obeyed. HTML ends its lines in one way. */
export function visiblePage(page: string): string {
  return visible(page.replaceAll('\r', ''));
}

/** The look that all documents share, and what one of them adds. */
export async function styleOf(own: string): Promise<string> {
  const texts = await Promise.all([join(dirname(own), '..', 'base.css'), own].map((path) => readFile(path, 'utf8')));
  return texts.map((text) => text.trim()).join('\n');
}
