// What the documents add to the clauses: all requirements at a glance. Everything else is a clause.

import type {ClauseRequirement, ClauseSet, Inline} from '../../src/tender/clause-set.ts';
import {textOf} from './inline.ts';
import {numberIn} from './lines.ts';
import {plain} from './pieces.ts';
import type {Say} from '../words.ts';
import type {Part, Section, Table} from './pieces.ts';
import {columnsOf} from './widths.ts';

const NAMES = ['clause', 'requirement', 'title', 'use', 'appliesAt', 'weight', 'proof'] as const;

/** The annexes that have something to say. */
export function annexesOf(set: ClauseSet, say: Say): readonly Part[] {
  const sections = requirementSections(set, say);
  return sections.length === 0 ? [] : [{bookmark: 'overview-requirements', title: say('annexes.requirements'), newPage: false, sections}];
}

/** One table a MIM: a table that repeats its head must not be longer than it has to be. All have the same columns, so that the eye runs down them. */
function requirementSections(set: ClauseSet, say: Say): readonly Section[] {
  const numbers = new Map(set.documents.flatMap(({clauses}) => clauses).map(({bookmark, number}) => [bookmark, number]));
  const header = NAMES.map((name) => plain(say(`tables.${name}`)));
  const rows = set.requirements.map((one) => requirementRow(one, {set, say, numbers}));
  const columns = columnsOf([header, ...rows].map((cells) => cells.map(textOf)));
  const groups = new Map<string, number[]>();
  set.requirements.forEach(({mim, release}, index) => {
    const key = `overview-mim${mim}-${release.replaceAll('.', '-')}`;
    groups.set(key, [...(groups.get(key) ?? []), index]);
  });
  return [...groups].map(([bookmark, indexes]): Section => {
    const first = set.requirements[indexes[0] ?? 0];
    const heading = say('tables.requirementsOf', {mim: first?.mim ?? '', title: first?.mimTitle ?? '', release: first?.release ?? ''});
    const table: Table = {kind: 'table', caption: '', header, rows: indexes.map((index) => rows[index] ?? []), columns};
    const scored = indexes.some((index) => set.requirements[index]?.weight !== null);
    return {bookmark, number: '', depth: 1, heading, mark: '', pieces: [scored ? table : withoutWeights(table)]};
  });
}

/** Where nothing is weighted, the titles have the room. */
function withoutWeights({header, rows, columns, ...table}: Table): Table {
  const others = <Cell>(cells: readonly Cell[]): readonly Cell[] => cells.filter((_, index) => NAMES[index] !== 'weight');
  const room = columns[NAMES.indexOf('weight')]?.width ?? 0;
  return {...table, header: others(header), rows: rows.map(others), columns: others(columns.map((column, index) => (NAMES[index] === 'title' ? {...column, width: column.width + room} : column)))};
}

function requirementRow(one: ClauseRequirement, {set, say, numbers}: {readonly set: ClauseSet; readonly say: Say; readonly numbers: ReadonlyMap<string, string>}): readonly (readonly Inline[])[] {
  const to = (bookmark: string | undefined): readonly Inline[] => (bookmark === undefined ? [] : [{kind: 'reference', bookmark, text: numbers.get(bookmark) ?? bookmark}]);
  const cells: Readonly<Record<(typeof NAMES)[number], readonly Inline[]>> = {
    clause: to(one.clauses.specification), requirement: plain(one.id), title: plain(titleOf(one, set, say)), use: plain(set.jurisdiction.useWords[one.use]),
    appliesAt: plain(one.appliesAt.map((phase) => say(`phase.${phase}`)).join(say('labels.separator'))),
    weight: plain(one.weight === null ? '–' : numberIn(one.weight, set)), proof: to(one.clauses.proof),
  };
  return NAMES.map((name) => cells[name]);
}

/** With the lots, where it concerns some only: a column of their own would hold next to nothing and leave the others too little room. */
function titleOf({title, provisional, lots}: ClauseRequirement, {procedure}: ClauseSet, say: Say): string {
  const marked = provisional ? say('requirement.mark', {title}) : title;
  const some = lots.length > 0 && lots.length < procedure.lots.length;
  return some ? `${marked} (${say('tables.lots')}${say('labels.colon')} ${lots.join(say('labels.separator'))})` : marked;
}
