// Profiles: worked tenders, in English.

import {digest} from '../../journal/digest.ts';
import {InputError} from '../../error.ts';
import type {Release} from '../../model.ts';
import {nearest} from '../../nearest.ts';
import {readYamlAs} from '../../suite/read-yaml-as.ts';
import {profileSchema} from '../format/profile.ts';
import type {Module, PROCEDURES, Scope} from '../words.ts';
import {toChoice} from './choices.ts';
import type {Choice, RawChoice} from './choices.ts';

export interface Lot {
  readonly id: string;
  readonly title: string;
  readonly after?: readonly string[];
}

export interface Profile {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly sources: readonly string[];
  readonly object: string;
  readonly need: string;
  readonly releases: readonly Release[];
  readonly scope: Readonly<Partial<Record<Scope, boolean>>>;
  readonly lots: readonly Lot[];
  readonly procedure: (typeof PROCEDURES)[number];
  readonly choices: readonly Choice[];
  readonly parameters: Readonly<Record<string, string | number>>;
  readonly modules: Readonly<Partial<Record<Module, boolean>>>;
  readonly leftOut: Readonly<Partial<Record<Module, string>>>;
  readonly acceptance: readonly string[];
  readonly exit: readonly string[];
  /** Of a reference architecture, mapped to requirements of the profile. */
  readonly layers: readonly {readonly standard: string; readonly name: string; readonly requirements: readonly string[]}[];
  /** `sha256:…` of the file. */
  readonly digest: string;
}

type RawProfile = Omit<Profile, 'id' | 'choices' | 'leftOut' | 'digest'> & {
  readonly requirements: readonly RawChoice[];
  readonly 'left-out'?: Profile['leftOut'];
};

/** The profile in a file. Throws an `InputError` with all that is wrong. */
export async function readProfile(bytes: Uint8Array, id: string): Promise<Profile> {
  const document = await readYamlAs(profileSchema, bytes, `profiles/${id}.yaml`);
  // The schema vouches for the shape.
  const {requirements, 'left-out': leftOut = {}, ...raw} = document.value as unknown as Partial<RawProfile> & Pick<RawProfile, 'title' | 'summary' | 'object' | 'need' | 'releases' | 'scope' | 'requirements' | 'modules' | 'acceptance' | 'exit'>;
  const known = requirements.map(({id: one}) => one);
  const unknown = (raw.layers ?? []).flatMap((layer, index) => layer.requirements.flatMap((one, at) => (known.includes(one) ? [] : [
    {at: document.placeOf(`/layers/${index}/requirements/${at}`), message: `the profile does not ask for '${one}'`, remedy: nearest(one, known)},
  ])));
  if (unknown.length > 0) throw new InputError(unknown);
  return {sources: [], lots: [], procedure: 'open', parameters: {}, layers: [], ...raw, id, leftOut, choices: requirements.map(toChoice), digest: digest(bytes)};
}
