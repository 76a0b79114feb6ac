// Where something of a target stands in its file.

import {InputError} from '../error.ts';
import {pointerTo} from '../suite/pointer.ts';
import {readYaml} from '../suite/yaml.ts';

/** The place of a member, such as `auth.city.bearer`, or of the nearest thing above it; the file alone where it is no YAML. */
export function placeInTarget(text: string | Uint8Array, file: string, member: string): string {
  try {
    return readYaml(text, file).placeOf(member.split('.').reduce<string>(pointerTo, ''));
  } catch (error) {
    if (error instanceof InputError) return file;
    throw error;
  }
}
