// Were the cases those that mimcheck was released with, and the plan the one that it makes of them?

import type {Journal, JournalHeader, Library, Plan} from '../../model.ts';
import {check, few} from '../check.ts';
import type {Check} from '../check.ts';
import {sameJson} from '../same-json.ts';

/** What the mimcheck that verifies knows: it came with these. */
export interface Installed {
  readonly tool: JournalHeader['tool'];
  readonly library: Library;
  /** The files of its suites, by path below the suites folder. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** The plan that it makes for a target; its digest is not looked at. */
  readonly plan: (header: Pick<JournalHeader, 'target' | 'selection' | 'seed'>) => Omit<Plan, 'digest'>;
}

/** Holds suites and plan of a record against what is installed. What another version of mimcheck came with, this one does not know. */
export function checkSuites(files: ReadonlyMap<string, Uint8Array>, {header, requirements, cases, leftOut}: Journal, installed: Installed): readonly Check[] {
  const {library, tool} = installed;
  const known = new Map(library.suites.map(({file, digest: sum}) => [file, sum]));
  const unknown = header.suites.filter(({file, digest: sum}) => known.get(file) !== sum).map(({id}) => id);
  const strange = (names: readonly string[]): Check => check('unknown', 'suites-unknown', {suites: few(names), recorder: header.tool.version, version: tool.version});
  const missing = library.suites.map(({id}) => id).filter((id) => !header.suites.some((one) => one.id === id));
  if (unknown.length + missing.length > 0) return [strange([...unknown, ...missing])];
  const altered = alteredFiles(files, installed);
  const planned = isPlanOf(installed.plan(header), {header, requirements, cases, leftOut});
  if ((altered.length > 0 || !planned) && header.tool.version !== tool.version) return [strange(altered)];
  return [
    altered.length === 0 ? check('ok', 'suites-known', {count: header.suites.length, version: tool.version}) : check('altered', 'suite-altered', {files: few(altered)}),
    planned ? check('ok', 'plan-same', {}) : check('altered', 'plan-other', {}),
  ];
}

/** Files of the suites that are others than those installed, missing or added. */
function alteredFiles(files: ReadonlyMap<string, Uint8Array>, installed: Installed): readonly string[] {
  const changed = [...installed.files].filter(([name, bytes]) => !isSame(files.get(`suites/${name}`), bytes)).map(([name]) => name);
  return [...changed, ...[...files.keys()].filter((name) => name.startsWith('suites/') && !installed.files.has(name.slice('suites/'.length)))];
}

function isSame(one: Uint8Array | undefined, other: Uint8Array): boolean {
  return one !== undefined && Buffer.compare(one, other) === 0;
}

function isPlanOf({seed, selection, suites, mechanisms, requirements, cases, leftOut}: Omit<Plan, 'digest'>, recorded: Pick<Journal, 'header' | 'requirements' | 'cases' | 'leftOut'>): boolean {
  const {header} = recorded;
  return seed === header.seed && sameJson(selection, header.selection) && sameJson(suites, header.suites) && sameJson(mechanisms, header.mechanisms)
    && sameJson(requirements, recorded.requirements) && sameJson(cases, recorded.cases) && sameJson(leftOut, recorded.leftOut);
}
