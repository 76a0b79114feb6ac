// evidence.yaml: what the vendor declares where no endpoint can show it, with the files that prove it.

import {InputError} from '../error.ts';
import type {Complaint} from '../error.ts';
import type {Declaration, DeclaredFile, Library} from '../model.ts';
import {byPlace} from '../suite/by-place.ts';
import {evidenceSchema} from '../suite/format/evidence.ts';
import {pointerTo} from '../suite/pointer.ts';
import {readYamlAs} from '../suite/read-yaml-as.ts';
import type {YamlDocument} from '../suite/yaml.ts';
import {LARGEST_ALL, whyRefused} from './evidence-files.ts';
import {unknown} from './rules.ts';

interface RawDeclaration extends Omit<Declaration, 'files' | 'validUntil'> {
  readonly files?: readonly string[];
  readonly 'valid-until'?: string;
}

export interface EvidenceSources {
  readonly library: Library;
  /** The bytes of a file beside evidence.yaml; null when there is none. */
  readonly readFile: (name: string) => Uint8Array | null;
  readonly digest: (bytes: Uint8Array) => string;
}

/** The declarations in a file, by requirement or case. Throws an `InputError` with every mistake. */
export async function readEvidence(text: string | Uint8Array, file: string, sources: EvidenceSources): Promise<Readonly<Record<string, Declaration>>> {
  const document = await readYamlAs(evidenceSchema, text, file);
  // The schema vouches for the shape.
  const {evidence} = document.value as unknown as {readonly evidence: Readonly<Record<string, RawDeclaration>>};
  const hashed = new Map<string, DeclaredFile>();
  const complaints = [...unknownIds(evidence, document, sources.library), ...gather(evidence, document, {...sources, hashed})];
  if (complaints.length > 0) throw new InputError(complaints.sort(byPlace));
  return Object.fromEntries(Object.entries(evidence).map(([id, raw]) => [id, parse(raw, hashed)]));
}

function* unknownIds(evidence: Readonly<Record<string, RawDeclaration>>, document: YamlDocument, {requirements, suites}: Library): Generator<Complaint> {
  const ids = [...requirements, ...suites.flatMap(({cases}) => cases)].flatMap(({id}) => [id, id.replace(/\[.*$/, '')]);
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
      const wrong = bytes === null ? 'cannot be read' : whyRefused(name, bytes);
      if (bytes === null || wrong !== null) {
        yield {at, message: `the file ${name} ${wrong ?? ''}`, remedy: 'paths are relative to this file'};
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
