// What the hidden sheets of a response matrix hold, as rows of texts, and back again.

import type {Attestation, Language, Use} from '../clause-set.ts';
import {LANGUAGES} from '../clause-set.ts';
import {LADDER, MATRIX_FORMAT, sealOf} from './matrix.ts';
import type {Choice, Origin} from './matrix.ts';

type Rows = readonly (readonly string[])[];

const FIELDS = ['format', 'clause-set', 'language', 'reference', 'sheets', 'seal'] as const;
const SEAL_ROW = FIELDS.indexOf('seal');
const USES: readonly Use[] = ['gate', 'scored', 'information'];

/** Where a list stands on its sheet: codes in one column, words in the next; the first row is its name. */
export interface PlacedList {
  readonly name: string;
  readonly choices: readonly Choice[];
}

/** The lists of a matrix, each once; rows that accept the same ways share one. */
export function listsOf(origin: Pick<Origin, 'answers' | 'classes' | 'confidential' | 'rows'>): readonly PlacedList[] {
  const routes = new Map(origin.rows.map((row) => [JSON.stringify(row.routes), row.routes]));
  return [
    {name: 'answers', choices: origin.answers}, {name: 'classes', choices: origin.classes}, {name: 'confidential', choices: origin.confidential},
    ...[...routes.values()].map((choices, index) => ({name: `routes-${index + 1}`, choices})),
  ];
}

/** Rows of the sheet of lists and of the sheet of the origin, sealed. */
export function hiddenSheets(origin: Origin): {readonly lists: Rows; readonly origin: Rows} {
  const lists = listsOf(origin);
  const deepest = Math.max(...lists.map(({choices}) => choices.length));
  const listRows = [
    lists.flatMap(({name}) => [name, '']),
    ...Array.from({length: deepest}, (_, row) => lists.flatMap(({choices}) => [choices[row]?.code ?? '', choices[row]?.label ?? ''])),
  ];
  const unsealed = [
    ['format', MATRIX_FORMAT], ['clause-set', origin.clauseSet], ['language', origin.language], ['reference', origin.reference],
    ['sheets', origin.sheets.instructions, origin.sheets.answers], ['seal', ''],
    ['heads', '', '', '', ...origin.heads],
    ...origin.rows.map(({requirement, use, asked, routes, locked}) => [
      requirement, use, asked ?? '', lists.find(({choices, name}) => name.startsWith('routes-') && JSON.stringify(choices) === JSON.stringify(routes))?.name ?? '', ...locked,
    ]),
  ];
  const seal = sealOf([...listRows, ...unsealed]);
  return {lists: listRows, origin: unsealed.map((row, index) => (index === SEAL_ROW ? ['seal', seal] : row))};
}

/** The origin that hidden sheets tell, and whether their seal holds; null when they are no hidden sheets of a response matrix. */
export function readHiddenSheets(lists: Rows, rows: Rows): {readonly origin: Origin; readonly intact: boolean} | null {
  const field = (name: (typeof FIELDS)[number], column = 1): string => rows[FIELDS.indexOf(name)]?.[column] ?? '';
  const language = LANGUAGES.find((one) => one === field('language'));
  if (field('format') !== MATRIX_FORMAT || language === undefined) return null;
  const choices = readLists(lists);
  const seal = field('seal');
  return {
    intact: seal === sealOf([...lists, ...rows.map((row, index) => (index === SEAL_ROW ? ['seal', ''] : row))]),
    origin: {
      clauseSet: field('clause-set'), language: language satisfies Language, reference: field('reference'), sheets: {instructions: field('sheets'), answers: field('sheets', 2)},
      heads: (rows[FIELDS.length] ?? []).slice(4),
      rows: rows.slice(FIELDS.length + 1).filter((row) => (row[0] ?? '') !== '').map(([requirement = '', use = '', asked = '', list = '', ...locked]) => ({
        requirement, use: USES.find((one) => one === use) ?? 'gate', asked: LADDER.find((one): one is Attestation => one === asked) ?? null, routes: choices.get(list) ?? [], locked,
      })),
      answers: choices.get('answers') ?? [], classes: choices.get('classes') ?? [], confidential: choices.get('confidential') ?? [],
    },
  };
}

function readLists([names = [], ...rows]: Rows): ReadonlyMap<string, readonly Choice[]> {
  return new Map(names.flatMap((name, column) => (name === '' ? [] : [[name, rows.flatMap((row) => ((row[column] ?? '') === '' ? [] : [{code: row[column] ?? '', label: row[column + 1] ?? ''}]))]])));
}
