// Rules for a target file that a schema cannot say.

import type {Complaint} from '../error.ts';
import type {Library, Mechanism} from '../model.ts';
import {nearestOf} from '../nearest.ts';
import {milliseconds} from '../suite/duration.ts';
import {pointerTo} from '../suite/pointer.ts';
import type {YamlDocument} from '../suite/yaml.ts';
import type {RawEndpoint, RawTarget} from './raw.ts';

/** What a target file is held against. */
export interface TargetContext {
  readonly document: YamlDocument;
  readonly raw: RawTarget;
  readonly library: Library;
}

/** Cases set clocks of ten seconds running, in which two writes and what follows from them must fit. */
const LONGEST_SETTLE = '4s';

/** Complaints about a time that a platform cannot be given. */
export function* tooLong({document, raw: {limits: {settle = '0ms'} = {}}}: TargetContext): Generator<Complaint> {
  if (milliseconds(settle) <= milliseconds(LONGEST_SETTLE)) return;
  yield {
    at: document.placeOf('/limits/settle'), message: `no platform is given more than ${LONGEST_SETTLE} after each write, not ${settle}: some cases look at what happens within ten seconds`,
    remedy: 'say how long it needs at most until a write shows; where that is longer, these cases cannot test it',
  };
}

/** Complaints about names that nothing has: mechanisms, features, parameters, credentials. */
export function* unknownNames(context: TargetContext): Generator<Complaint> {
  const {document, raw, library} = context;
  const mechanisms = library.mechanisms.map(({id}) => id);
  for (const [key, endpoint] of Object.entries(raw.endpoints)) {
    const pointer = pointerTo('/endpoints', key);
    const mechanism = library.mechanisms.find(({id}) => id === key);
    if (mechanism === undefined) yield unknown(key, mechanisms, {what: 'there is no mechanism', at: document.keyPlaceOf(pointer)});
    else yield* parameters(endpoint, mechanism, {document, pointer});
    const names = Object.keys(raw.auth ?? {});
    if (endpoint.auth !== undefined && !names.includes(endpoint.auth)) {
      yield unknown(endpoint.auth, names, {what: 'under auth there is no', at: document.placeOf(`${pointer}/auth`)});
    }
    if (endpoint.auth !== undefined && raw.auth?.[endpoint.auth]?.form !== undefined) {
      yield {at: document.placeOf(`${pointer}/auth`), message: `'${endpoint.auth}' is a form to sign in with, which no other request carries`, remedy: 'name credentials that go with every request, or none'};
    }
  }
  yield* claims(context);
}

function* parameters({parameters: given = {}}: RawEndpoint, mechanism: Mechanism, {document, pointer}: {document: YamlDocument; pointer: string}): Generator<Complaint> {
  const known = Object.keys(mechanism.parameters);
  for (const name of Object.keys(given)) {
    if (!known.includes(name)) yield unknown(name, known, {what: `${mechanism.id} has no parameter`, at: document.keyPlaceOf(pointerTo(`${pointer}/parameters`, name))});
  }
}

function* claims({document, raw, library}: TargetContext): Generator<Complaint> {
  for (const [key, {without = []}] of Object.entries(raw.claims ?? {})) {
    const pointer = pointerTo('/claims', key);
    const mechanism = library.mechanisms.find(({id}) => id === key);
    if (mechanism === undefined) {
      yield unknown(key, library.mechanisms.map(({id}) => id), {what: 'there is no mechanism', at: document.keyPlaceOf(pointer)});
      continue;
    }
    if (raw.endpoints[key] === undefined) yield {at: document.keyPlaceOf(pointer), message: `claims something of ${key}, which has no endpoint`, remedy: 'add it under endpoints, or take this away'};
    const known = Object.keys(mechanism.features);
    for (const [index, feature] of without.entries()) {
      if (!known.includes(feature)) yield unknown(feature, known, {what: `${key} has no feature`, at: document.placeOf(`${pointer}/without/${index}`)});
    }
  }
}

/** A word that stands for nothing. */
export function unknown(word: string, known: readonly string[], {what, at}: {readonly what: string; readonly at: string}): Complaint {
  const near = nearestOf(word, known);
  const listed = known.length === 0 ? 'it has none' : `known are ${known.join(', ')}`;
  const remedy = near === undefined ? (known.length <= 20 ? listed : 'mimcheck list shows them') : `did you mean '${near}'?`;
  return {at, message: `${what} '${word}'`, remedy};
}
