// The documents of a sample, made once for the tests of one file.

import {TENDER_FORMATS, tenderDocuments} from '../../../reports/tender/write.ts';
import type {TenderFormat} from '../../../reports/tender/write.ts';
import type {ClauseSet} from '../../../src/tender/clause-set.ts';
import {sampleSet} from './samples.ts';
import type {Sample} from './samples.ts';

export const TEMPLATES = 'templates/tender-document';

/** All formats of a sample by file name; there is no browser, so that no page is printed. */
export async function made(sample: Sample = {}, formats: readonly TenderFormat[] = TENDER_FORMATS): Promise<ReadonlyMap<string, string | Uint8Array>> {
  return tenderDocuments({set: sampleSet(sample), formats, templates: TEMPLATES, print: null});
}

/** One document of a clause set as bytes. */
export async function writtenAs(format: TenderFormat, set: ClauseSet): Promise<Buffer> {
  const [content = ''] = (await tenderDocuments({set, formats: [format], templates: TEMPLATES, print: null})).values();
  return Buffer.from(content);
}

/** One document as text. */
export async function madeText(format: TenderFormat, sample: Sample = {}): Promise<string> {
  return String([...(await made(sample, [format])).values()][0]);
}

/** One document as bytes. */
export async function madeBytes(format: TenderFormat, sample: Sample = {}): Promise<Uint8Array> {
  const [bytes] = (await made(sample, [format])).values();
  if (!(bytes instanceof Uint8Array)) throw new Error(`${format} is text`);
  return bytes;
}
