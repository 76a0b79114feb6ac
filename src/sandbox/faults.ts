import {InputError} from '../error.ts';
import {nearestOf} from '../nearest.ts';
import {NGSI_LD_FAULTS} from './ngsi-ld/faults.ts';
import {OGC_FAULTS} from './ogc/faults.ts';
import {REST_FAULTS} from './rest/faults.ts';
import {SECURITY_FAULTS} from './security/faults.ts';
import type {Fault} from './types.ts';

/** Every way in which the sandbox can be wrong, of all its parts. */
export const FAULTS: readonly Fault[] = [...NGSI_LD_FAULTS, ...OGC_FAULTS, ...REST_FAULTS, ...SECURITY_FAULTS];

/** The faults with these names; an `InputError` names what may have been meant for each one that does not exist. */
export function faultsNamed(names: readonly string[]): ReadonlySet<string> {
  const known = FAULTS.map(({name}) => name);
  const complaints = names.filter((name) => !known.includes(name)).map((name) => {
    const meant = nearestOf(name, known);
    return {at: '--fault', message: `there is no fault '${name}'`, remedy: meant === undefined ? 'mimcheck sandbox --list-faults names them' : `did you mean '${meant}'?`};
  });
  if (complaints.length > 0) throw new InputError(complaints);
  return new Set(names);
}
