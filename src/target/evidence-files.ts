// Which files may prove a declaration: papers and pictures, of a size that can be handed on. They are told by their first bytes and never opened.

import {extname} from 'node:path';

/** Of one file, and of all together. */
export const LARGEST_FILE = 20 * 1024 * 1024;
export const LARGEST_ALL = 100 * 1024 * 1024;

const ZIPPED = 'PK\u0003\u0004';
/** By extension, how the file begins; null: it is text. */
const KINDS: Readonly<Record<string, string | null>> = {
  '.pdf': '%PDF-', '.png': '\u0089PNG\r\n\u001a\n', '.jpg': '\u00ff\u00d8\u00ff', '.jpeg': '\u00ff\u00d8\u00ff',
  '.docx': ZIPPED, '.xlsx': ZIPPED, '.odt': ZIPPED, '.ods': ZIPPED, '.txt': null, '.md': null, '.csv': null,
};

/** Whether a file is text that can be looked through for secrets. */
export function isText(name: string): boolean {
  return KINDS[extname(name).toLowerCase()] === null;
}

/** What is said of a file that is too large, by its length in bytes. */
export function tooLarge(bytes: number): `is too large${string}` {
  return `is too large: ${(bytes / 2 ** 20).toFixed(1)} MB, and at most ${LARGEST_FILE / 2 ** 20} MB are taken`;
}

/** Why a file cannot be handed on, or null. */
export function whyRefused(name: string, bytes: Uint8Array): string | null {
  const extension = extname(name).toLowerCase();
  if (!Object.hasOwn(KINDS, extension)) return `is of a kind that is not taken: ${Object.keys(KINDS).join(', ')}`;
  if (bytes.length > LARGEST_FILE) return tooLarge(bytes.length);
  const begin = KINDS[extension] ?? null;
  if (begin === null) return bytes.subarray(0, 4096).includes(0) ? 'is no text' : null;
  return Buffer.from(bytes.subarray(0, begin.length)).toString('latin1') === begin ? null : `is no ${extension.slice(1).toUpperCase()} file, for it begins otherwise`;
}
