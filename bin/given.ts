// What the parser lets through and no command can use: an option given twice, with nothing, or with `no-` before it.

import {InputError} from '../src/error.ts';
import type {Complaint} from '../src/error.ts';

/** What the parser knows of the options of a command. */
export interface Options {
  readonly key: Readonly<Record<string, unknown>>;
  /** Names of those that may be given more than once. */
  readonly array: readonly string[];
  readonly boolean: readonly string[];
}

/** Throws an `InputError` for every option that is given twice and is no list, that is empty, or that cannot be negated. */
export function demandSound(given: Readonly<Record<string, unknown>>, {key, array, boolean}: Options, positionals: readonly string[]): void {
  const complaints = Object.keys(key).filter((name) => !boolean.includes(name)).flatMap((name): readonly Complaint[] => {
    const value = given[name];
    const at = positionals.includes(name) ? name : `--${name}`;
    const isList = array.includes(name);
    if (Array.isArray(value) && !isList) return [{at, message: 'is given twice', remedy: 'it takes one value'}];
    // A list separates its values by commas: of an empty variable and another the comma is what is left.
    if ([value].flat().some((one) => typeof one === 'string' && one.replaceAll(isList ? ',' : '', '').trim() === '')) return [{at, message: 'is empty', remedy: 'give a value, or leave it out'}];
    return value === false ? [{at: `--no-${name}`, message: 'is no option', remedy: `leave --${name} out`}] : [];
  });
  if (complaints.length > 0) throw new InputError(complaints);
}
