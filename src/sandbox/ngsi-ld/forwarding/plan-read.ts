// Which sources may know something of what is asked for, and how much of it each may be asked: clauses 5.12, 5.7.1.4, 5.7.2.4, 4.3.6.1.

import type {TypeSelection} from '../query/type-selection.ts';
import {fitsEntity, isAmong, matching, type Wanted} from '../registrations/match.ts';
import {informationOf, type EntityInfo, type Registration} from '../registrations/model.ts';
import {commonDatasets, isOfNow, sharesDataset, wasMet, wayOf, type Passing} from './offer.ts';

/** What a read is about; the part of it that decides who is asked, and what it shows of it. */
export interface Sought extends Wanted {
  /** The Attributes that are of any use, expanded; undefined when all may be. */
  readonly useful: readonly string[] | undefined;
  /** The datasets that are asked for. */
  readonly datasetIds: readonly string[] | undefined;
  /** Whether a source is told of which types the Entities are: by who retrieves one only when the client says so. */
  readonly tellsTypes: boolean;
}

/** Some Entities of a source. */
export interface Selected {
  readonly types: TypeSelection | undefined;
  readonly ids: readonly string[] | undefined;
  readonly idPattern: string | undefined;
}

/** What one source is asked for. */
export interface Question {
  readonly registration: Registration;
  /** What it is asked for as: a name of Table 4.20-1. */
  readonly way: string;
  readonly selected: Selected;
  /** Expanded; undefined stands for all. */
  readonly attributes: readonly string[] | undefined;
  readonly datasetIds: readonly string[] | undefined;
}

export interface ReadPlan {
  readonly questions: readonly Question[];
  /** Sources that are not asked, for the request has passed them already. */
  readonly loops: readonly Registration[];
  /** Sources that do not take the operation. */
  readonly untaken: readonly Registration[];
}

/** Who is asked for what: no source for more than it is registered for. */
export function planRead(sought: Sought, registrations: readonly Registration[], passing: Passing): ReadPlan {
  const possible = registrations
    .filter((one) => isOfNow(one) && sharesDataset(one, sought.datasetIds))
    .flatMap((one) => matching(one, [sought], passing.wrong) ?? []);
  const taken = possible.filter((one) => wayOf(one, passing) !== undefined);
  const loops = taken.filter((one) => wasMet(one, passing));
  const asked = taken.filter((one) => !loops.includes(one));
  return {questions: asked.flatMap((one) => questionsTo(one, sought, passing)), loops, untaken: possible.filter((one) => !taken.includes(one))};
}

function questionsTo(registration: Registration, sought: Sought, passing: Passing): readonly Question[] {
  const {wrong} = passing;
  const way = wayOf(registration, passing) ?? '';
  const datasetIds = commonDatasets(registration, sought.datasetIds);
  const questions = informationOf(registration.document).flatMap((info) => {
    const attributes = wrong('ngsi-ld-forward-sends-everything') ? sought.useful : narrowed(info.attributes, sought.useful);
    const entities = info.entities.filter((entity) => fitsEntity(entity, sought)).map((entity) => selection(entity, sought, wrong));
    return (info.entities.length === 0 ? [anything(sought)] : entities).map((selected) =>
      ({registration, way, selected, attributes: attributes ?? leastOf(selected, sought), datasetIds}));
  });
  return together(questions);
}

/** Attributes both registered and useful; an Entity without any of them tells at least that it is there. */
function narrowed(registered: readonly string[], useful: readonly string[] | undefined): readonly string[] | undefined {
  if (registered.length === 0) return useful;
  return useful === undefined ? registered : registered.filter((name) => useful.includes(name));
}

/** Who is registered for no types in particular is asked by Attributes where nothing else makes the question narrow enough (clause 5.7.2.4). */
function leastOf({types, ids}: Selected, {attributes}: Sought): readonly string[] | undefined {
  return types === undefined && ids === undefined && attributes.length > 0 ? attributes : undefined;
}

function anything({types, ids, idPattern, tellsTypes}: Sought): Selected {
  return {types: tellsTypes ? types : undefined, ids, idPattern};
}

function selection(info: EntityInfo, {types, ids, idPattern, tellsTypes}: Sought, wrong: Passing['wrong']): Selected {
  const registered = types?.filter((all) => all.every((type) => info.types.includes(type))) ?? info.types.map((type) => [type]);
  const own = info.id === undefined ? undefined : [info.id];
  return {
    types: !tellsTypes ? undefined : wrong('ngsi-ld-forward-types-not-narrowed') ? types : registered,
    ids: ids?.filter((id) => isAmong(info, id)) ?? own,
    // The pattern that is asked for is applied to what comes back.
    idPattern: ids === undefined && own === undefined ? (info.idPattern ?? idPattern) : undefined,
  };
}

/** Questions for the same Entities as one. */
function together(questions: readonly Question[]): readonly Question[] {
  const byEntities = new Map<string, Question>();
  for (const question of questions) {
    const key = JSON.stringify(question.selected);
    const before = byEntities.get(key);
    byEntities.set(key, before === undefined ? question : {...question, attributes: union(before.attributes, question.attributes)});
  }
  return [...byEntities.values()];
}

function union(a: readonly string[] | undefined, b: readonly string[] | undefined): readonly string[] | undefined {
  return a === undefined || b === undefined ? undefined : [...new Set([...a, ...b])];
}
