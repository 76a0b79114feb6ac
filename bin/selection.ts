// What the user chose, from text to data.

import {existsSync, statSync} from 'node:fs';
import {isAbsolute, join, relative, resolve, sep} from 'node:path';
import {inputError} from '../src/error.ts';
import type {Release} from '../src/model.ts';
import {RELEASES} from '../src/model.ts';
import {nearest} from '../src/nearest.ts';
import {SUITES} from './root.ts';

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

/** Suites by id or by their path below the folder of suites, or files and folders there as one names them from here; all may hold `*`. */
export function suitesOf(names: readonly string[]): readonly string[] {
  return names.map((name) => {
    const path = resolve(name);
    const inside = relative(SUITES, path);
    const isPath = /[/\\]|\.yaml$/.test(name) && !inside.startsWith('..') && !isAbsolute(inside);
    // What stands before the first * tells whether the path was meant from here.
    if (!isPath || !existsSync(resolve(name.replace(/[^/\\*]*(\*.*)?$/, '')))) return name;
    return (existsSync(path) && statSync(path).isDirectory() ? join(inside, '**') : inside).replaceAll(sep, '/');
  });
}
