// The end of a command that did not work: the user's fault is explained, ours is shown with its stack.

import {harmless} from './console.ts';
import {EXIT} from './exit-code.ts';
import {InputError, printComplaint} from '../src/error.ts';

/** Prints what went wrong to stderr and gives the exit code. */
export function fail(error: unknown): number {
  if (error instanceof InputError) {
    for (const complaint of error.complaints) process.stderr.write(`${harmless(printComplaint(complaint))}\n`);
    return error.exitCode;
  }
  if (error instanceof Error && 'usage' in error) {
    process.stderr.write(`${error.message}\nmimcheck --help lists the commands and their options.\n`);
    return EXIT['bad-input'];
  }
  process.stderr.write(harmless(`This is a fault of mimcheck itself, not of the platform. Please report it with what follows.\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`));
  return EXIT['own-fault'];
}
