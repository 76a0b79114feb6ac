// Which part of a write goes to which source, and what is left for this broker: clauses 4.3.6.2, 4.3.6.3 and those on registrations in 5.6.

import {isStrings} from '../json.ts';
import {isAmong} from '../registrations/match.ts';
import {informationOf, modeOf, type EntityInfo, type Mode, type Registration} from '../registrations/model.ts';
import {isOfDataset, nameIn} from './instance-key.ts';
import {isOfNow, wasMet, wayOf, type Passing} from './offer.ts';

/** What a write is about. */
export interface Subject {
  readonly id: string;
  /** Expanded; undefined when nobody knows them. */
  readonly types: readonly string[] | undefined;
  /** The keys of the instances of Attributes that it gives; undefined when it is about the Entity as a whole. */
  readonly instances: readonly string[] | undefined;
}

/** All of a request, or only these of its instances of Attributes. */
export type Part = 'all' | ReadonlySet<string>;

/** The part of one source. */
export interface Share {
  readonly registration: Registration;
  readonly part: Part;
  /** Whether it can be passed on: the source may not take the operation, or may have been passed already. */
  readonly fate: 'goes' | 'not-taken' | 'loop';
  /** As what it is passed on: a name of Table 4.20-1. */
  readonly way: string;
}

export interface WritePlan {
  readonly shares: readonly Share[];
  /** What is for this broker itself: undefined when nothing is. */
  readonly own: Part | undefined;
}

/** Divides a write. Exclusive sources come first, then those to which requests are redirected; what they have is gone for all others. */
export function planWrite(subject: Subject, registrations: readonly Registration[], passing: Passing): WritePlan {
  const current = registrations.filter(isOfNow);
  const shares: Share[] = [];
  let own: Part | undefined = 'all';
  const modes: readonly Mode[] = ['exclusive', 'redirect', 'inclusive'];
  for (const mode of passing.wrong('ngsi-ld-forward-auxiliary-written') ? [...modes, 'auxiliary' as const] : modes) {
    const left: Part | undefined = own;
    if (left === undefined) break;
    const found = current.filter((one) => modeOf(one) === mode).flatMap((registration) => shareOf(registration, {subject, left, passing}));
    // What an additive source does not take is nobody's loss.
    shares.push(...found.filter(({fate}) => mode === 'exclusive' || mode === 'redirect' || fate === 'goes'));
    if (isKept(mode, passing)) continue;
    for (const {part} of found) own = without(subject, own, part);
  }
  return {shares, own};
}

/** Whether this broker holds what such sources have, too (clauses 4.3.6.2, 4.3.6.3). */
function isKept(mode: Mode, {wrong}: Passing): boolean {
  if (mode === 'exclusive') return wrong('ngsi-ld-forward-exclusive-kept');
  return mode === 'redirect' ? wrong('ngsi-ld-forward-redirect-kept') : true;
}

function shareOf(registration: Registration, {subject, left, passing}: {subject: Subject; left: Part; passing: Passing}): readonly Share[] {
  const registered = registeredPart(registration, subject);
  const part = registered === undefined ? undefined : common(left, registered);
  if (part === undefined) return [];
  // An auxiliary source takes no writes, and gets them only by a fault.
  const way = wayOf(registration, passing) ?? (modeOf(registration) === 'auxiliary' ? passing.ways[0] : undefined);
  return [{registration, part, way: way ?? '', fate: wasMet(registration, passing) ? 'loop' : way === undefined ? 'not-taken' : 'goes'}];
}

/** The part of a write that a source is registered for. */
function registeredPart({document}: Registration, subject: Subject): Part | undefined {
  const fitting = informationOf(document).filter(({entities}) => entities.length === 0 || entities.some((info) => isFor(info, subject)));
  if (fitting.length === 0) return undefined;
  const {instances} = subject;
  const datasetIds = isStrings(document['datasetId']) ? document['datasetId'] : undefined;
  const isWhole = fitting.some(({attributes}) => attributes.length === 0);
  if (instances === undefined || (isWhole && datasetIds === undefined)) return 'all';
  const registered = new Set(fitting.flatMap(({attributes}) => attributes));
  const own = instances.filter((key) => (isWhole || registered.has(nameIn(key))) && isOfDataset(key, datasetIds));
  return own.length === 0 ? undefined : new Set(own);
}

function isFor(info: EntityInfo, {id, types}: Subject): boolean {
  return isAmong(info, id) && (types === undefined || info.types.every((type) => types.includes(type)));
}

function common(a: Part, b: Part): Part | undefined {
  if (a === 'all' || b === 'all') return a === 'all' ? b : a;
  const both = new Set([...a].filter((key) => b.has(key)));
  return both.size === 0 ? undefined : both;
}

/** Deleting an Entity is for everybody who may have some of it, this broker too (clause 5.6.6.4). */
function without({instances}: Subject, own: Part | undefined, taken: Part): Part | undefined {
  if (instances === undefined || own === undefined) return own;
  if (taken === 'all') return undefined;
  const left = (own === 'all' ? instances : [...own]).filter((key) => !taken.has(key));
  return left.length === 0 ? undefined : new Set(left);
}

