// A broker that was told how fast two vans and a bus went on the first of August 2018, and where.

import {lab, type Lab, type Reply} from '../harness.ts';

export const VAN = 'urn:ngsi-ld:Van:1';

/** A DateTime on that day after noon. */
export const at = (minute: number): string => `2018-08-01T12:${String(minute).padStart(2, '0')}:00Z`;
export const NOON = at(0);
export const AFTER = `timerel=after&timeAt=${NOON}`;
export const between = (from: number, to: number): string => `timerel=between&timeAt=${at(from)}&endTimeAt=${at(to)}`;

/** An instance of a Property. */
export const seen = (value: unknown, minute: number, more: object = {}): object => ({type: 'Property', value, observedAt: at(minute), ...more});
const place = (x: number, minute: number): object => seen({type: 'Point', coordinates: [x, 40]}, minute, {type: 'GeoProperty'});

const VANS = [
  {
    id: VAN,
    type: 'Van',
    speed: [seen(120, 3), seen(80, 5, {unitCode: 'KMH'}), seen(100, 7)],
    fuel: [seen('full', 3), seen('low', 7)],
    location: [place(8, 3), place(9, 7)],
  },
  {id: 'urn:ngsi-ld:Van:2', type: ['Van', 'Taxi'], scope: [{type: 'Property', value: '/Madrid', observedAt: at(4)}], speed: [seen(20, 2), seen(40, 6)], fuel: [seen('full', 6)]},
  {id: 'urn:ngsi-ld:Bus:1', type: 'Bus', scope: '/Madrid/Centro', speed: seen(60, 8), brand: {type: 'Property', value: 'Opel'}},
];

/** The broker, knowing these evolutions. */
export async function told(bodies: readonly object[] = VANS, faults: readonly string[] = []): Promise<Lab> {
  const broker = lab(faults);
  for (const body of bodies) await broker.ask('POST /temporal/entities', {body});
  return broker;
}

/** Of each evolution found its id, of each of its Attributes the values, in order. */
export function values({json}: Reply): readonly unknown[] {
  return [json].flat().map((found) => {
    const {id, type: _, scope: _scope, ...attributes} = Object(found) as Record<string, unknown>;
    const series = Object.entries(attributes).map(([name, instances]) => [name, [instances].flat().map((one) => Object(one).value ?? Object(one).object)] as const);
    return {id: String(id).replace('urn:ngsi-ld:', ''), ...Object.fromEntries(series)};
  });
}

/** The ids of all evolutions found, or the status and type of the refusal. */
export function ids({status, json}: Reply): readonly unknown[] {
  if (!Array.isArray(json)) return [status, String(Object(json).type).split('/').at(-1)];
  return json.map((found) => String(Object(found).id).replace('urn:ngsi-ld:', ''));
}
