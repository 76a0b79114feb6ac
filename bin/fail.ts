// The end of a command that did not work: the user's fault is explained, ours is shown with its stack.

import {harmless} from './console.ts';
import {EXIT} from './exit-code.ts';
import {InputError, printComplaint} from '../src/error.ts';

/** Prints what went wrong to stderr and gives the exit code. */
export async function fail(error: unknown): Promise<number> {
  if (error instanceof InputError) {
    for (const complaint of error.complaints) process.stderr.write(`${harmless(printComplaint(complaint))}\n`);
    return error.exitCode;
  }
  if (error instanceof Error && 'usage' in error) {
    process.stderr.write(`${error.message}\nmimcheck --help lists the commands and their options.\n`);
    return EXIT['bad-input'];
  }
  const {otherThanBuilt} = await import('./built.ts');
  const other = otherThanBuilt();
  if (other.length > 0) {
    // An update that stopped half-way, or a build that nobody renewed. If it is a fault of ours all the same, it shows after the remedy.
    const message = `are not those that this mimcheck was built from, and the command failed over it: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`;
    process.stderr.write(harmless(`${printComplaint({at: other.join(' and '), message, remedy: 'npm run build, or install mimcheck again'})}\n`));
    return EXIT['bad-input'];
  }
  process.stderr.write(harmless(`This is a fault of mimcheck itself, not of the platform. Please report it with what follows.\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`));
  return EXIT['own-fault'];
}
