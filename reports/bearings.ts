// Which European building blocks bear on a requirement.

import type {Bearing, Framework, NoFramework} from '../src/model.ts';

export interface BearingOn {
  readonly framework: Framework;
  readonly bearing: Bearing;
}

/** Every place at which a framework bears on a requirement, in the order of the files. */
export function bearingsOn(requirement: string, frameworks: readonly Framework[]): readonly BearingOn[] {
  return frameworks.flatMap((framework) => framework.bearings.filter(({requirements}) => requirements.includes(requirement)).map((bearing) => ({framework, bearing})));
}

/** Why no framework bears on a requirement; null: some does, or nobody has looked. */
export function whyNone(requirement: string, noFramework: readonly NoFramework[]): string | null {
  return noFramework.find(({requirements}) => requirements.includes(requirement))?.why ?? null;
}
