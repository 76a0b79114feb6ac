// Two figures a suite: of what a case names, how much it notices; of what can be changed at all, how much some case notices.

import type {Fate} from './mutate.ts';

export interface Figures {
  readonly suite: string;
  readonly mutants: number;
  readonly named: number;
  readonly namedNoticed: number;
  /** Operation × kind of mutation. */
  readonly pairs: number;
  readonly pairsNoticed: number;
  /** Named mutants that nobody noticed, and pairs that no case notices. */
  readonly survivors: readonly string[];
  readonly unseen: readonly string[];
}

/** The figures of every suite, in order of name. */
export function figuresOf(fates: readonly Fate[]): readonly Figures[] {
  return [...new Set(fates.map(({suite}) => suite))].sort().map((suite) => figures(suite, fates.filter((fate) => fate.suite === suite), fates));
}

/** What no standard here forbids: an answer may hold more than was asked for, and a set has no order. Where one does, the case names it. */
const FREE: readonly string[] = ['member-add', 'reorder'];

function figures(suite: string, own: readonly Fate[], all: readonly Fate[]): Figures {
  const named = own.filter((fate) => fate.named);
  const pairs = new Map<string, boolean>();
  for (const {operation, kind} of own) if (!FREE.includes(kind)) pairs.set(`${operation} × ${kind}`, false);
  // An operation is watched by whichever suite asks it.
  for (const {operation, kind, noticed} of all) if (noticed && pairs.has(`${operation} × ${kind}`)) pairs.set(`${operation} × ${kind}`, true);
  return {
    suite,
    mutants: own.length,
    named: named.length,
    namedNoticed: named.filter(({noticed}) => noticed).length,
    pairs: pairs.size,
    pairsNoticed: [...pairs.values()].filter(Boolean).length,
    survivors: named.filter(({noticed}) => !noticed).map(({case: id, operation, kind, where}) => `${id}: ${operation} ${kind} at ${where === '' ? 'the body' : where}`),
    unseen: [...pairs].filter(([, noticed]) => !noticed).map(([pair]) => pair).sort(),
  };
}
