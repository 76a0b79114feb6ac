// What the documents add to the clauses: all requirements at a glance. Everything else is a clause.

import type {ClauseRequirement, ClauseSet, Inline} from '../../src/tender/clause-set.ts';
import {numberIn} from './lines.ts';
import {plain} from './pieces.ts';
import type {Say} from '../words.ts';
import type {Part, Section} from './pieces.ts';

/** The annexes that have something to say. */
export function annexesOf(set: ClauseSet, say: Say): readonly Part[] {
  const sections = requirementSections(set, say);
  return sections.length === 0 ? [] : [{bookmark: 'overview-requirements', title: say('annexes.requirements'), newPage: true, sections}];
}

/** One table a MIM: a table that repeats its head must not be longer than it has to be. */
function requirementSections(set: ClauseSet, say: Say): readonly Section[] {
  const numbers = new Map(set.documents.flatMap(({clauses}) => clauses).map(({bookmark, number}) => [bookmark, number]));
  const groups = new Map<string, ClauseRequirement[]>();
  for (const requirement of set.requirements) {
    const key = `overview-mim${requirement.mim}-${requirement.release.replaceAll('.', '-')}`;
    groups.set(key, [...(groups.get(key) ?? []), requirement]);
  }
  const scored = set.requirements.some(({weight}) => weight !== null);
  const names = ['clause', 'requirement', 'title', 'use', 'appliesAt', ...(scored ? ['weight'] : []), 'proof'];
  return [...groups].map(([bookmark, group]): Section => {
    const heading = say('tables.requirementsOf', {mim: group[0]?.mim ?? '', title: group[0]?.mimTitle ?? '', release: group[0]?.release ?? ''});
    const rows = group.map((one) => {
      const cells = requirementRow(one, {set, say, numbers});
      return names.map((name) => cells[name] ?? []);
    });
    return {bookmark, number: '', depth: 1, heading, mark: '', pieces: [{kind: 'table', caption: '', header: names.map((name) => plain(say(`tables.${name}`))), rows}]};
  });
}

function requirementRow(one: ClauseRequirement, {set, say, numbers}: {readonly set: ClauseSet; readonly say: Say; readonly numbers: ReadonlyMap<string, string>}): Readonly<Record<string, readonly Inline[]>> {
  const to = (bookmark: string | undefined): readonly Inline[] => (bookmark === undefined ? [] : [{kind: 'reference', bookmark, text: numbers.get(bookmark) ?? bookmark}]);
  return {
    clause: to(one.clauses.specification), requirement: plain(one.id), title: plain(titleOf(one, set, say)), use: plain(set.jurisdiction.useWords[one.use]),
    appliesAt: plain(one.appliesAt.map((phase) => say(`phase.${phase}`)).join(say('labels.separator'))),
    weight: plain(one.weight === null ? '' : numberIn(one.weight, set)), proof: to(one.clauses.proof),
  };
}

/** With the lots, where it concerns some only: a column of their own would hold next to nothing and leave the others too little room. */
function titleOf({title, provisional, lots}: ClauseRequirement, {procedure}: ClauseSet, say: Say): string {
  const marked = provisional ? say('requirement.mark', {title}) : title;
  const some = lots.length > 0 && lots.length < procedure.lots.length;
  return some ? `${marked} (${say('tables.lots')}${say('labels.colon')} ${lots.join(say('labels.separator'))})` : marked;
}
