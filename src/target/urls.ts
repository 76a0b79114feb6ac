// URLs of a target that a pattern lets through and a parser does not, or that cannot be continued by a path.

import type {Complaint} from '../error.ts';
import {pointerTo} from '../suite/pointer.ts';
import type {YamlDocument} from '../suite/yaml.ts';
import type {RawTarget} from './raw.ts';

/** Complaints about URLs. */
export function* badUrls(raw: RawTarget, document: YamlDocument): Generator<Complaint> {
  for (const [key, {url}] of Object.entries(raw.endpoints)) yield* badUrl(url, document.placeOf(`${pointerTo('/endpoints', key)}/url`), true);
  for (const [name, {oauth2, form}] of Object.entries(raw.auth ?? {})) {
    if (oauth2 !== undefined) yield* badUrl(oauth2['token-url'], document.placeOf(`${pointerTo('/auth', name)}/oauth2/token-url`), false);
    if (form !== undefined) yield* badUrl(form.url, document.placeOf(`${pointerTo('/auth', name)}/form/url`), false);
  }
  if (typeof raw.proxy === 'string') yield* badUrl(raw.proxy, document.placeOf('/proxy'), false);
  else if (raw.proxy !== undefined) yield* badUrl(raw.proxy.url, document.placeOf('/proxy/url'), false);
  const callback = raw.callback?.['public-url'];
  if (callback !== undefined && callback !== null) yield* badUrl(callback, document.placeOf('/callback/public-url'), true);
}

function* badUrl(url: string, at: string, continued: boolean): Generator<Complaint> {
  if (!URL.canParse(url)) yield {at, message: `is no URL: ${url}`};
  else if (continued && url.includes('?')) yield {at, message: 'has a query, which no path can continue', remedy: 'take it away'};
}
