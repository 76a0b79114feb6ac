// Were the cases those that mimcheck was released with, and the plan the one that it makes of them?

import {digest} from '../../journal/digest.ts';
import type {JournalHeader, Library} from '../../model.ts';
import {check, few} from '../check.ts';
import type {Check} from '../check.ts';

/** What the mimcheck that verifies knows: it came with these. */
export interface Installed {
  readonly tool: JournalHeader['tool'];
  readonly library: Library;
  /** The files of its suites, by path below the suites folder. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Digest of the plan that it makes for a target. */
  readonly planDigest: (header: Pick<JournalHeader, 'target' | 'selection' | 'seed'>) => string;
}

/** Holds suites and plan of a record against what is installed. */
export function checkSuites(files: ReadonlyMap<string, Uint8Array>, header: JournalHeader, installed: Installed): readonly Check[] {
  const {library, tool} = installed;
  const known = new Map(library.suites.map(({file, digest: sum}) => [file, sum]));
  const unknown = header.suites.filter(({file, digest: sum}) => known.get(file) !== sum).map(({id}) => id);
  if (unknown.length > 0 || header.suites.length !== library.suites.length) {
    return [check('unknown', 'suites-unknown', {count: Math.max(unknown.length, 1), suites: few(unknown), recorder: header.tool.version, version: tool.version})];
  }
  const altered = [...installed.files].filter(([name, bytes]) => {
    const bundled = files.get(`suites/${name}`);
    return bundled === undefined || digest(bundled) !== digest(bytes);
  }).map(([name]) => name);
  const added = [...files.keys()].filter((name) => name.startsWith('suites/') && !installed.files.has(name.slice('suites/'.length)));
  return [
    ...(altered.length + added.length === 0 ? [check('ok', 'suites-known', {count: header.suites.length, version: tool.version})] : [check('altered', 'suite-altered', {files: few([...altered, ...added])})]),
    installed.planDigest(header) === header.planDigest ? check('ok', 'plan-same', {}) : check('altered', 'plan-other', {}),
  ];
}
