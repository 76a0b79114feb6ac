// Whether a source may be asked at all: by what it takes, and by whom a request has met on its way (clauses 4.20, 4.3.6.4, 5.12).

import type {Broker} from '../broker.ts';
import {isStrings} from '../json.ts';
import {offers} from '../registrations/operation-names.ts';
import type {Registration} from '../registrations/model.ts';

/** What a source would have to take, and whom the request has met before. */
export interface Passing {
  /** A name of Table 4.20-1. */
  readonly operation: string;
  /** Aliases of the sources that the request has passed, and this broker's own. */
  readonly met: ReadonlySet<string>;
  /** True when the request has been here before, so that asking anybody goes in a circle. */
  readonly circled: boolean;
  readonly wrong: Broker['wrong'];
}

/** Whether a source takes an operation. */
export function takes({document: {operations}}: Registration, {wrong}: Passing, operation: string): boolean {
  return wrong('ngsi-ld-forward-operations-ignored') || offers(isStrings(operations) ? operations : undefined, operation);
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
