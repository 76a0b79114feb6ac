// The core contexts that ETSI publishes, read once from suites/contexts; no run fetches them.

import {existsSync, readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import type {JsonObject} from '../json.ts';

/** The core context of the version of the standard that this broker implements. */
export const CORE_URL = 'https://uri.etsi.org/ngsi-ld/v1/ngsi-ld-core-context-v1.9.jsonld';

const ANY_CORE = /^https?:\/\/uri\.etsi\.org\/ngsi-ld\/v1\/ngsi-ld-core-context[^/]*\.jsonld$/;

/** True for the address of any version of the core context, pinned or not. */
export function isCoreUrl(url: string): boolean {
  return ANY_CORE.test(url);
}

/** The core context of this broker. */
export function coreDocument(): JsonObject {
  const file = read('index.json')[CORE_URL];
  if (typeof file !== 'string') throw new Error(`${CORE_URL} is not pinned in suites/contexts`);
  return read(file);
}

function read(file: string): JsonObject {
  return JSON.parse(readFileSync(join(packageRoot(), 'suites', 'contexts', file), 'utf8')) as JsonObject;
}

/** Climbs to package.json, so that it works from the sources and from dist alike. */
function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('no package.json above the sandbox');
    folder = parent;
  }
  return folder;
}
