// What a source gets of a document: its part, in its words, as its version of the standard knows it (clauses 4.3.6.1, 4.3.6.6, 4.3.6.8).

import {expandName, type ActiveContext} from '../context/active.ts';
import type {Broker} from '../broker.ts';
import {settle, type Draft} from '../entity/draft.ts';
import {holdsNull} from '../entity/null.ts';
import {readAttribute} from '../entity/read-attribute.ts';
import {isAttributeMember} from '../entity/read-entity.ts';
import {asArray, type Json, type JsonObject} from '../json.ts';
import type {Instance} from '../model.ts';
import {conformAll, NEWEST, preferredVersion} from '../represent/conform.ts';
import {renderAttributes} from '../represent/instance.ts';
import type {View} from '../represent/view.ts';
import type {Registration} from '../registrations/model.ts';
import {partOf} from './fragment.ts';
import type {Part} from './plan-write.ts';
import {sourceInfo} from './source-info.ts';
import {inWords} from './words.ts';

/** From the client's words to those of the source. */
export interface Words {
  readonly from: ActiveContext;
  readonly to: ActiveContext;
}

/** To whom a body goes, and what part of the document it is. */
export interface Addressed {
  readonly registration: Registration;
  readonly part: Part;
  readonly wrong: Broker['wrong'];
  /** Simplified Attributes stay so: what they are is only known where they are kept. */
  readonly isSimplified: boolean;
}

/** The body for one source: normalized, for no other representation has to be understood (clause 4.3.6.1). */
export function bodyFor(document: JsonObject, {registration, part, wrong, isSimplified}: Addressed, {from, to}: Words): JsonObject {
  const sent = wrong('ngsi-ld-forward-sends-everything') ? 'all' : part;
  const body = inWords(partOf(document, sent, {context: from, isOwn: false}), from, to);
  const asked = wrong('ngsi-ld-forward-conformance-ignored') ? undefined : sourceInfo(registration).get('ngsildConformance');
  return isSimplified ? body : normalized(body, preferredVersion(asked) ?? NEWEST, to);
}

function normalized(document: JsonObject, version: number, context: ActiveContext): JsonObject {
  const extra = (_: string, {expiresAt}: Instance): JsonObject => (expiresAt === undefined ? {} : {expiresAt});
  const view: View = {wrong: () => false, context, format: 'normalized', sysAttrs: false, geometryProperty: '', extra};
  const members = Object.entries(document).flatMap(([key, value]): [string, Json][] => {
    if (isAttributeMember(key)) return [[key, attributeFor(key, value, {version, view})]];
    if (key === 'type' || key === '@type') return [[key, version < 1.3 ? (asArray(value)[0] ?? value) : value]];
    return (key === 'scope' && version < 1.4) || (key === 'expiresAt' && version < NEWEST) ? [] : [[key, value]];
  });
  return Object.fromEntries(members);
}

/** What asks for something to be removed, or leaves something open, has no other form. */
function attributeFor(key: string, value: Json, {version, view}: {version: number; view: View}): Json {
  const drafts = readAttribute({context: view.context, nulls: 'deep', partial: true}, key, value);
  if (!drafts.every(isWhole)) return value;
  const attributes = conformAll(new Map([[expandName(view.context, key), drafts.map((draft) => settle(draft, ''))]]), version);
  return Object.values(renderAttributes(attributes, view))[0] ?? value;
}

function isWhole({kind, value, subs}: Draft): boolean {
  return kind !== undefined && value !== undefined && !holdsNull(value) && [...subs.values()].flat().every(isWhole);
}
