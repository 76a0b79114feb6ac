// Whether the folders beside the build are those that it was made from. Only who has failed looks: it takes reading every file.

import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {digestOf} from './library.ts';
import {ROOT, SUITES, TEMPLATES} from './root.ts';

const BUILT = join(ROOT, 'dist', 'built.json');
const FOLDERS: Readonly<Record<string, string>> = {suites: SUITES, templates: TEMPLATES};

const digests = (): Readonly<Record<string, string>> => Object.fromEntries(Object.entries(FOLDERS).map(([name, folder]) => [name, digestOf(folder)]));

/** Writes down what the build is made from. */
export function rememberBuilt(): void {
  writeFileSync(BUILT, JSON.stringify(digests()));
}

/** Names of the folders that are not as they were when mimcheck was built; none where nobody wrote that down. */
export function otherThanBuilt(): readonly string[] {
  if (!existsSync(BUILT)) return [];
  const built = JSON.parse(readFileSync(BUILT, 'utf8')) as Readonly<Record<string, string>>;
  const now = digests();
  return Object.keys(now).filter((name) => now[name] !== built[name]);
}
