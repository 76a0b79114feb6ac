// JSON Schemas that a suite refers to, with the files that they refer to in turn, as one schema that needs nothing else.

import {readFile, realpath} from 'node:fs/promises';
import {dirname, isAbsolute, join, relative, sep} from 'node:path';
import {compileSchema} from '../json-schema/compile.ts';
import type {Json, JsonObject} from '../model.ts';

/** A schema and every file it was made of, for the digest: path relative to the root, with `/`. */
export interface LoadedSchema {
  readonly schema: Json;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** Loads the schema at a path relative to a folder inside `root`. Throws an `Error` in plain words when it cannot be used. */
export async function loadSchema(path: string, folder: string, root: string): Promise<LoadedSchema> {
  const files = new Map<string, Uint8Array>();
  const main = await open(path, folder, root);
  const parts: Record<string, Json> = {};
  await gather(main, {files, parts, root});
  const {[main.name]: first, ...others} = parts as Record<string, JsonObject>;
  const more = Object.keys(others).length > 0;
  const schema = more ? {...first, $defs: {...((first?.['$defs'] ?? {}) as JsonObject), ...others}} : main.schema;
  await compileSchema(schema);
  return {schema, files};
}

interface SchemaFile {
  readonly name: string;
  readonly folder: string;
  readonly bytes: Uint8Array;
  readonly schema: Json;
}

interface Bundle {
  readonly files: Map<string, Uint8Array>;
  readonly parts: Record<string, Json>;
  readonly root: string;
}

async function gather(file: SchemaFile, bundle: Bundle): Promise<void> {
  bundle.files.set(file.name, file.bytes);
  const {schema} = file;
  // Without an own $id it gets one from its path, so that relative references find each other.
  bundle.parts[file.name] = typeof schema === 'object' && schema !== null ? {$id: `suites:/${file.name}`, ...schema} : schema;
  for (const reference of references(schema)) {
    const next = await open(reference, file.folder, bundle.root);
    if (!bundle.files.has(next.name)) await gather(next, bundle);
  }
}

/** The files that `$ref` names: no fragment, no URL. */
function references(schema: Json): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (value: Json): void => {
    if (value === null || typeof value !== 'object') return;
    for (const [key, item] of Object.entries(value)) {
      if (key === '$ref' && typeof item === 'string' && !/^(#|[a-z][a-z0-9+.-]*:)/i.test(item)) found.add(item.replace(/#.*$/, ''));
      else visit(item as Json);
    }
  };
  visit(schema);
  return found;
}

async function open(path: string, folder: string, root: string): Promise<SchemaFile> {
  const full = join(folder, path);
  const name = inside(full, root);
  if (isAbsolute(path) || name === null) throw new Error(`${path} lies outside the suites folder`);
  const bytes = await readFile(full).catch(() => {
    throw new Error(`there is no file ${path}`);
  });
  // A link must not lead out either.
  if (inside(await realpath(full), await realpath(root)) === null) throw new Error(`${path} lies outside the suites folder`);
  try {
    return {name, folder: dirname(full), bytes, schema: JSON.parse(new TextDecoder('utf-8', {fatal: true}).decode(bytes)) as Json};
  } catch (error) {
    throw new Error(`${path} is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function inside(full: string, root: string): string | null {
  const name = relative(root, full);
  return name === '..' || name.startsWith(`..${sep}`) || isAbsolute(name) ? null : name.replaceAll(sep, '/');
}
