// What is tested: a target file, or the URL of one endpoint.

import {InputError, inputError} from '../error.ts';
import {UNKNOWN} from '../model.ts';
import type {Library, Target} from '../model.ts';
import {byPlace} from '../suite/by-place.ts';
import {targetSchema} from '../suite/format/target.ts';
import {readYamlAs} from '../suite/read-yaml-as.ts';
import {clearSecrets} from './clear-secrets.ts';
import {DEFAULT_LIMITS, DEFAULT_LISTEN, parseTarget, withoutSlash} from './parse.ts';
import type {RawTarget} from './raw.ts';
import {tooLong, unknownNames} from './rules.ts';
import {badUrls} from './urls.ts';

/** The target in a YAML text. Throws an `InputError` with every mistake; what it names is looked up in the library. */
export async function readTarget(text: string | Uint8Array, file: string, library: Library): Promise<Target> {
  const document = await readYamlAs(targetSchema, text, file);
  // The schema vouches for the shape.
  const raw = document.value as unknown as RawTarget;
  const wrong = [...badUrls(raw, document)];
  if (wrong.length > 0) throw new InputError(wrong);
  const complaints = [...unknownNames({document, raw, library}), ...tooLong({document, raw, library}), ...clearSecrets(raw, document)];
  if (complaints.length > 0) throw new InputError(complaints.sort(byPlace));
  return parseTarget(raw, file);
}

/** A target that is one endpoint and nothing else: `mimcheck run URL --as ngsi-ld`. */
export function targetFromUrl(url: string, mechanism: string): Target {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) throw inputError('target', `is no URL that starts with http:// or https://: ${url}`);
  const {hostname, username, password, search, hash} = new URL(url);
  if (username !== '' || password !== '') throw inputError('target', 'has credentials in the URL', 'write a target file with auth (mimcheck init)');
  if (search !== '' || hash !== '') throw inputError('target', 'has a query or a fragment, which no path can continue', 'take it away');
  return {
    product: hostname, version: UNKNOWN, vendor: UNKNOWN,
    endpoints: {[mechanism]: {url: withoutSlash(url), headers: {}, parameters: {}}},
    auth: {}, without: {}, declarations: {},
    tls: {verify: true},
    callback: {listen: DEFAULT_LISTEN, publicUrl: null},
    limits: DEFAULT_LIMITS,
  };
}
