// mechanisms.yaml → mechanisms of the model.

import type {Mechanism} from '../../model.ts';
import type {YamlDocument} from '../yaml.ts';

/** The mechanisms in a file that its schema has found right. */
export function parseMechanisms(document: YamlDocument): readonly Mechanism[] {
  // The schema vouches for the shape.
  const {mechanisms} = document.value as unknown as {readonly mechanisms: Readonly<Record<string, Omit<Mechanism, 'id'>>>};
  return Object.entries(mechanisms).map(([id, mechanism]) => ({id, ...mechanism}));
}
