// All documents of a tender from one clause set. Formats are chosen by name, and what writes them is loaded when it is asked for.

import type {ClauseSet} from '../../src/tender/clause-set.ts';
import {readWords} from '../words.ts';
import type {Words} from '../words.ts';
import {layoutOf} from './layout.ts';

export const TENDER_FORMATS = ['json', 'html', 'md', 'docx', 'pdf', 'xlsx', 'cccev', 'ocds'] as const;
export type TenderFormat = (typeof TENDER_FORMATS)[number];

/** Prints a page of HTML as PDF. */
export type Print = (html: string) => Promise<Uint8Array>;

export interface TenderRequest {
  readonly set: ClauseSet;
  readonly formats: readonly TenderFormat[];
  /** Folder that holds the templates of tender documents. */
  readonly templates: string;
  /** Null when there is no browser: the page that would have been printed takes its place. */
  readonly print: Print | null;
}

/** The documents by file name; nothing is written here. */
export async function tenderDocuments({set, formats, templates, print}: TenderRequest): Promise<ReadonlyMap<string, string | Uint8Array>> {
  const words = await readWords(templates, set.language);
  const made = new Map<string, string | Uint8Array>();
  for (const format of formats) for (const [name, content] of await documentOf(format, {set, templates, print, words})) made.set(name, content);
  return made;
}

async function documentOf(format: TenderFormat, {set, templates, print, words}: Omit<TenderRequest, 'formats'> & {readonly words: Words}): Promise<readonly (readonly [string, string | Uint8Array])[]> {
  const html = async (sheets: ReadonlyMap<string, number> | null = null): Promise<string> => (await import('./html.ts')).tenderHtml(layoutOf(set, words), templates, sheets);
  switch (format) {
    case 'json': return [['clause-set.json', `${JSON.stringify(set, null, 2)}\n`]];
    case 'html': return [['tender.html', await html()]];
    case 'md': return [['tender.md', (await import('./markdown.ts')).tenderMarkdown(layoutOf(set, words))]];
    case 'docx': return [['tender.docx', await (await import('./docx.ts')).tenderDocx(layoutOf(set, words))]];
    case 'pdf': {
      if (print === null) return [['tender.html', await html()]];
      // A browser counts no pages ahead: the first print tells where everything stands, the second says so in the table of contents.
      const {sheetsOf, steadyPdf} = await import('./pdf.ts');
      return [['tender.pdf', steadyPdf(await print(await html(sheetsOf(await print(await html(new Map()))))))]];
    }
    case 'xlsx': return [['response-matrix.xlsx', await (await import('./xlsx.ts')).responseMatrix(set, words)]];
    case 'cccev': return [['criteria.cccev.jsonld', await (await import('./cccev.ts')).cccevOf(set, words, templates)]];
    case 'ocds': return [['criteria.ocds.json', (await import('./ocds.ts')).ocdsOf(set, words)]];
  }
}
