// What a run tells while it goes on, for a progress display. Nothing is decided by it.

import type {CaseEnd, Finding, JournalFooter} from '../model.ts';

export type RunEvent =
  | {
      readonly kind: 'run-start';
      readonly cases: number;
      /** Of these, done in an earlier run that is resumed. */
      readonly done: number;
      readonly callbackUrl: string | null;
    }
  | {readonly kind: 'callback'; readonly reachable: boolean; readonly detail: string}
  | {readonly kind: 'case-start'; readonly case: string}
  | {readonly kind: 'step'; readonly case: string; readonly step: number; readonly met: boolean}
  /** `findings` are those of the step at which it stopped, as the judge will see them. */
  | {
      readonly kind: 'case-end';
      readonly case: string;
      readonly ended: CaseEnd['ended'];
      readonly findings: readonly Finding[];
      readonly detail?: string;
    }
  | {readonly kind: 'undo'; readonly case: string; readonly undone: boolean}
  | {readonly kind: 'run-end'; readonly ended: JournalFooter['ended']; readonly exchanges: number; readonly leftovers: number};
