// What a case came to in a few lines of plain text, for formats that have one field for it.

import {cameText, expectedText} from '../expected.ts';
import {reasonWords} from '../reason.ts';
import type {ReportedCase} from '../report.ts';
import type {Words} from '../words.ts';
import {speak} from '../words.ts';

/** The reason and every finding; empty where all is as it must be. */
export function messageOf({reason, findings}: Pick<ReportedCase, 'reason' | 'findings'>, words: Words): string {
  const say = speak(words);
  return [
    ...(reason === null ? [] : [reasonWords(reason, say)]),
    ...findings.map((finding) => `${say(`finding.${finding.code}`)} ${finding.where}: ${say('labels.expected')} ${expectedText(finding, say, 'line')}, ${say('labels.came')} ${cameText(finding, say, 'line')}`),
  ].join('\n');
}

/** The clauses of a case as one text. */
export function clausesOf({clauses}: Pick<ReportedCase, 'clauses'>): string {
  return clauses.map(({document, version, clause}) => `${document} ${version}, ${clause}`).join('; ');
}
