// Goes on with a run that was cut off: what is finished is kept, what was begun is begun again.

import {inputError} from '../error.ts';
import {stableJson} from '../journal/digest.ts';
import {readJournal, readLines} from '../journal/read.ts';
import type {JournalEnd} from '../journal/write.ts';
import type {Case, Journal, Plan, Target} from '../model.ts';

export interface Resumption {
  readonly journal: Journal;
  /** Where to go on writing. */
  readonly end: JournalEnd;
  /** Exchanges recorded so far. */
  readonly exchanges: number;
  readonly pending: readonly Case[];
}

/** Reads a journal to go on from. Throws an `InputError` when it belongs to another plan or another target. `target` is redacted. */
export function readForResume(text: string, {file, plan, target}: {file: string; plan: Plan; target: Target}): Resumption {
  const {lines, end} = readLines(text, file);
  const journal = readJournal(text, file);
  const {header, records} = journal;
  if (header.planDigest !== plan.digest || header.seed !== plan.seed) {
    throw inputError(
      file,
      'is the journal of another plan: suites, selection or seed have changed',
      'begin a new run, or use the suites and options of that one',
    );
  }
  const same = (one: Target): string => stableJson({product: one.product, version: one.version, endpoints: one.endpoints});
  if (same(header.target) !== same(target)) throw inputError(
    file, 'is the journal of a run against another target', 'begin a new run, or give the target of that one',
  );
  const given = ({limits: {settleMs = 0}}: Target): string => `${settleMs}ms`;
  if (given(header.target) !== given(target)) throw inputError(
    file, `is the journal of a run whose target had limits.settle: ${given(header.target)}, not ${given(target)}: what a platform is given after a write is told of a whole run`,
    'begin a new run, or put it back',
  );
  // What Ctrl-C ended was not finished.
  const isDone = ({id}: Case): boolean => records[id]?.end != null && records[id].end.ended !== 'aborted';
  const exchanges = lines.reduce((sum, line) => sum + (line.kind === 'step' ? line.exchanges.length : line.kind === 'undo' ? 1 : 0), 0);
  return {journal, end, exchanges, pending: plan.cases.filter((one) => !isDone(one))};
}
