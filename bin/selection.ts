// What the user chose, from text to data.

import {inputError} from '../src/error.ts';
import type {Release} from '../src/model.ts';
import {RELEASES} from '../src/model.ts';
import {nearest} from '../src/nearest.ts';

/** Releases by name. */
export function releasesOf(names: readonly string[]): readonly Release[] {
  return names.map((name) => {
    const release = RELEASES.find((one) => one === name);
    if (release === undefined) throw inputError('--release', `there is no release '${name}' here`, nearest(name, RELEASES));
    return release;
  });
}

/** Numbers of MIMs: `1`, `MIM1`. */
export function mimsOf(names: readonly string[]): readonly number[] {
  return names.map((name) => {
    const match = /^(?:mim)?(\d{1,2})$/i.exec(name);
    if (match === null) throw inputError('--mim', `'${name}' is no number of a MIM`, 'write for example --mim 0,1');
    return Number(match[1]);
  });
}
