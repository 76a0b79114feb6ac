// Were the cases those that mimcheck was released with, and the plan the one that it makes of them?

import {digest} from '../../journal/digest.ts';
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

/** Holds suites and plan of a record against what is installed. */
export function checkSuites(files: ReadonlyMap<string, Uint8Array>, {header, requirements, cases, leftOut}: Journal, installed: Installed): readonly Check[] {
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
    isPlanOf(installed.plan(header), {header, requirements, cases, leftOut}) ? check('ok', 'plan-same', {}) : check('altered', 'plan-other', {}),
  ];
}

function isPlanOf({seed, selection, suites, mechanisms, requirements, cases, leftOut}: Omit<Plan, 'digest'>, recorded: Pick<Journal, 'header' | 'requirements' | 'cases' | 'leftOut'>): boolean {
  const {header} = recorded;
  return seed === header.seed && sameJson(selection, header.selection) && sameJson(suites, header.suites) && sameJson(mechanisms, header.mechanisms)
    && sameJson(requirements, recorded.requirements) && sameJson(cases, recorded.cases) && sameJson(leftOut, recorded.leftOut);
}
