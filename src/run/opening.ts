// The first lines of a journal: what is run, against what, with which tool; or the seam where a run is resumed.

import {readFileSync} from 'node:fs';
import {inputError} from '../error.ts';
import type {Redactor} from '../journal/redact.ts';
import {redactTarget} from '../journal/redact-target.ts';
import {openJournal} from '../journal/write.ts';
import type {JournalWriter} from '../journal/write.ts';
import type {JournalHeader, JournalLine, Plan, Target} from '../model.ts';
import {runIdOf} from '../scope/run-id.ts';
import {readForResume} from './resume.ts';
import type {Resumption} from './resume.ts';
import type {RunServices} from './services.ts';

/** A journal that knows how many exchanges it holds. */
export interface CountingJournal extends JournalWriter {
  readonly exchanges: () => number;
}

/** What there is to go on from, or null for a new run. */
export function resumptionOf(
  plan: Plan,
  target: Target,
  {services, redactor}: {services: RunServices; redactor: Redactor},
): Resumption | null {
  if (!services.resume) return null;
  const file = services.journal;
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw inputError(
      file, `cannot be read: ${(error as NodeJS.ErrnoException).code ?? String(error)}`, 'give the folder of a run that was begun',
    );
  }
  return readForResume(text, {file, plan, target: redactTarget(target, {text: redactor.text, found: () => undefined})});
}

export interface Opening {
  readonly redactor: Redactor;
  readonly resumption: Resumption | null;
  readonly callbackUrl: string | null;
  /** ISO 8601 UTC. */
  readonly now: string;
}

/** Opens the journal and writes down what is known before the first request. */
export function beginJournal(
  plan: Plan,
  target: Target,
  {services, opening}: {services: RunServices; opening: Opening},
): {journal: CountingJournal; header: JournalHeader} {
  const {redactor, resumption, callbackUrl, now} = opening;
  const journal = counting(
    openJournal(services.journal, {redactor, commit: services.commit, ...(resumption === null ? {} : {after: resumption.end})}), resumption?.exchanges ?? 0,
  );
  const before = resumption?.journal;
  const header = before?.header ?? journal.append<JournalHeader>({
    kind: 'header', format: 'mimcheck-journal/1',
    tool: services.tool, node: services.node, platform: services.platform, started: now,
    seed: plan.seed, runId: runIdOf(plan.seed), planDigest: plan.digest,
    selection: plan.selection, suites: plan.suites, mechanisms: plan.mechanisms, target, callbackUrl,
    ...(services.challenge === undefined ? {} : {challenge: services.challenge}),
  });
  // One that was cut off before its plan was whole has the beginning of the same plan.
  for (const requirement of plan.requirements.slice(before?.requirements.length)) journal.append({kind: 'requirement', requirement});
  for (const one of plan.cases.slice(before?.cases.length)) journal.append({kind: 'planned', case: one});
  for (const leftOut of plan.leftOut.slice(before?.leftOut.length)) journal.append({kind: 'left-out', leftOut});
  if (before !== undefined) journal.append({kind: 'resumed', at: now});
  return {journal, header};
}

function counting({append, close}: JournalWriter, before: number): CountingJournal {
  let count = before;
  return {
    append: <Line extends JournalLine>(line: Line): Line => {
      if (line.kind === 'step') count += line.exchanges.length;
      else if (line.kind === 'undo') count += 1;
      return append(line);
    },
    close,
    exchanges: () => count,
  };
}
