// Rules for tender.yaml that a schema cannot say.

import type {Complaint} from '../../error.ts';
import type {Json, Library} from '../../model.ts';
import {nearest} from '../../nearest.ts';
import {isLost, lostWithin} from '../../suite/form.ts';
import type {Form} from '../../suite/form.ts';
import {pointerTo} from '../../suite/pointer.ts';
import type {YamlDocument} from '../../suite/yaml.ts';
import {isDuration} from '../resolve/values.ts';
import {USES, isOpen} from '../words.ts';
import type {TenderLibrary} from './library.ts';
import type {Lot, Profile} from './profiles.ts';
import type {RawTender} from './tender.ts';

export interface TenderContext {
  readonly form: Form;
  readonly raw: RawTender;
  readonly library: Library;
  readonly tenders: TenderLibrary;
}

/** Control characters, signs that turn the direction of a text, and halves of characters: they would be printed as nobody expects. */
const INVISIBLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]|\p{Surrogate}/u;

/** Complaints about characters that nobody sees. */
export function* controlCharacters(document: YamlDocument, value: Json, pointer = ''): Generator<Complaint> {
  if (typeof value === 'string') {
    const found = INVISIBLE.exec(value)?.[0];
    if (found !== undefined) yield {at: document.placeOf(pointer), message: `holds the invisible character U+${(found.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`, remedy: 'take it away'};
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) yield* controlCharacters(document, item as Json, pointerTo(pointer, key));
  }
}

/** Complaints about names that nothing has; not where what should have given the name is itself wrong. */
export function* unknownNames({form, raw, library, tenders}: TenderContext): Generator<Complaint> {
  const {document} = form;
  const look = function* (word: string, known: readonly string[] | null, pointer: string, what: string): Generator<Complaint> {
    if (known !== null && !known.includes(word)) yield {at: document.placeOf(pointer), message: `there is no ${what} '${word}'`, remedy: nearest(word, known)};
  };
  yield* look(raw.profile, tenders.profiles.map(({id}) => id), '/profile', 'profile');
  const packs = tenders.jurisdictions;
  yield* look(raw.tender.jurisdiction, packs.map(({id}) => id), '/tender/jurisdiction', 'jurisdiction');
  const pack = packs.find(({id}) => id === raw.tender.jurisdiction);
  if (pack !== undefined && pack.title[raw.tender.language] === undefined) {
    yield {at: document.placeOf('/tender/language'), message: `the jurisdiction ${pack.id} has no words in '${raw.tender.language}'`, remedy: `it has ${Object.keys(pack.title).join(', ')}; the jurisdiction eu has all`};
  }
  const lost = lostWithin(form, '');
  const ids = library.requirements.map(({id}) => id);
  const lots = lotsOf(raw, tenders.profiles.find(({id}) => id === raw.profile), form);
  for (const [index, choice] of (raw.requirements ?? []).entries()) {
    yield* look(choice.id, ids, `/requirements/${index}/id`, 'requirement');
    for (const [position, id] of (choice.accepts ?? []).entries()) yield* look(id, tenders.standards.map((one) => one.id), `/requirements/${index}/accepts/${position}`, 'standard');
    for (const [position, lot] of (choice.lots ?? []).entries()) if (!isLost(lot, lost)) yield* look(lot, lots, `/requirements/${index}/lots/${position}`, 'lot');
  }
  for (const [name, value] of Object.entries(raw.parameters ?? {})) {
    const kind = tenders.parameters[name]?.kind;
    const at = document.placeOf(pointerTo('/parameters', name));
    const open = typeof value === 'string' && isOpen(value);
    if (kind === 'duration' && !open && !isDuration(String(value))) yield {at, message: `${name} is a time, such as 30 days, not ${String(value)}`, remedy: 'a whole number and hours, days, weeks, months or years'};
    if (kind === 'number' && !open && typeof value !== 'number') yield {at, message: `${name} is a number, not '${value}'`};
    if (kind === undefined) yield {at: document.keyPlaceOf(pointerTo('/parameters', name)), message: `no clause has the value '${name}'`, remedy: nearest(name, Object.keys(tenders.parameters))};
  }
}

