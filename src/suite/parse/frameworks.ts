// frameworks.yaml → frameworks of the model.

import type {Bearing, Framework, FrameworkKind, NoFramework} from '../../model.ts';
import {pointerTo} from '../pointer.ts';
import type {YamlDocument} from '../yaml.ts';

/** frameworks.yaml as its schema vouches for it. */
export interface RawFrameworks {
  readonly frameworks: Readonly<Record<string, RawFramework>>;
  readonly none?: readonly NoFramework[];
}

interface RawFramework {
  readonly title: string;
  readonly kind: FrameworkKind;
  readonly reference: string;
  readonly url: string;
  readonly 'valid-from'?: string;
  readonly 'valid-to'?: string;
  readonly 'checked-on': string | null;
  readonly version?: string;
  readonly note?: string;
  readonly under?: string;
  readonly bears: readonly RawBearing[];
}

type RawBearing = Omit<Bearing, 'checkedOn'> & {readonly 'checked-on'?: string};

/** The frameworks in a file that its schema has found right, and the requirements on which none bears. */
export function parseFrameworks(document: YamlDocument): {readonly frameworks: readonly Framework[]; readonly noFramework: readonly NoFramework[]} {
  const {frameworks, none = []} = document.value as unknown as RawFrameworks;
  return {frameworks: Object.entries(frameworks).map((entry) => parseFramework(entry, document)), noFramework: none};
}

function parseFramework([id, {title, kind, reference, url, version, note, under, bears, ...dates}]: readonly [string, RawFramework], document: YamlDocument): Framework {
  return {
    id, title, kind, reference, url,
    validFrom: dates['valid-from'] ?? null, validTo: dates['valid-to'] ?? null, checkedOn: dates['checked-on'],
    ...(version === undefined ? {} : {version}),
    ...(note === undefined ? {} : {note}),
    ...(under === undefined ? {} : {under}),
    bearings: bears.map(({'checked-on': checkedOn = null, ...bearing}) => ({...bearing, checkedOn})),
    at: document.placeOf(pointerTo('/frameworks', id)),
  };
}
