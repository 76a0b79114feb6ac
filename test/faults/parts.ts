// Which mechanisms a fault of the sandbox concerns, by the part in its name.

import type {Library} from '../../src/model.ts';

const MECHANISMS: Readonly<Record<string, readonly string[]>> = {
  'ngsi-ld': ['ngsi-ld'],
  ogc: ['ogc-api-features'],
  api: ['openapi'],
  sec: ['http'],
};

export const PARTS: readonly string[] = Object.keys(MECHANISMS);

/** The part of the sandbox that a fault belongs to. */
export function partOf(fault: string): string {
  return PARTS.find((part) => fault.startsWith(`${part}-`)) ?? '';
}

/** The cases of the mechanisms that a fault concerns. */
export function casesConcerned({suites}: Library, fault: string): readonly string[] {
  const mechanisms = MECHANISMS[partOf(fault)] ?? [];
  return suites.filter(({mechanism}) => mechanisms.includes(mechanism)).flatMap(({cases}) => cases.map(({id}) => id));
}
