// How a client wants to see Entities.

import type {ActiveContext} from '../context/active.ts';
import type {NgsiLdFaultName} from '../faults.ts';
import type {JsonObject} from '../json.ts';
import type {Instance} from '../model.ts';
import type {Projection} from './projection.ts';

export type Format = 'normalized' | 'concise' | 'simplified';

export interface View {
  readonly wrong: (fault: NgsiLdFaultName) => boolean;
  readonly context: ActiveContext;
  readonly format: Format;
  readonly sysAttrs: boolean;
  readonly pick?: Projection;
  readonly omit?: Projection;
  /** Expanded; the deprecated way to project (clause 6.4.3.2). */
  readonly attrs?: readonly string[];
  readonly lang?: string;
  /** `@none` stands for the default instances. */
  readonly datasetIds?: readonly string[];
  /** Expanded name of the GeoProperty that becomes the geometry of a Feature. */
  readonly geometryProperty: string;
  /** More members of an instance, such as previous values in notifications or joined Entities. */
  readonly extra?: (name: string, instance: Instance) => JsonObject;
}
