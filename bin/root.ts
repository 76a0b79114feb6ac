// Where the package lies, whether it runs from source or from dist.

import {existsSync, readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

/** The folder that holds package.json. */
export const ROOT = findRoot(dirname(fileURLToPath(import.meta.url)));

export const SUITES = join(ROOT, 'suites');
export const TEMPLATES = join(ROOT, 'templates');

/** Name and version of this tool, as written into every record. */
export function toolVersion(): {readonly name: string; readonly version: string} {
  const {version} = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {version: string};
  return {name: 'mimcheck', version};
}

function findRoot(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : findRoot(dirname(folder));
}
