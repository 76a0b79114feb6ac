// How lines of text may be written that mean the same.

import type {Answer} from '../../src/model.ts';
import {mediaTypeOf, withBody} from './freedom.ts';
import type {Asked, Freedom, Say} from './freedom.ts';

/** Changes the text of answers of one kind. */
const text = (is: (answer: Answer, asked: Asked) => boolean, change: (body: string) => string): Say => (answer, asked) => (answer.status === 200 && answer.body !== '' && is(answer, asked) ? withBody(answer, change(answer.body)) : answer);

const isCsv = (answer: Answer): boolean => mediaTypeOf(answer) === 'text/csv';
const isSecurityTxt = (_: Answer, {url}: Asked): boolean => new URL(url).pathname.endsWith('/security.txt');

/** Every field of a CSV text in quotes. */
function quoted(body: string): string {
  return body.split(/(\r?\n)/).map((line, i) => (i % 2 === 1 || line === '' || line.includes('"') ? line : line.split(',').map((one) => `"${one}"`).join(','))).join('');
}

const lines = (change: (all: readonly string[]) => readonly string[]) => (body: string): string => `${change(body.trimEnd().split(/\r?\n/)).join('\n')}\n`;

/** CSV (RFC 4180) and security.txt (RFC 9116). */
export const OF_TEXT: readonly Freedom[] = [
  {name: 'CSV with every field in quotes', source: 'RFC 4180, 2, 5', say: text(isCsv, quoted)},
  {name: 'CSV without an end of the last line', source: 'RFC 4180, 2, 2', say: text(isCsv, (body) => body.trimEnd())},
  {name: 'security.txt with names in other letters', source: 'RFC 9116, 2.2: field names are not case-sensitive', say: text(isSecurityTxt, lines((all) => all.map((line) => line.replace(/^[A-Za-z-]+(?=:)/, (name) => name.toLowerCase()))))},
  {name: 'security.txt with lines that end otherwise', source: 'RFC 9116, 2.2', say: text(isSecurityTxt, (body) => (body.includes('\r\n') ? body.replaceAll('\r\n', '\n') : body.replaceAll('\n', '\r\n')))},
  {name: 'security.txt with comments and fields that nobody knows', source: 'RFC 9116, 2.3, 2.4', say: text(isSecurityTxt, lines((all) => (all.some((line) => line.startsWith('-----BEGIN')) ? all : ['# Thank you', ...all, 'X-Own: a'])))},
];
