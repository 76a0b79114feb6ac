// mimcheck attest BUNDLE: what verifying it came to, as a credential for catalogues and a badge for people.

import {join} from 'node:path';
import {toBadge} from '../../reports/badge.ts';
import {profileName} from '../../reports/scope.ts';
import {readWords, speak} from '../../reports/words.ts';
import {inputError} from '../../src/error.ts';
import {validity} from '../../src/evidence/challenge.ts';
import {credential} from '../../src/evidence/credential.ts';
import {readPrivateKey} from '../../src/evidence/keys.ts';
import {MANIFEST, readManifest} from '../../src/evidence/manifest.ts';
import {digest} from '../../src/journal/digest.ts';
import type {Score} from '../../src/model.ts';
import {openBundle, read} from '../bundle.ts';
import {openTerminal} from '../console.ts';
import {writeFiles} from '../files.ts';
import {TEMPLATES} from '../root.ts';
import {verified} from './verify.ts';

export interface AttestArguments {
  readonly bundle: string;
  readonly key: string;
  readonly valid: string;
  readonly link?: string | undefined;
  readonly trust?: readonly string[] | undefined;
  readonly challenge?: string | undefined;
  readonly out: string;
}

/** Writes credential.jwt and badge.svg. Whoever signs has verified: only what is genuine to him is attested. */
export async function attest({bundle, key: keyFile, valid, link, trust, challenge, out}: AttestArguments): Promise<number> {
  const key = await readPrivateKey(Buffer.from(read(keyFile)).toString('utf8'), keyFile);
  if (link !== undefined && !/^https?:$/.test(URL.canParse(link) ? new URL(link).protocol : '')) throw inputError('--link', `'${link}' is no http or https URL`, 'where the report can be read');
  const {answer, about, assurance} = await verified({bundle, trust, challenge, json: false});
  if (answer !== 'genuine' || about === null) throw inputError(bundle, answer === 'altered' ? 'is not genuine' : 'cannot be told to be genuine', `mimcheck verify ${bundle} says why; name the keys that you trust with --trust`);
  const files = await openBundle(bundle);
  const {profile} = JSON.parse(Buffer.from(files.get('score.json') ?? []).toString('utf8')) as Score;
  const now = Date.now();
  const until = new Date(now + validity(valid)).toISOString();
  const token = await credential({
    about, assurance, profile: profileName(profile.scope), releases: profile.releases, mims: profile.mims, link: link ?? null, from: new Date(now).toISOString(), until,
    bundle: {digest: digest(files.get(MANIFEST) ?? ''), root: `sha256:${readManifest(files, bundle).exchanges.root}`},
  }, key);
  const say = speak(await readWords(join(TEMPLATES, 'verify'), 'en'));
  const badge = toBadge({verdict: say(`verdict.${profile.verdict}`), outcome: profile.verdict, title: `MIMs ${profile.releases.join(', ')}`, assurance: assurance.overall, until: until.slice(0, 10), link: link ?? null});
  const terminal = openTerminal(false);
  for (const path of writeFiles(out, new Map([['credential.jwt', token], ['badge.svg', badge]]), null)) terminal.print(path);
  return 0;
}
