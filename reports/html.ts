// The report as one HTML file: no script, nothing loaded, a policy that forbids both.

import {createHash} from 'node:crypto';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {ReportContext} from './context.ts';
import {render} from './render.ts';

/** Renders the HTML report. Whatever a platform answered is text in it. */
export async function toHtml(context: ReportContext, folder: string): Promise<string> {
  const style = (await readFile(join(folder, 'report.css'), 'utf8')).trim();
  const styleHash = createHash('sha256').update(style).digest('base64');
  const page = await render({folder, template: 'report.html.hbs', escape: true}, {language: context.language, style, styleHash, c: context});
  // HTML knows no control characters but white space.
  return page.replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, (char) => (char === '\r' ? '' : '\ufffd'));
}
