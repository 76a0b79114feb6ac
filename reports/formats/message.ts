// What a case came to in a few lines of plain text, for formats that have one field for it.

import {reasonWords} from '../reason.ts';
import type {ReportedCase} from '../report.ts';
import type {Words} from '../words.ts';
import {speak} from '../words.ts';

/** The reason and every finding; empty where all is as it must be. */
export function messageOf({reason, findings}: Pick<ReportedCase, 'reason' | 'findings'>, words: Words): string {
  const say = speak(words);
  return [
    ...(reason === null ? [] : [reasonWords(reason, say)]),
    ...findings.map(({code, where, expected, actual}) => `${say(`finding.${code}`)} ${where}: ${say('labels.expected')} ${JSON.stringify(expected)}, ${say('labels.came')} ${JSON.stringify(actual)}`),
  ].join('\n');
}

/** The clauses of a case as one text. */
export function clausesOf({clauses}: Pick<ReportedCase, 'clauses'>): string {
  return clauses.map(({document, version, clause}) => `${document} ${version}, ${clause}`).join('; ');
}
