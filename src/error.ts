// The user's fault: a suite, a target file, an argument. Everything else that goes wrong here is a crash or a finding.

/** One mistake in what the user gave: where it is, what is wrong, what to do. */
export interface Complaint {
  /** `file:line:column`, or the name of an argument. */
  readonly at: string;
  readonly message: string;
  /** What to do about it; a "did you mean", a command. */
  readonly remedy?: string;
}

/** What the process answers when this is the end: 3 bad input, 4 target unreachable. */
export type InputExitCode = 3 | 4;

/** Thrown with every mistake found at once; the command line prints them without a stack. */
export class InputError extends Error {
  readonly complaints: readonly Complaint[];
  readonly exitCode: InputExitCode;

  constructor(complaints: readonly Complaint[], exitCode: InputExitCode = 3) {
    super(complaints.map(printComplaint).join('\n'));
    this.name = 'InputError';
    this.complaints = complaints;
    this.exitCode = exitCode;
  }
}

/** One line a complaint: `bad.yaml:40:9 unknown key 'expct' (did you mean 'expect'?)`. */
export function printComplaint({at, message, remedy}: Complaint): string {
  return `${at} ${message}${remedy === undefined ? '' : ` (${remedy})`}`;
}

/** An `InputError` with a single complaint. */
export function inputError(at: string, message: string, remedy?: string): InputError {
  return new InputError([remedy === undefined ? {at, message} : {at, message, remedy}]);
}
