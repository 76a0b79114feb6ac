// A comparison as a workbook: where bids stand, every requirement in every bid, scopes and evidence.

import type {Comparison} from '../../src/tender/comparison/comparison.ts';
import {speak} from '../words.ts';
import type {Words} from '../words.ts';
import {newWorkbook, tableSheet, workbookBytes} from '../workbook.ts';
import {comparisonContext} from './context.ts';

/** Names of sheets may not be longer, nor hold these. */
const LONGEST_NAME = 31;
const NOT_IN_NAMES = /[\\/?*[\]:]/g;

/** Writes the workbook; the same comparison gives the same bytes. */
export async function comparisonXlsx(comparison: Comparison, words: Words, language: string): Promise<Uint8Array> {
  const say = speak(words);
  const {lots, scope, bids, title, on, assessed, refused} = comparisonContext(comparison, words, language);
  const book = await newWorkbook(title);
  for (const [index, lot] of lots.entries()) {
    const name = (key: string): string => sheetName(lots.length === 1 ? say(key) : `${index + 1} ${say(key)}`);
    tableSheet(book, name('standings.heading'), {
      head: ['bidder', 'rank', 'gates', 'points', 'threshold', 'decision'].map((key) => say(`standings.${key}`)), widths: [24, 10, 44, 18, 16, 60],
      rows: lot.standings.map(({bidder, rank, gates, points, threshold, decision}) => [bidder, rank, gates, points, threshold, decision]),
    });
    tableSheet(book, name('matrix.heading'), {
      head: [say('matrix.requirement'), '', say('matrix.use'), say('matrix.weight'), ...lot.bidders], widths: [18, 34, 20, 12, ...lot.bidders.map(() => 36)],
      rows: lot.rows.map(({requirement, title: what, use, weight, cells, differs}) => [
        requirement, differs ? `${what}\n${say('matrix.differsMark')}` : what, use, weight,
        ...cells.map(({status, lines, caution}) => [status, ...lines, ...(caution === '' ? [] : [caution])].join('\n')),
      ]),
    });
  }
  tableSheet(book, sheetName(say('evidence.heading')), {
    head: [say('standings.bidder'), ...['product', 'vendor', 'assurance', 'age', 'settle', 'matrix'].map((key) => say(`evidence.${key}`))], widths: [24, 34, 30, 44, 14, 44, 44],
    rows: bids.map(({bidder, product, vendor, assurance, age, settle, matrix}) => [bidder, product, vendor, assurance, age, settle, matrix]),
  });
  const notes = [title, on, assessed, say('principle'), ...refused, ...scope, ...lots.flatMap((lot) => lot.notes)];
  tableSheet(book, sheetName(say('title')), {head: [say('title')], widths: [120], rows: notes.map((note) => [note])});
  return workbookBytes(book);
}

function sheetName(text: string): string {
  return text.replaceAll(NOT_IN_NAMES, ' ').slice(0, LONGEST_NAME);
}
