// Secrets do not stand in a target file, which is mailed, committed and put into reports; for a platform on this machine they may.

import type {Complaint} from '../error.ts';
import type {SecretOr} from '../model.ts';
import {pointerTo} from '../suite/pointer.ts';
import type {YamlDocument} from '../suite/yaml.ts';
import type {RawAuth, RawTarget} from './raw.ts';

const SECRET_HEADER = /authorization|cookie|token|secret|password|api-?key|credential|^x-.*-(key|auth)$/i;
/** `Bearer …`, a JSON Web Token, or the beginnings by which well-known providers mark their keys. */
const SECRET_VALUE = /^(bearer|basic|token)\s+\S{8,}|^eyJ[\w-]{10,}\.[\w-]+\.|^(sk|pk|ghp|gho|glpat|xox[abp])[-_]\w{10,}|\bAKIA[0-9A-Z]{16}\b/i;

/** Complaints about secrets that stand in a file in clear, and about URLs with a password in them. */
export function* clearSecrets(raw: RawTarget, document: YamlDocument): Generator<Complaint> {
  for (const {url, pointer, remedy = 'put them under auth, with { env: NAME }'} of urlsIn(raw)) {
    const {username, password} = new URL(url);
    if (username !== '' || password !== '') yield {at: document.placeOf(pointer), message: 'has credentials in a URL', remedy};
  }
  for (const [name, auth] of Object.entries(raw.auth ?? {})) {
    // A case may use any credentials at any endpoint, so all of them have to be here.
    if (allLoopback(raw) && addressesOf(auth).every(isLoopback)) continue;
    for (const {value, pointer} of secretsOf(auth, pointerTo('/auth', name))) {
      if (typeof value === 'string') yield inClear(document.placeOf(pointer));
    }
  }
  for (const [key, {url, headers = {}}] of Object.entries(raw.endpoints)) {
    if (isLoopback(url)) continue;
    for (const [name, value] of Object.entries(headers)) {
      if (typeof value === 'string' && (SECRET_HEADER.test(name) || SECRET_VALUE.test(value))) yield inClear(document.placeOf(pointerTo(pointerTo(pointerTo('/endpoints', key), 'headers'), name)));
    }
  }
  if (typeof raw.proxy === 'object' && typeof raw.proxy.password === 'string' && !isLoopback(raw.proxy.url)) yield inClear(document.placeOf('/proxy/password'));
  if (typeof raw.tls?.key === 'string') yield {at: document.placeOf('/tls/key'), message: 'a key stands in clear', remedy: 'write { file: PATH } or { env: NAME }'};
}

const inClear = (at: string): Complaint => ({at, message: 'a secret stands in clear', remedy: 'put it into an environment variable and write { env: NAME } here'});

const allLoopback = ({endpoints}: RawTarget): boolean => Object.values(endpoints).every(({url}) => isLoopback(url));

/** Where credentials go besides endpoints. */
const addressesOf = ({oauth2, form}: RawAuth): readonly string[] => [...(oauth2 === undefined ? [] : [oauth2['token-url']]), ...(form === undefined ? [] : [form.url])];

/** Whether a URL stays on this machine (RFC 6761, 6.3; RFC 1122, 3.2.1.3). */
function isLoopback(url: string): boolean {
  const {hostname} = new URL(url);
  return hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

function secretsOf(auth: RawAuth, pointer: string): readonly {readonly value: SecretOr<string>; readonly pointer: string}[] {
  const {bearer, basic, oauth2, form} = auth;
  const key = auth['api-key'];
  return [
    ...(bearer === undefined ? [] : [{value: bearer, pointer: `${pointer}/bearer`}]),
    ...(key === undefined ? [] : [{value: key.value, pointer: `${pointer}/api-key/value`}]),
    ...(basic === undefined ? [] : [{value: basic.password, pointer: `${pointer}/basic/password`}]),
    ...(oauth2 === undefined ? [] : [{value: oauth2['client-secret'], pointer: `${pointer}/oauth2/client-secret`}]),
    ...Object.entries(form?.secrets ?? {}).map(([name, value]) => ({value, pointer: pointerTo(`${pointer}/form/secrets`, name)})),
  ];
}

const PROXY_REMEDY = 'write proxy: { url: …, user: …, password: { env: NAME } }';

function urlsIn(raw: RawTarget): readonly {readonly url: string; readonly pointer: string; readonly remedy?: string}[] {
  const callback = raw.callback?.['public-url'];
  const {proxy} = raw;
  return [
    ...Object.entries(raw.endpoints).map(([key, {url}]) => ({url, pointer: `${pointerTo('/endpoints', key)}/url`})),
    ...Object.entries(raw.auth ?? {}).flatMap(([name, {oauth2, form}]) => [
      ...(oauth2 === undefined ? [] : [{url: oauth2['token-url'], pointer: `${pointerTo('/auth', name)}/oauth2/token-url`}]),
      ...(form === undefined ? [] : [{url: form.url, pointer: `${pointerTo('/auth', name)}/form/url`}]),
    ]),
    ...(proxy === undefined ? [] : [typeof proxy === 'string' ? {url: proxy, pointer: '/proxy', remedy: PROXY_REMEDY} : {url: proxy.url, pointer: '/proxy/url', remedy: PROXY_REMEDY}]),
    ...(callback === undefined || callback === null ? [] : [{url: callback, pointer: '/callback/public-url'}]),
  ];
}
