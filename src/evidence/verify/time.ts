// Since when has a bundle existed, by the word of an authority?

import type {Certificate} from 'pkijs';
import {check} from '../check.ts';
import type {Check} from '../check.ts';
import {ATTESTATIONS, MANIFEST} from '../manifest.ts';
import type {Manifest} from '../manifest.ts';
import {readTimeStamp} from '../timestamp.ts';

/** Every time stamp of a bundle. */
export async function checkTime(files: ReadonlyMap<string, Uint8Array>, {run: {started}}: Pick<Manifest, 'run'>, authorities: readonly Certificate[]): Promise<readonly Check[]> {
  const manifest = files.get(MANIFEST) ?? new Uint8Array();
  const stamps = [...files].filter(([name]) => name.startsWith(ATTESTATIONS) && name.endsWith('.tsr'));
  return Promise.all(stamps.map(async ([file, token]) => {
    const stamp = await readTimeStamp(token, manifest, authorities);
    if (typeof stamp === 'string') return check('altered', stamp === 'other' ? 'time-other' : 'time-broken', {file});
    const {at, authority, trusted} = stamp;
    // Either clock may be wrong: it is told, and decides nothing.
    if (Date.parse(at) < Date.parse(started)) return check('note', 'time-before', {at, started});
    return trusted ? check('ok', 'time-stamped', {at, name: authority}) : check('note', 'time-unknown', {at, name: authority});
  }));
}
