// The report as Markdown. Escaping is done to the context, once: text for prose, fences for code.

import type {ReportContext} from './context/report.ts';
import {render} from './render.ts';
import {visible} from './visible.ts';

/** Renders the Markdown report. Whatever a platform answered is text or stands between fences. */
export async function toMarkdown(context: ReportContext, folder: string): Promise<string> {
  const text = await render({folder, template: 'report.md.hbs', escape: false}, escapeDeep(context, ''));
  return `${text.replaceAll(/\n{3,}/g, '\n\n').trim()}\n`;
}

/** Escapes every text; what stands under a name that starts with `code` becomes a fenced block instead. */
function escapeDeep(value: unknown, name: string): unknown {
  if (typeof value === 'string') return name.startsWith('code') ? fence(visible(value)) : escapeMarkdown(visible(value));
  if (Array.isArray(value)) return value.map((item) => escapeDeep(item, name));
  if (value !== null && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, key === 'url' ? safeUrl(String(item)) : escapeDeep(item, key)]));
  return value;
}

/** Lines joined by one blank. Blanks at the ends stay: a text may be a part of a sentence. */
function oneLine(text: string): string {
  return text.split(/[\r\n]+/).map((line, at, {length}) => {
    const begun = at === 0 ? line : line.trimStart();
    return at === length - 1 ? begun : begun.trimEnd();
  }).join(' ');
}

/** Makes every character that Markdown or HTML would read as markup stand for itself, on one line. */
export function escapeMarkdown(text: string): string {
  return oneLine(text).replaceAll(/[\\`*_{}[\]()#+!|~^<>&]/g, (char) => `\\${char}`).replaceAll('\\&', '&amp;').replaceAll('\\<', '&lt;').replaceAll('\\>', '&gt;');
}

/** A fence longer than any run of backticks inside. */
function fence(text: string): string {
  if (text === '') return '';
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const mark = '`'.repeat(longest + 1);
  return `${mark}text\n${text.replaceAll('\r', '')}\n${mark}`;
}

function safeUrl(url: string): string {
  return url.replaceAll(/[\s<>()\\`"]/g, (char) => encodeURIComponent(char).replace('(', '%28').replace(')', '%29'));
}
