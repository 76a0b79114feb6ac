// What decides whether a clause stands in a tender: the names under `when` in the outline.

import type {JurisdictionPack} from '../read/legal.ts';
import type {Tender} from '../read/tender.ts';
import {MODULES} from '../words.ts';
import type {BareRequirement} from './requirements.ts';

/** Every name that `when` may have. */
export const FACTS = [
  ...MODULES, 'several-lots', 'scored', 'threshold', 'personal-data', 'no-personal-data', 'frameworks', 'layers', 'provisional', 'left-out', 'attached', 'derogations', 'placeholders',
] as const;
export type Fact = (typeof FACTS)[number];

/** Which of them hold. Open values are known only when the clauses are written: their list is taken out later where there are none. */
export function factsOf(tender: Tender, requirements: readonly BareRequirement[], {'general-conditions': conditions}: JurisdictionPack): ReadonlySet<Fact> {
  const held: Readonly<Partial<Record<Fact, boolean>>> = {
    'several-lots': tender.lots.length > 1,
    scored: requirements.some(({use}) => use === 'scored'),
    threshold: tender.evaluation.threshold !== null,
    'personal-data': tender.scope['personal-data'],
    'no-personal-data': !tender.scope['personal-data'],
    frameworks: requirements.some(({frameworks}) => frameworks.length > 0),
    layers: tender.profile.layers.length > 0,
    provisional: requirements.some(({provisional}) => provisional),
    'left-out': leftOutOf(tender).length > 0,
    attached: tender.annexes.length > 0,
    derogations: (conditions?.derogations.length ?? 0) > 0,
    placeholders: true,
  };
  return new Set<Fact>([...tender.modules, ...FACTS.filter((fact) => held[fact] === true)]);
}

/** Modules that are not taken in and for which the tender gives a reason. */
export function leftOutOf({modules, leftOut}: Tender) {
  return MODULES.flatMap((module) => {
    const reason = leftOut[module];
    return reason === undefined || modules.includes(module) ? [] : [{module, reason}];
  });
}
