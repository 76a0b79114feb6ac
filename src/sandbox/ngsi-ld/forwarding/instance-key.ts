// An instance of an Attribute by what tells it from others (clause 4.5.5): its expanded name and its dataset, in one string, neither of which holds a blank.

import {areInstances} from '../entity/read-attribute.ts';
import {isArray, isObject, type Json} from '../json.ts';

const ANY = '*';

/** The default instance without a dataset. */
export function instanceKey(name: string, datasetId: string | undefined): string {
  return datasetId === undefined || datasetId === '@none' ? name : `${name} ${datasetId}`;
}

/** Whichever instances there are. */
export function anyInstance(name: string): string {
  return `${name} ${ANY}`;
}

/** The name in a key. */
export function nameIn(key: string): string {
  return key.split(' ')[0] ?? key;
}

/** Whether a source with these datasets, or with all, may have an instance. */
export function isOfDataset(key: string, datasetIds: readonly string[] | undefined): boolean {
  const [, datasetId = '@none'] = key.split(' ');
  return datasetIds === undefined || datasetId === ANY || datasetIds.includes(datasetId);
}

/** The instances that a document gives for an Attribute. */
export function instancesIn(value: Json): readonly Json[] {
  return isArray(value) && areInstances(value) ? value : [value];
}

/** The key of one of them. */
export function keyOf(name: string, instance: Json): string {
  const datasetId = isObject(instance) ? instance['datasetId'] : undefined;
  return instanceKey(name, typeof datasetId === 'string' ? datasetId : undefined);
}
