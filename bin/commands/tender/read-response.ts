// mimcheck tender read-response: what a bidder answered, and what is missing or contradictory in it.

import {join} from 'node:path';
import type {Words} from '../../../reports/words.ts';
import {readWords, speak} from '../../../reports/words.ts';
import type {Language} from '../../../src/tender/clause-set.ts';
import {readResponse} from '../../../src/tender/response/read.ts';
import type {Response} from '../../../src/tender/response/response.ts';
import {harmless, openTerminal} from '../../console.ts';
import {EXIT} from '../../exit-code.ts';
import {TEMPLATES} from '../../root.ts';
import {publishedTender, readInput} from '../../tender.ts';

export interface ReadResponseArguments {
  readonly file: string;
  readonly tender?: string | undefined;
  readonly lang?: Language | undefined;
  readonly json: boolean;
}

const WORDS = join(TEMPLATES, 'tender-document');

/** Prints the answers and the findings; 0: nothing to find, 1: something is missing, contradictory, not met or changed. */
export async function tenderReadResponse({file, tender, lang, json}: ReadResponseArguments): Promise<number> {
  const terminal = openTerminal(json);
  const response = await readResponse(readInput(file), {file, published: tender === undefined ? [] : (await publishedTender(tender)).published});
  if (json) terminal.print(JSON.stringify(response, null, 2));
  else terminal.print(harmless(textOf(response, await readWords(WORDS, lang ?? response.language))));
  return response.findings.length === 0 ? EXIT.conformant : EXIT['not-conformant'];
}

function textOf({bidder, reference, answers, findings}: Response, words: Words): string {
  const say = speak(words);
  const count = (code: string): number => answers.filter(({answer}) => answer === code).length;
  return [
    `${reference}: ${bidder.name === '' ? '?' : bidder.name}, ${bidder.product === '' ? '?' : bidder.product} ${bidder.version}`.trim(),
    ...['complies', 'equivalent', 'partially', 'no'].map((code) => `  ${say(`matrix.answers.${code}`)}${say('labels.colon')} ${count(code)}`),
    '',
    ...findings.map(({code, cell, requirement, values}) => `${cell}${requirement === null ? '' : ` [${requirement}]`}  ${say(`finding.${code}`, values)}`),
    ...(findings.length === 0 ? [say('response.nothing')] : []),
  ].join('\n');
}
