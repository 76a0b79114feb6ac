// evidence.yaml: what the vendor declares where no endpoint can show it, with the files that prove it.

import {InputError} from '../error.ts';
import type {Complaint} from '../error.ts';
import type {Declaration, DeclaredFile, Json, JsonObject, Library} from '../model.ts';
import {byPlace} from '../suite/by-place.ts';
import {evidenceSchema} from '../suite/format/evidence.ts';
import {pointerTo} from '../suite/pointer.ts';
import {readYamlAs} from '../suite/read-yaml-as.ts';
import {readYaml} from '../suite/yaml.ts';
import type {YamlDocument} from '../suite/yaml.ts';
import {LARGEST_ALL, whyRefused} from './evidence-files.ts';
import {unknown} from './rules.ts';

interface RawDeclaration extends Omit<Declaration, 'files' | 'validUntil'> {
  readonly files?: readonly string[];
  readonly 'valid-until'?: string;
}

/** Why a file is not handed on. */
export type WhyNot = 'is not there' | 'is no file' | 'lies elsewhere, for a link leads out of the folder' | 'cannot be read' | `is too large${string}`;

export interface EvidenceSources {
  readonly library: Library;
  /** The bytes of a file beside evidence.yaml, or why it cannot be handed on. */
  readonly readFile: (name: string) => Uint8Array | WhyNot;
  readonly digest: (bytes: Uint8Array) => string;
}

/** The declarations in a file, by requirement or case. Throws an `InputError` with every mistake. */
export async function readEvidence(text: string | Uint8Array, file: string, sources: EvidenceSources): Promise<Readonly<Record<string, Declaration>>> {
  const blank = readYaml(text, file);
  const unfilled = idsUnfilled(blank.value);
  if (unfilled.length > 0) {
    const others = await readYamlAs(evidenceSchema, text, file, (value) => without(value, unfilled)).then(() => [], complaintsIn);
    throw new InputError([...unfilled.map((id) => ({
      at: blank.keyPlaceOf(pointerTo('/evidence', id)), message: `nothing is said for ${id} yet`, remedy: 'fill in claim, statement, by and date, or take the entry away: what is missing counts as untested',
    })), ...others].sort(byPlace));
  }
  const document = await readYamlAs(evidenceSchema, text, file);
  // The schema vouches for the shape.
  const {evidence} = document.value as unknown as {readonly evidence: Readonly<Record<string, RawDeclaration>>};
  const hashed = new Map<string, DeclaredFile>();
  const complaints = [...unknownIds(evidence, document, sources.library), ...gather(evidence, document, {...sources, hashed})];
  if (complaints.length > 0) throw new InputError(complaints.sort(byPlace));
  return Object.fromEntries(Object.entries(evidence).map(([id, raw]) => [id, parse(raw, hashed)]));
}

/** Entries of the template in which nobody has said anything. */
function idsUnfilled(value: Json): readonly string[] {
  const entries = isObject(value) ? value['evidence'] : undefined;
  if (entries === undefined || !isObject(entries)) return [];
  const isEmpty = (one: Json | undefined): boolean => one === undefined || one === null || one === '';
  return Object.entries(entries).flatMap(([id, one]) => (one === null || (isObject(one) && [one['statement'], one['by'], one['date']].every(isEmpty)) ? [id] : []));
}

function without(value: Json, ids: readonly string[]): Json {
  const {evidence, ...rest} = value as {readonly evidence: JsonObject};
  return {...rest, evidence: Object.fromEntries(Object.entries(evidence).filter(([id]) => !ids.includes(id)))};
}

function isObject(value: Json): value is JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function complaintsIn(error: unknown): readonly Complaint[] {
  if (error instanceof InputError) return error.complaints;
  throw error;
}

function* unknownIds(evidence: Readonly<Record<string, RawDeclaration>>, document: YamlDocument, {requirements, suites}: Library): Generator<Complaint> {
  const ids = [...requirements.map(({id}) => id), ...suites.flatMap(({caseIds}) => caseIds)].flatMap((id) => [id, id.replace(/\[.*$/, '')]);
  for (const id of Object.keys(evidence)) {
    if (!ids.includes(id)) yield unknown(id, ids, {what: 'there is no requirement or case', at: document.keyPlaceOf(pointerTo('/evidence', id))});
  }
}

/** Hashes every file that is named, once. */
function* gather(
  evidence: Readonly<Record<string, RawDeclaration>>,
  document: YamlDocument,
  {readFile, digest, hashed}: EvidenceSources & {readonly hashed: Map<string, DeclaredFile>},
): Generator<Complaint> {
  let total = 0;
  for (const [id, {files = []}] of Object.entries(evidence)) {
    for (const [index, name] of files.entries()) {
      if (hashed.has(name)) continue;
      const at = document.placeOf(`${pointerTo('/evidence', id)}/files/${index}`);
      const bytes = readFile(name);
      const wrong = typeof bytes === 'string' ? bytes : whyRefused(name, bytes);
      if (typeof bytes === 'string' || wrong !== null) {
        yield {at, message: `the file ${name} ${wrong ?? ''}`, remedy: bytes === 'is not there' ? 'paths are relative to this file' : 'hand in another file, or give a link with its digest'};
        continue;
      }
      total += bytes.length;
      if (total > LARGEST_ALL) yield {at, message: `all files together have more than ${LARGEST_ALL} bytes`, remedy: 'name fewer, or give links with digests'};
      hashed.set(name, {name, bytes: bytes.length, digest: digest(bytes)});
    }
  }
}

function parse({files, 'valid-until': validUntil, ...rest}: RawDeclaration, hashed: ReadonlyMap<string, DeclaredFile>): Declaration {
  return {
    ...rest,
    ...(validUntil === undefined ? {} : {validUntil}),
    ...(files === undefined ? {} : {files: files.flatMap((name) => hashed.get(name) ?? [])}),
  };
}
