// What a run is given from outside: time, secrets, the way to judge a step, and where to write.

import type {Redactor} from '../journal/redact.ts';
import type {Secret} from '../journal/withheld.ts';
import type {JournalHeader, RuleStep} from '../model.ts';
import type {Clock} from './clock.ts';
import type {RunEvent} from './events.ts';
import type {ResolveSecret} from './known-secrets.ts';

export interface RunServices {
  readonly clock: Clock;
  readonly rule: RuleStep;
  readonly resolveSecret: ResolveSecret;
  /** Given by who wants to scan other files with what the run learns, tokens included; absent: the run makes its own. */
  readonly redactor?: Redactor;
  /** Makes a salted digest of what was kept out of the record; who gives this keeps the salt. */
  readonly commit?: (secret: Secret) => string;
  /** The buyer's challenge that the run answers. */
  readonly challenge?: JournalHeader['challenge'];
  readonly tool: {readonly name: string; readonly version: string};
  /** Version of Node, and the operating system, for the header of the journal. */
  readonly node: string;
  readonly platform: string;
  /** Path of the journal; its folder exists. */
  readonly journal: string;
  /** Goes on with the journal that is there. */
  readonly resume: boolean;
  /** Path of a Chromium; null: pages cannot be looked at. */
  readonly browser: string | null;
  /** Ctrl-C: undoes what was begun and ends the journal. */
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: RunEvent) => void;
}
