import {boundsOf, periodOf} from '../city/collection.ts';
import type {CityCollection} from '../city/collection.ts';
import type {RestContext} from './context.ts';
import {FORMAT_NAMES, FORMATS} from './formats.ts';

/** What there is to know about a collection before reading it. */
export function describeCollection({base}: RestContext, item: CityCollection): Readonly<Record<string, unknown>> {
  const own = `${base}/collections/${item.id}`;
  const period = periodOf(item);
  return {
    id: item.id,
    title: item.title,
    description: item.description,
    dataModel: item.type,
    extent: {spatial: {bbox: [boundsOf(item)]}, ...(period === undefined ? {} : {temporal: {interval: [period]}})},
    links: [
      {href: own, rel: 'self', type: 'application/json'},
      ...FORMAT_NAMES.map((name) => ({href: `${own}/items${name === 'json' ? '' : `?f=${name}`}`, rel: 'items', type: FORMATS[name]})),
    ],
  };
}
