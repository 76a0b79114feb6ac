// mimcheck compare: the bids of a tender beside each other. The tests give evidence; the decision is the buyer's.

import {join} from 'node:path';
import {comparisonContext} from '../../reports/comparison/context.ts';
import {COMPARISON_FORMATS, comparisonDocuments} from '../../reports/comparison/write.ts';
import type {ComparisonFormat} from '../../reports/comparison/write.ts';
import {readWords} from '../../reports/words.ts';
import {inputError} from '../../src/error.ts';
import {oneRoleEach, readKeySet} from '../../src/evidence/keys.ts';
import {nearest} from '../../src/nearest.ts';
import {compare} from '../../src/tender/comparison/compare.ts';
import {readAssessment} from '../../src/tender/comparison/read-assessment.ts';
import {readBid} from '../bids.ts';
import {harmless, openTerminal, table} from '../console.ts';
import {EXIT} from '../exit-code.ts';
import {demandEmpty, writeFiles} from '../files.ts';
import {TEMPLATES} from '../root.ts';
import {publishedTender, readInput} from '../tender.ts';

export interface CompareArguments {
  readonly bids: readonly string[];
  readonly tender: string;
  readonly assessment?: string | undefined;
  readonly trust?: readonly string[] | undefined;
  /** ISO 8601 date; absent: today. */
  readonly on?: string | undefined;
  readonly out?: string | undefined;
  readonly format?: readonly string[] | undefined;
  readonly json: boolean;
}

/** Compares, writes the documents and prints where every bid stands. */
export async function compareCommand(given: CompareArguments): Promise<number> {
  const formats = formatsOf(given.format);
  const on = dayOf(given.on);
  const {set, published} = await publishedTender(given.tender);
  const trust = oneRoleEach((await Promise.all((given.trust ?? []).map((file) => readKeySet(Buffer.from(readInput(file)).toString('utf8'), file)))).flat());
  const bids = [];
  for (const folder of given.bids) bids.push(await readBid(folder, {published, trust}));
  const bidders = bids.map(({bidder}) => bidder);
  const twice = bidders.find((one, index) => bidders.indexOf(one) !== index);
  if (twice !== undefined) throw inputError('bids', `two folders are called '${twice}'`, 'a bid is named by its folder: give them different names');
  const assessment = given.assessment === undefined ? null : await readAssessment(readInput(given.assessment), given.assessment, {set, bidders});
  const comparison = compare(set, bids, {assessment, on});
  const folder = join(TEMPLATES, 'comparison');
  const terminal = openTerminal(false);
  if (given.out !== undefined) {
    demandEmpty(given.out);
    for (const file of writeFiles(given.out, await comparisonDocuments({comparison, formats, language: set.language, folder}), null)) terminal.note(`Wrote ${file}`);
  }
  if (given.json) terminal.print(JSON.stringify(comparison, null, 2));
  else printStandings(comparisonContext(comparison, await readWords(folder, set.language), set.language), (text) => terminal.print(harmless(text)));
  return comparison.refused.length === 0 ? EXIT.conformant : EXIT.undecided;
}

function printStandings({title, refused, lots, t}: ReturnType<typeof comparisonContext>, print: (text: string) => void): void {
  print(`${title}\n`);
  for (const sentence of refused) print(sentence);
  for (const lot of lots) {
    if (lot.hasTitle) print(`\n${lot.title}`);
    print(table(lot.standings.map(({rank, bidder, gates, points, decision}) => [rank, bidder, gates, points, decision])));
    for (const note of lot.notes) print(note);
  }
  print(`\n${String(t['principle'])}`);
}

function formatsOf(asked: readonly string[] | undefined): readonly ComparisonFormat[] {
  const unknown = asked?.find((one) => !(COMPARISON_FORMATS as readonly string[]).includes(one));
  if (unknown !== undefined) throw inputError('--format', `there is no format '${unknown}'`, nearest(unknown, COMPARISON_FORMATS));
  return asked === undefined ? COMPARISON_FORMATS : (asked as readonly ComparisonFormat[]);
}

function dayOf(given: string | undefined): string {
  if (given === undefined) return new Date().toISOString().slice(0, 10);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(given) || Number.isNaN(Date.parse(given))) throw inputError('--on', `is no date: ${given}`, 'write it as 2026-11-22');
  return given;
}
