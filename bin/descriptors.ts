// A run that is short of file descriptors would miss notifications and blame the platform: it is not begun.

import {readFileSync} from 'node:fs';
import {inputError} from '../src/error.ts';
import type {Target} from '../src/model.ts';

/** For the program itself, its record and documents, and a few who call back at the same time. */
const OWN = 100;

/** Throws when fewer files may be open than the connections to a target can take up. Only Linux tells. */
export function demandDescriptors({limits, endpoints, auth}: Target): void {
  const allowed = openFiles();
  const origins = new Set(Object.values(endpoints).map(({url}) => new URL(url).origin)).size + Object.values(auth).filter(({kind}) => kind === 'oauth2' || kind === 'form').length;
  const needed = OWN + origins * limits.connections;
  if (allowed !== null && allowed < needed) {
    throw inputError('limits.connections', `this may need ${needed} open files, and only ${allowed} are allowed here`, `raise the limit (ulimit -n ${needed}), or allow fewer connections in the target`);
  }
}

/** How many files this process may open; null: not known. */
function openFiles(): number | null {
  try {
    const limit = /^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1];
    return limit === undefined ? null : Number(limit);
  } catch {
    return null;
  }
}
