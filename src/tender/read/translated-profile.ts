// A profile in the language of the tender.

import type {Language} from '../clause-set.ts';
import {unitOf} from '../text/units.ts';
import type {Texts} from '../text/units.ts';
import type {Profile} from './profiles.ts';

/** The profile with its texts in another language, from the units `profile.ID.…`. */
export function translatedProfile(profile: Profile, language: Language, texts: Texts): Profile {
  if (language === 'en') return profile;
  const say = (key: string): string => unitOf(texts, `profile.${profile.id}.${key}`).text.trim();
  return {
    ...profile,
    title: say('title'), summary: say('summary'), object: say('object'), need: say('need'),
    lots: profile.lots.map((lot) => ({...lot, title: say(`lot.${lot.id}`)})),
    choices: profile.choices.map((choice) => ({
      ...choice,
      ...(choice.why === undefined ? {} : {why: say(`why.${choice.id}`)}),
      ...(choice.proportionality === undefined ? {} : {proportionality: say(`proportionality.${choice.id}`)}),
      ...(choice.scale === undefined ? {} : {scale: choice.scale.map(({value}, index) => ({value, label: say(`scale.${choice.id}.${index + 1}`)}))}),
    })),
    acceptance: profile.acceptance.map((_, index) => say(`acceptance.${index + 1}`)),
    exit: profile.exit.map((_, index) => say(`exit.${index + 1}`)),
    layers: profile.layers.map((layer, index) => ({...layer, name: say(`layer.${index + 1}`)})),
    leftOut: Object.fromEntries(Object.keys(profile.leftOut).map((module) => [module, say(`left-out.${module}`)])),
  };
}
