// A platform in use: full of what others have put there, and looked at from outside before and after.

import {createHash} from 'node:crypto';
import type {Sandbox} from '../../src/sandbox/sandbox.ts';

const TYPES = ['Building', 'Sensor', 'WeatherObserved', 'Vehicle'];
const PAGE = 1_000;
const YEAR = '2020-01-01T00:00:00Z';

/** Fills the broker with entities, histories, subscriptions, registrations and a context of others, some of the very types that cases use. */
export async function settle({http}: Sandbox): Promise<void> {
  await post(`${http}/ngsi-ld/v1/jsonldContexts`, {'@context': {Hall: 'https://city.example/vocabulary:foreign-hall'}});
  await Promise.all(TYPES.flatMap((type) => [
    ...Array.from({length: 25}, async (_, i) => post(`${http}/ngsi-ld/v1/entities`, {
      id: `urn:ngsi-ld:${type}:foreign-${i}`, type, name: {type: 'Property', value: `${type} ${i}`},
      location: {type: 'GeoProperty', value: {type: 'Point', coordinates: [2 + i / 100, 51]}},
    })),
    post(`${http}/ngsi-ld/v1/temporal/entities`, {
      id: `urn:ngsi-ld:${type}:foreign-history`, type, name: [{type: 'Property', value: 'before', observedAt: YEAR}, {type: 'Property', value: 'after', observedAt: '2021-01-01T00:00:00Z'}],
    }),
  ]));
  await Promise.all(TYPES.flatMap((type) => [
    // Nobody listens there, and nobody needs to.
    post(`${http}/ngsi-ld/v1/subscriptions`, {
      id: `urn:ngsi-ld:Subscription:foreign-${type}`, type: 'Subscription', entities: [{type}], notification: {endpoint: {uri: 'http://127.0.0.1:9/', accept: 'application/json'}},
    }),
    ...['inclusive', 'redirect'].map(async (mode) => post(`${http}/ngsi-ld/v1/csourceRegistrations`, {
      id: `urn:ngsi-ld:ContextSourceRegistration:foreign-${type}-${mode}`, type: 'ContextSourceRegistration', endpoint: 'http://127.0.0.1:9/', mode,
      information: [{entities: [{type, idPattern: '^urn:elsewhere:'}], propertyNames: ['name']}],
    })),
  ]));
}

/** Where the context of others lies. */
export async function foreignContext({http}: Sandbox): Promise<string> {
  return `/ngsi-ld/v1/jsonldContexts/${(await contexts(http)).find(({id}) => id.includes(':foreign-'))?.localId ?? ''}`;
}

const TYPES_AT_A_TIME = 50;

export interface Fingerprint {
  /** Of everything that others have put there, to the last attribute and time of change. */
  readonly digest: string;
  readonly foreign: number;
  readonly registrations: number;
  /** Ids of whatever else is there. */
  readonly ours: readonly string[];
}

/** Looks at everything that is there. */
export async function fingerprint({http}: Sandbox): Promise<Fingerprint> {
  const isOurs = (id: string): boolean => !id.includes(':foreign-');
  const {typeList = []} = (await get(`${http}/ngsi-ld/v1/types`)) as {typeList?: readonly string[]};
  const entities = (await Promise.all(typeList.map(async (type) => get(`${http}/ngsi-ld/v1/entities?type=${encodeURIComponent(type)}&limit=${PAGE}&options=sysAttrs`)))).flat() as {id: string}[];
  const histories = (await get(`${http}/ngsi-ld/v1/temporal/entities?type=*&timerel=after&timeAt=${YEAR}&limit=${PAGE}&options=sysAttrs`)) as {id: string; deletedAt?: string}[];
  const subscriptions = (await get(`${http}/ngsi-ld/v1/subscriptions?limit=${PAGE}`)) as {id: string}[];
  // Its own cases ask for types of their own, and a registration of theirs would be of one of those.
  const registrations = await registrationsOf(http, [...new Set([...TYPES, ...typeList])]);
  // That there was an Entity may be remembered.
  const kept = histories.filter(({id, deletedAt}) => !isOurs(id) || deletedAt === undefined);
  const all = [...entities, ...kept, ...subscriptions.map(steady), ...registrations.map(uncounted), ...await contexts(http)].toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const foreign = all.filter(({id}) => !isOurs(id));
  const text = [...new Map(foreign.map((one) => [one.id, JSON.stringify(one)])).values()].join('\n');
  return {digest: createHash('sha256').update(text).digest('hex'), foreign: foreign.length, registrations: registrations.length, ours: all.filter(({id}) => isOurs(id)).map(({id}) => id)};
}

/** Those that match any of the types, each once; a few types at a time, for an address has its bounds. */
async function registrationsOf(http: string, types: readonly string[]): Promise<readonly {id: string}[]> {
  const found = new Map<string, {id: string}>();
  for (let at = 0; at < types.length; at += TYPES_AT_A_TIME) {
    const some = types.slice(at, at + TYPES_AT_A_TIME).map(encodeURIComponent).join(',');
    const page = (await get(`${http}/ngsi-ld/v1/csourceRegistrations?type=${some}&limit=${PAGE}&options=sysAttrs`)) as {id: string}[];
    for (const one of page) found.set(one.id, one);
  }
  return [...found.values()];
}

/** The stored contexts, as they are served. */
async function contexts(http: string): Promise<readonly {readonly id: string; readonly localId: string}[]> {
  const hosted = (await get(`${http}/ngsi-ld/v1/jsonldContexts?details=true&kind=Hosted`)) as {localId: string}[];
  return Promise.all(hosted.map(async ({localId}) => ({id: JSON.stringify(await get(`${http}/ngsi-ld/v1/jsonldContexts/${localId}`)), localId})));
}

/** What the broker itself counts when it notifies is no change of the subscription. */
function steady(subscription: {id: string; notification?: Readonly<Record<string, unknown>>}): {id: string} {
  const {timesSent: _, timesFailed: __, lastNotification: ___, lastFailure: ____, lastSuccess: _____, status: ______, ...notification} = subscription.notification ?? {};
  return {...subscription, notification} as {id: string};
}

const COUNTED: ReadonlySet<string> = new Set(['timesSent', 'timesFailed', 'lastFailure', 'lastSuccess', 'status']);

/** Nor is what it counts when it asks a context source a change of the registration. */
function uncounted(registration: {id: string}): {id: string} {
  return Object.fromEntries(Object.entries(registration).filter(([name]) => !COUNTED.has(name))) as {id: string};
}

async function post(url: string, body: unknown): Promise<void> {
  const {status} = await fetch(url, {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(body)});
  if (status !== 201) throw new Error(`POST ${url} is answered with ${status}`);
}

async function get(url: string): Promise<unknown> {
  const response = await fetch(url, {headers: {Accept: 'application/json'}});
  if (!response.ok) throw new Error(`GET ${url} is answered with ${response.status}`);
  return response.json();
}
