// What a registration says has to be told to its source: `contextSourceInfo` (clauses 4.3.6.5, 4.3.6.6, 6.3.19).

import {isArray, isObject} from '../json.ts';
import type {Registration} from '../registrations/model.ts';

/** Keys and values as they are registered. */
export function sourceInfo({document: {contextSourceInfo = null}}: Registration): ReadonlyMap<string, string> {
  const pairs = isArray(contextSourceInfo) ? contextSourceInfo.filter(isObject) : [];
  return new Map(pairs.map(({key, value}) => [String(key), String(value)]));
}

/** Keys with a meaning of their own, and headers that HTTP or other members of a registration see to. */
const TAKEN = new Set([
  'jsonldcontext', 'contenttype', 'accept', 'content-length', 'content-type', 'transfer-encoding', 'connection', 'keep-alive', 'upgrade', 'te',
  'trailer', 'expect', 'host', 'via', 'link', 'ngsild-tenant',
]);

/** What stands for the value in the request that is passed on. */
const FROM_REQUEST = 'urn:ngsi-ld:request';

/** Headers for a source, names in lower case; values may come from the request that is passed on. */
export function infoHeaders(registration: Registration, request: Readonly<Record<string, string | string[] | undefined>>): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  for (const [key, registered] of sourceInfo(registration)) {
    const name = key.toLowerCase();
    const given = registered === FROM_REQUEST ? request[name] : registered;
    const value = typeof given === 'string' ? given : given?.join(', ');
    // Line breaks would break out of the header.
    if (value === undefined || TAKEN.has(name) || !/^[!#$%&'*+.^_`|~0-9a-z-]+$/.test(name) || !/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) continue;
    headers[name] = value;
  }
  return headers;
}
