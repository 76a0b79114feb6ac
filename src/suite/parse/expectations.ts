// `expect:` as a list of expectations, each with the places of all its values.

import type {Expectation, ExpectationKind, Json} from '../../model.ts';
import {pointerTo} from '../pointer.ts';
import type {YamlDocument} from '../yaml.ts';
import type {RawExpect} from './raw.ts';

/** A file of cases, with the schemas it refers to, by the path written in it. */
export interface SuiteSource {
  readonly document: YamlDocument;
  readonly schemas: ReadonlyMap<string, Json>;
}

/** The expectations written at a pointer, in their order. */
export function parseExpect(expect: RawExpect | undefined, pointer: string, {document, schemas}: SuiteSource): readonly Expectation[] {
  return (Object.entries(expect ?? {}) as [ExpectationKind, Json][]).map(([kind, written]) => {
    const here = pointerTo(pointer, kind);
    const places: Record<string, string> = {};
    gatherPlaces(written, '', (inner) => {
      places[inner] = document.positionOf(`${here}${inner}`);
    });
    // The reader has loaded every schema that is named, or complained.
    const options = kind === 'schema' ? (schemas.get(String(written)) ?? true) : written;
    return {kind, options, at: document.keyPlaceOf(here), places};
  });
}

function gatherPlaces(value: Json, pointer: string, put: (pointer: string) => void): void {
  put(pointer);
  if (value === null || typeof value !== 'object') return;
  for (const [key, item] of Object.entries(value)) gatherPlaces(item as Json, pointerTo(pointer, key), put);
}
