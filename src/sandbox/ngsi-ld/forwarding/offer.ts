// Whether a source may be asked at all: by what it takes, and by whom a request has met on its way (clauses 4.20, 4.3.6.4, 5.12).

import type {Broker} from '../broker.ts';
import {isStrings} from '../json.ts';
import {offers} from '../registrations/operation-names.ts';
import type {Registration} from '../registrations/model.ts';
import type {Deed} from './deeds.ts';

/** What a source would have to take, and whom the request has met before. */
export interface Passing {
  /** Names of Table 4.20-1, of which one is enough, best first. */
  readonly ways: readonly string[];
  /** Aliases of the sources that the request has passed, and this broker's own. */
  readonly met: ReadonlySet<string>;
  /** True when the request has been here before, so that asking anybody goes in a circle. */
  readonly circled: boolean;
  readonly wrong: Broker['wrong'];
}

/** A request on its way. */
export interface Task extends Deed, Passing {
  readonly ways: Deed['ways'];
}

/** The best way in which a source takes a request; undefined when it does not. */
export function wayOf({document: {operations}}: Registration, {ways, wrong}: Passing): string | undefined {
  const taken = isStrings(operations) ? operations : undefined;
  return ways.find((way) => wrong('ngsi-ld-forward-operations-ignored') || offers(taken, way));
}

/** Whether a source was passed already, so that asking it would go in a circle. */
export function wasMet({document: {contextSourceAlias}}: Registration, {met, circled, wrong}: Passing): boolean {
  if (wrong('ngsi-ld-forward-loop-not-refused')) return false;
  return circled || (typeof contextSourceAlias === 'string' && met.has(contextSourceAlias));
}

/** Sources with an interval have Entities over time, and none as they are now (clause 5.2.9). */
export function isOfNow({document: {observationInterval, managementInterval}}: Registration): boolean {
  return observationInterval === undefined && managementInterval === undefined;
}

/** Datasets both registered and asked for; when only one side names any, its own; undefined when neither does (clause 5.12). */
export function commonDatasets({document: {datasetId}}: Registration, asked: readonly string[] | undefined): readonly string[] | undefined {
  const registered = isStrings(datasetId) ? datasetId : undefined;
  return registered === undefined ? asked : asked === undefined ? registered : registered.filter((one) => asked.includes(one));
}

/** Whether a source may have any of the datasets asked for. */
export function sharesDataset(registration: Registration, asked: readonly string[] | undefined): boolean {
  return commonDatasets(registration, asked)?.length !== 0;
}
