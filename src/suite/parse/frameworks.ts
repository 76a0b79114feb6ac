// frameworks.yaml → frameworks of the model.

import type {Bearing, Framework, FrameworkKind} from '../../model.ts';
import {pointerTo} from '../pointer.ts';
import type {YamlDocument} from '../yaml.ts';

/** frameworks.yaml as its schema vouches for it. */
export interface RawFrameworks {
  readonly frameworks: Readonly<Record<string, RawFramework>>;
}

interface RawFramework {
  readonly title: string;
  readonly kind: FrameworkKind;
  readonly reference: string;
  readonly url: string;
  readonly 'valid-from'?: string;
  readonly 'valid-to'?: string;
  readonly 'checked-on': string | null;
  readonly note?: string;
  readonly under?: string;
  readonly bears: readonly RawBearing[];
}

type RawBearing = Omit<Bearing, 'checkedOn'> & {readonly 'checked-on'?: string};

/** The frameworks in a file that its schema has found right. */
export function parseFrameworks(document: YamlDocument): readonly Framework[] {
  const {frameworks} = document.value as unknown as RawFrameworks;
  return Object.entries(frameworks).map(([id, {title, kind, reference, url, note, under, bears, ...dates}]) => ({
    id, title, kind, reference, url,
    validFrom: dates['valid-from'] ?? null, validTo: dates['valid-to'] ?? null, checkedOn: dates['checked-on'],
    ...(note === undefined ? {} : {note}),
    ...(under === undefined ? {} : {under}),
    bearings: bears.map(({'checked-on': checkedOn = null, ...bearing}) => ({...bearing, checkedOn})),
    at: document.placeOf(pointerTo('/frameworks', id)),
  }));
}
