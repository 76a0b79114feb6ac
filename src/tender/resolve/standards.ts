// Standards that a tender cites: those of the mechanisms it accepts and of the modules it takes in.

import type {CitedStandard} from '../clause-set.ts';
import type {KnownStandard} from '../read/legal.ts';
import type {Module} from '../words.ts';
import type {BareRequirement} from './requirements.ts';

/** Each once, in the order of standards.yaml. */
export function citedStandards(known: readonly KnownStandard[], requirements: readonly BareRequirement[], modules: readonly Module[]): readonly CitedStandard[] {
  const accepted = new Set(requirements.flatMap(({routes}) => routes.flatMap((route) => ('standards' in route ? route.standards : []))));
  return known
    .filter((one) => accepted.has(one.id) || one.modules?.some((module) => modules.includes(module)))
    .map(({class: legalClass, 'free-to-read': freeToRead, date = null, status = 'published', id, title, publisher, version, url, ipr}) => ({id, title, publisher, version, date, legalClass, url, freeToRead, ipr, status}));
}
