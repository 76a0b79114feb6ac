// What a run was about: releases and MIMs.

import type {Score} from '../src/model.ts';
import type {Say} from './words.ts';

type Scope = Score['profile']['scope'];

const namesOf = (mims: readonly number[]): string => mims.map((mim) => `MIM${mim}`).join(', ');

/** As people read it, in their language: `MIMs 9.0: MIM1, MIM7`. */
export function scopeWords(scope: Scope, say: Say): string {
  return scope.map(({release, mims}) => say('scope', {release, mims: namesOf(mims)})).join(' · ');
}

/** The name of the profile for programs: the same in every language. */
export function profileName(scope: Scope): string {
  return scope.map(({release, mims}) => `MIMs ${release}: ${namesOf(mims)}`).join('; ');
}
