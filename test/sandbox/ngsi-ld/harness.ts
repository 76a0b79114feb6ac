// A broker without sockets: requests go straight into the handler, notifications into a list.

import type {Reach} from '../../../src/sandbox/ngsi-ld/forwarding/reach.ts';
import {ngsiLdPart} from '../../../src/sandbox/ngsi-ld/part.ts';
import type {Deliver, Outgoing} from '../../../src/sandbox/ngsi-ld/subscriptions/deliver.ts';

export interface Ask {
  readonly body?: unknown;
  /** Sent as it is, instead of a body made from JSON. */
  readonly raw?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Reply {
  readonly status: number;
  /** Names in lower case; several values joined with a comma. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** The body as JSON, undefined when there is none. */
  readonly json: unknown;
  /** What is found in the body by going down these keys, undefined when there is nothing. */
  readonly part: (...keys: readonly (string | number)[]) => unknown;
}

interface Clock {
  at: number;
}

export interface Lab {
  /** `GET /entities?type=T` */
  readonly ask: (line: string, ask?: Ask) => Promise<Reply>;
  readonly clock: Clock;
  /** Notifications in the order in which they went out. */
  readonly sent: readonly Outgoing[];
  /** Waits until all notifications so far have been answered. */
  readonly settled: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export const LINK = (url: string): string => `<${url}>; rel="http://www.w3.org/ns/json-ld#context"; type="application/ld+json"`;

/** Reaches nobody. */
const nobody: Reach = () => Promise.resolve('unreachable');

/** A fresh broker with the given faults; every notification is answered with `status`. It shows what is written after `lagMs`. */
export function lab(faults: readonly string[] = [], status: number | undefined = 200, lagMs = 0, reach: Reach = nobody): Lab {
  const clock: Clock = {at: Date.parse('2026-01-01T00:00:00.000Z')};
  const sent: Outgoing[] = [];
  let counter = 0;
  const deliver: Deliver = async (outgoing) => {
    sent.push(outgoing);
    return status;
  };
  const part = ngsiLdPart({faults: new Set(faults), now: () => clock.at, random: () => `r${(counter += 1)}`, lagMs}, deliver, reach);
  return {
    clock,
    sent,
    settled: () => new Promise((resolve) => setImmediate(resolve)),
    close: part.close,
    ask: async (line, {body, raw, headers = {}} = {}) => {
      const [method = 'GET', target = '/'] = line.split(/ (.*)/s);
      const text = raw ?? (body === undefined ? undefined : JSON.stringify(body));
      const url = new URL(`http://broker.test:1026/ngsi-ld/v1${target}`);
      const response = await part.handle({
        method,
        url,
        path: url.pathname.slice('/ngsi-ld/v1'.length),
        headers: {
          ...(text === undefined ? {} : {'content-type': 'application/json', 'content-length': String(Buffer.byteLength(text))}),
          ...lowerCased(headers),
        },
        body: Buffer.from(text ?? ''),
        secure: false,
      });
      const answered = response.body === undefined ? '' : response.body.toString();
      const json: unknown = answered.startsWith('{') || answered.startsWith('[') ? JSON.parse(answered) : undefined;
      return {
        status: response.status,
        headers: Object.fromEntries(
          Object.entries(response.headers).map(([name, value]) => [
            name.toLowerCase(),
            typeof value === 'string' ? value : value.join(', '),
          ]),
        ),
        text: answered,
        json,
        part: (...keys) =>
          keys.reduce<unknown>((at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined), json),
      };
    },
  };
}

/** Lower-cases names, as Node does. */
function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
