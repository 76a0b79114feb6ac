// mimcheck run --dry-run: what would be sent.
import {inputError} from '../src/error.ts';
import type {Plan, Target} from '../src/model.ts';

/** Prints every request of a plan and sends none. */
export async function printDry(_plan: Plan, _target: Target): Promise<number> {
  throw inputError('--dry-run', 'is not here yet');
}