/** Ids of the lots there are; null where nobody can tell which these are. */
function lotsOf({lots}: Pick<RawTender, 'lots'>, profile: Profile | undefined, form: Form): readonly string[] | null {
  if (lots === undefined) return profile?.lots.map(({id}) => id) ?? null;
  return isVague(['/lots', ...lots.map((_, index) => `/lots/${index}/id`)], form) ? null : lots.map(({id}) => id);
}

/** Whether one of these parts of the file is not as it must be. */
function isVague(pointers: readonly string[], {document, unclear}: Form): boolean {
  return pointers.some((pointer) => unclear.has(document.placeOf(pointer)));
}

/** Complaints about what stands twice or against something else. */
export function* inconsistencies(form: Form, {lots = [], requirements = [], releases}: RawTender, profile: Profile | undefined): Generator<Complaint> {
  const {document} = form;
  const lost = lostWithin(form, '');
  const known = lotsOf({lots}, profile, form);
  yield* twice(lots.map(({id}) => id), (id, first) => `the lot '${id}' stands at ${document.placeOf(`/lots/${first}`)} already`, (index) => document.placeOf(`/lots/${index}/id`));
  yield* twice(requirements.map(({id}) => id), (id, first) => `${id} stands at ${document.placeOf(`/requirements/${first}`)} already`, (index) => document.placeOf(`/requirements/${index}/id`));
  for (const [index, {after = []}] of lots.entries()) {
    for (const [position, id] of after.entries()) {
      if (known?.includes(id) === false && !isLost(id, lost)) yield {at: document.placeOf(`/lots/${index}/after/${position}`), message: `there is no lot '${id}'`, remedy: nearest(id, lots.map((lot) => lot.id))};
    }
  }
  const circle = circleOf(lots);
  if (circle !== null) yield {at: document.placeOf(`/lots/${lots.findIndex(({id}) => id === circle[0])}`), message: `lots wait for each other: ${circle.join(' after ')}`, remedy: 'take one of them away under after'};
  const named = releases !== undefined && isVague(['/releases', ...releases.map((_, index) => `/releases/${index}`)], form) ? undefined : releases ?? profile?.releases;
  for (const [index, {id, use, weight, scale}] of requirements.entries()) {
    const release = /^MIM\d+-(9\.0|2022)-/.exec(id)?.[1];
    if (release !== undefined && named?.some((one) => one === release) === false && !isLost(release, lost)) yield {at: document.placeOf(`/requirements/${index}/id`), message: `${id} belongs to release ${release}, which the tender does not use`, remedy: `add "${release}" under releases`};
    if (USES.includes(use) && use !== 'scored' && weight !== undefined) yield {at: document.placeOf(`/requirements/${index}/weight`), message: `a weight for what is not scored (use: ${use})`, remedy: 'take it away, or say use: scored'};
    for (const [position, {value}] of (scale ?? []).entries()) {
      if (position > 0 && value <= (scale?.[position - 1]?.value ?? -1)) yield {at: document.placeOf(`/requirements/${index}/scale/${position}/value`), message: 'the values of a scale rise from level to level', remedy: 'begin with the lowest'};
    }
  }
}

function* twice(ids: readonly string[], message: (id: string, first: number) => string, at: (index: number) => string): Generator<Complaint> {
  for (const [index, id] of ids.entries()) {
    const first = ids.indexOf(id);
    if (first < index) yield {at: at(index), message: message(id, first)};
  }
}

/** Ids of lots of which each waits for the next, and the last for the first; null where there is no such circle. */
function circleOf(lots: readonly Lot[]): readonly string[] | null {
  const after = new Map(lots.map((lot) => [lot.id, lot.after ?? []]));
  const free = new Set<string>();
  const walk = (id: string, path: readonly string[]): readonly string[] | null => {
    if (path.includes(id)) return [...path.slice(path.indexOf(id)), id];
    if (free.has(id)) return null;
    for (const next of after.get(id) ?? []) {
      const circle = walk(next, [...path, id]);
      if (circle !== null) return circle;
    }
    free.add(id);
    return null;
  };
  for (const {id} of lots) {
    const circle = walk(id, []);
    if (circle !== null) return circle;
  }
  return null;
}
