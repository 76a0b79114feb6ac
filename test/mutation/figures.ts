// Two figures a suite: of what a case names, how much it notices; of what can be changed at all, how much some case notices.

import type {Suite, Unjudged} from '../../src/model.ts';
import type {Fate} from './mutate.ts';

export interface Figures {
  readonly suite: string;
  readonly mutants: number;
  readonly named: number;
  readonly namedNoticed: number;
  /** Operation × kind of mutation, all of them; those that some case notices; those that nobody notices and a suite explains. */
  readonly pairs: number;
  readonly pairsNoticed: number;
  readonly pairsExplained: number;
  /** Named mutants that nobody noticed, and pairs that no case notices and no suite explains. */
  readonly survivors: readonly string[];
  readonly unseen: readonly string[];
}

/** What is to be reached of the mutants that a case names, and of the pairs that no suite explains. */
export const NAMED_SHARE = 0.99;
export const PAIRS_SHARE = 0.95;

/** Whether so large a share of the whole is there; of nothing, all is. */
export function reaches(part: number, whole: number, share: number): boolean {
  return part >= share * whole;
}

type Explaining = Pick<Suite, 'id' | 'mechanism' | 'unjudged'>;

/** The figures of every suite, in order of name. What a suite explains holds for its mechanism: other suites ask the same operations. */
export function figuresOf(fates: readonly Fate[], suites: readonly Explaining[]): readonly Figures[] {
  const noticed = noticedPairs(fates);
  return [...new Set(fates.map(({suite}) => suite))].sort().map((id) => {
    const own = fates.filter((fate) => fate.suite === id);
    const mechanism = suites.find((suite) => suite.id === id)?.mechanism;
    const reasons = suites.filter((suite) => suite.mechanism === mechanism).flatMap(({unjudged = []}) => unjudged);
    const named = own.filter((fate) => fate.named);
    const pairs = [...new Map(own.filter(({kind}) => !FREE.includes(kind)).map((fate) => [pairOf(fate), fate]))].map(([pair, fate]) => ({
      pair, noticed: noticed.has(pair), explained: reasons.some((reason) => explains(reason, fate)),
    }));
    return {
      suite: id,
      mutants: own.length,
      named: named.length,
      namedNoticed: named.filter((fate) => fate.noticed).length,
      pairs: pairs.length,
      pairsNoticed: pairs.filter((one) => one.noticed).length,
      pairsExplained: pairs.filter((one) => !one.noticed && one.explained).length,
      survivors: named.filter((fate) => !fate.noticed).map(({case: name, operation, kind, where}) => `${name}: ${operation} ${kind} at ${where === '' ? 'the body' : where}`),
      unseen: pairs.filter((one) => !one.noticed && !one.explained).map(({pair}) => pair).sort(),
    };
  });
}

/** Of what suites explain, the words that explain nothing: the part is not there, or a case looks at it after all. */
export function staleReasons(fates: readonly Fate[], suites: readonly Explaining[]): readonly string[] {
  const noticed = noticedPairs(fates);
  return suites.flatMap(({id, mechanism, unjudged = []}) => {
    const ids = suites.filter((suite) => suite.mechanism === mechanism).map((suite) => suite.id);
    const open = fates.filter((fate) => ids.includes(fate.suite) && !FREE.includes(fate.kind) && !noticed.has(pairOf(fate)));
    return unjudged.flatMap((reason) => {
      const met = open.filter((fate) => explains(reason, fate));
      const idle = [
        ...reason.operations.filter((one) => !met.some(({operation}) => fits(one, operation))),
        ...reason.changes.filter((one) => !met.some(({kind}) => fits(one, kind))),
      ];
      return idle.map((one) => `${id}, ${reason.at}: ${one}`);
    });
  });
}

/** What no standard here forbids: an answer may hold more than was asked for, and a set has no order. Where one does, the case names it. */
const FREE: readonly string[] = ['member-add', 'reorder'];

/** An operation is watched by whichever suite asks it. */
function noticedPairs(fates: readonly Fate[]): ReadonlySet<string> {
  return new Set(fates.filter(({noticed}) => noticed).map(pairOf));
}

function pairOf({operation, kind}: Fate): string {
  return `${operation} × ${kind}`;
}

function explains({operations, changes}: Unjudged, {operation, kind}: Fate): boolean {
  return operations.some((one) => fits(one, operation)) && changes.some((one) => fits(one, kind));
}

/** Whether a name is as a pattern says, in which `*` stands for anything. */
function fits(pattern: string, name: string): boolean {
  return new RegExp(`^${pattern.split('*').map((part) => part.replaceAll(/[\\^$.|?+()[\]{}]/g, '\\$&')).join('.*')}$`).test(name);
}
