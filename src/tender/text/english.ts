// English texts that do not stand in templates/tender/en: those of the catalogue and of the profiles.

import type {Library, Requirement} from '../../model.ts';
import type {Profile} from '../read/profiles.ts';
import {fingerprint} from './units.ts';
import type {Wording} from './units.ts';

/** Names of MIMs and mechanisms, by the keys of their units. */
export function namesOf({requirements, mechanisms}: Pick<Library, 'requirements' | 'mechanisms'>): ReadonlyMap<string, string> {
  return new Map([
    ...requirements.map(({release, mim, mimTitle}) => [`mim.${release}.${mim}`, mimTitle] as const),
    ...mechanisms.map(({id, title}) => [`mechanism.${id}`, title] as const),
  ]);
}

/** Names of MIMs, mechanisms and European frameworks, and the texts of profiles, by the keys of their units. */
export function derivedTexts(library: Library, profiles: readonly Profile[]): ReadonlyMap<string, string> {
  return new Map([
    ...namesOf(library),
    ...library.frameworks.map(({id, title, reference}) => [`framework.${id}`, `${title}, ${reference}`] as const),
    ...profiles.flatMap(profileTexts),
  ]);
}

/** The texts of a profile: a translator sees each as a unit. */
function profileTexts({id, title, summary, object, need, lots, choices, acceptance, exit, layers, leftOut}: Profile): readonly (readonly [string, string])[] {
  const all: readonly (readonly [string, string])[] = [
    ['title', title], ['summary', summary], ['object', object], ['need', need],
    ...lots.map((lot) => [`lot.${lot.id}`, lot.title] as const),
    ...choices.flatMap((choice) => [
      [`why.${choice.id}`, choice.why ?? ''] as const, [`proportionality.${choice.id}`, choice.proportionality ?? ''] as const,
      ...(choice.scale ?? []).map(({label}, index) => [`scale.${choice.id}.${index + 1}`, label] as const),
    ]),
    ...acceptance.map((text, index) => [`acceptance.${index + 1}`, text] as const),
    ...exit.map((text, index) => [`exit.${index + 1}`, text] as const),
    ...layers.map(({name}, index) => [`layer.${index + 1}`, name] as const),
    ...Object.entries(leftOut).map(([module, reason]) => [`left-out.${module}`, reason] as const),
  ];
  return all.filter(([, text]) => text !== '').map(([key, text]) => [`profile.${id}.${key}`, text]);
}

/** The wording of a requirement in the catalogue. */
export function englishWording(requirement: Requirement): Wording {
  const {title, text, condition, equivalence, routes} = requirement;
  return {
    title, text, condition: condition ?? '', equivalence,
    questions: routes.flatMap((route) => (route.kind === 'inspection' || route.kind === 'declaration' ? [route.question] : [])),
    status: 'source',
  };
}

/** Fingerprint of an English wording. */
export function wordingFingerprint({title, text, condition, equivalence, questions}: Omit<Wording, 'status'>): string {
  return fingerprint([title, text, condition, ...equivalence, ...questions]);
}
