// What trying the faults showed, in words.

import type {Library} from '../../src/model.ts';
import {FAULTS} from '../../src/sandbox/faults.ts';
import type {Reach} from './reach.ts';
import type {Outcome} from './worker.ts';

export interface Findings {
  readonly library: Library;
  readonly reach: Reach;
  readonly outcomes: readonly Outcome[];
  /** All cases of the mechanisms concerned. */
  readonly concerned: readonly string[];
  /** Faults for which there was no time. */
  readonly skipped: readonly string[];
}

// A fault that fails more cases than this makes one ask whether all of them have to do with it.
const MANY = 15;

/** The report, and how many gaps it names. */
export function reportOf({library, reach, outcomes, concerned, skipped}: Findings): {readonly text: string; readonly gaps: number} {
  const titles = new Map(FAULTS.map(({name, title}) => [name, title]));
  const suiteOf = new Map(library.suites.flatMap(({id, cases}) => cases.map((one) => [one.id, id] as const)));
  const failed = new Set(outcomes.flatMap(({noticed}) => noticed));
  const unnoticed = outcomes.filter(({noticed}) => noticed.length === 0);
  const many = outcomes.filter(({noticed}) => noticed.length > MANY).toSorted((a, b) => b.noticed.length - a.noticed.length);
  const resting = concerned.filter((id) => reach.passing.has(id) && !failed.has(id));
  const sections = [
    section('Cases that do not pass without a fault', [...reach.others].map(([id, outcome]) => `${id}: ${outcome}`)),
    section('Faults that no case notices: each is a gap', unnoticed.map(({fault, tried, undecided}) =>
      `${fault}: ${titles.get(fault) ?? ''} ${tried === 0 ? 'No case comes near it.' : `${tried} cases come near it${undecidedText(undecided)}.`}`)),
    section(`Faults that fail more than ${MANY} cases: have all of these to do with it?`, many.map(({fault, noticed, undecided}) =>
      `${fault}: ${noticed.length}${undecidedText(undecided)}; ${counted(noticed.map((id) => suiteOf.get(id) ?? ''))}`)),
    section('Failed among others and not by themselves: a matter of time, or of what other cases did', outcomes.filter(({unsteady}) => unsteady.length > 0).map(({fault, unsteady}) => `${fault}: ${unsteady.join(' ')}`)),
    section('Cases that none of these faults fails: they rest on mutants', counted(resting.map((id) => suiteOf.get(id) ?? '')) === '' ? [] : [`${resting.length}: ${counted(resting.map((id) => suiteOf.get(id) ?? ''))}`]),
    section('Faults for which there was no time', skipped),
  ];
  return {text: sections.filter((text) => text !== '').join('\n'), gaps: unnoticed.length + skipped.length};
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `\n${title} (${lines.length})\n${lines.map((line) => `  ${line}`).join('\n')}`;
}

function undecidedText(undecided: Outcome['undecided']): string {
  const parts = Object.entries(undecided).map(([outcome, ids]) => `${ids.length} ${outcome}`);
  return parts.length === 0 ? '' : `, ${parts.join(', ')}`;
}

/** `query-q 12, entity-create 3`, the most first. */
function counted(names: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]).map(([name, count]) => `${name} ${count}`).join(', ');
}
