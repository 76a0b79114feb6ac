// The JSON-LD contexts that comparisons may rely on, from the suites folder.

import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {Json} from '../model.ts';

/** Pinned contexts by address. `contexts/index.json` maps addresses to files. */
export async function readContexts(suites: string): Promise<Readonly<Record<string, Json>>> {
  const folder = join(suites, 'contexts');
  const index = JSON.parse(await readFile(join(folder, 'index.json'), 'utf8')) as Readonly<Record<string, string>>;
  const files = new Map<string, Json>();
  for (const file of new Set(Object.values(index))) files.set(file, JSON.parse(await readFile(join(folder, file), 'utf8')) as Json);
  return Object.fromEntries(Object.entries(index).map(([url, file]) => [url, files.get(file) as Json]));
}
