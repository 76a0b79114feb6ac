// What a run came to, against what it came to when the expectations were written.

/** The verdict of each case, by id. */
export type Outcomes = Readonly<Record<string, string>>;

export interface Difference {
  readonly case: string;
  /** Null: the case is new. */
  readonly expected: string | null;
  /** Null: the case is gone. */
  readonly actual: string | null;
}

interface ReportedCase {
  readonly id: string;
  readonly mechanism: string;
  readonly verdict: string;
}

/** The outcomes of the cases of claimed mechanisms, in the order of their ids. */
export function outcomesOf(cases: readonly ReportedCase[], claimed: readonly string[]): Outcomes {
  const own = cases.filter(({mechanism}) => claimed.includes(mechanism)).map(({id, verdict}) => [id, verdict] as const);
  return Object.fromEntries(own.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** Every case whose outcome is another, that is new, or that is gone; in the order of their ids. */
export function differences(expected: Outcomes, actual: Outcomes): readonly Difference[] {
  const ids = [...new Set([...Object.keys(expected), ...Object.keys(actual)])].toSorted();
  return ids
    .map((id) => ({case: id, expected: expected[id] ?? null, actual: actual[id] ?? null}))
    .filter((one) => one.expected !== one.actual);
}

/** How many cases came to each outcome, as a line of text. */
export function counted(outcomes: Outcomes): string {
  const counts = new Map<string, number>();
  for (const outcome of Object.values(outcomes)) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  return [...counts].toSorted(([, a], [, b]) => b - a).map(([outcome, count]) => `${count} ${outcome}`).join(', ');
}

/** One difference as a line of text. */
export function told({case: id, expected, actual}: Difference): string {
  if (expected === null) return `  new      ${id}: ${actual}`;
  if (actual === null) return `  gone     ${id}: was ${expected}`;
  return `  changed  ${id}: ${actual}, was ${expected}`;
}
