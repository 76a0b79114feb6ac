import type {CityCollection} from '../city/collection.ts';
import {CRS84, CRS84H, EPSG_3857, EPSG_4326, EPSG_4979} from '../geo/crs.ts';
import type {SandboxRequest, SandboxSettings} from '../types.ts';
import type {OgcFault} from './faults.ts';

/** What the resources of this part need to answer a request. */
export interface OgcContext {
  readonly request: SandboxRequest;
  readonly settings: SandboxSettings;
  /** The URL of the landing page, without a slash at its end. */
  readonly base: string;
  /** When the server started, in milliseconds since 1970. */
  readonly started: number;
  readonly broken: (fault: OgcFault) => boolean;
}

/** The reference systems in which a collection is offered, the default one first. */
export const crsListOf = (collection: CityCollection): readonly string[] =>
  collection.solid ? [CRS84H, CRS84, EPSG_4979, EPSG_4326, EPSG_3857] : [CRS84, EPSG_4326, EPSG_3857];
