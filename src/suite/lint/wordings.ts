// Clauses of contracts rest on the level and the wording of a requirement: neither changes under its id.

import type {Complaint} from '../../error.ts';
import type {Library, Requirement} from '../../model.ts';
import {isId} from './doubt.ts';
import {linesOf} from './ids.ts';

const FILE = 'wordings.txt';
const REMEDY = `take it back, or give the requirement a new id and move this one to retired.txt; only where no release has carried it yet, delete its line in ${FILE} and npm run generate`;

/** What must not change, in one line: `MIM7-9.0-R4.1 must Every entity …`, with the condition at the end. */
function lineOf({id, level, text, condition}: Requirement): string {
  return `${id} ${level} ${text}${condition === undefined ? '' : ` | if: ${condition}`}`.replaceAll(/\s+/g, ' ').trim();
}

/** Complaints about requirements whose level, wording or condition is not what `wordings.txt` holds, or that it lacks. Null: there is no such file. */
export function* rewordings({requirements}: Library, wordings: string | null): Generator<Complaint> {
  const published = byId(wordings);
  const fresh = requirements.filter(({id}) => !published.has(id) && isId(id)).map(({id}) => id);
  if (fresh.length > 0) yield {at: `${FILE}:1:1`, message: `lacks ${fresh.length} of the requirements: ${fresh.slice(0, 5).join(', ')}${fresh.length > 5 ? ' …' : ''}`, remedy: 'npm run generate'};
  for (const requirement of requirements) {
    const before = published.get(requirement.id);
    if (before !== undefined && before !== lineOf(requirement)) {
      yield {at: requirement.at, message: `${requirement.id} is not as it was published: ${before.slice(requirement.id.length + 1)}`, remedy: REMEDY};
    }
  }
}

/** The register with a line for every new requirement; a line that is there is never changed. */
export function wordingRegister({requirements}: Library, wordings: string | null): string {
  const all = new Map([...requirements.map((one): [string, string] => [one.id, lineOf(one)]), ...byId(wordings)]);
  const head = '# Level, wording and condition of every requirement that was ever published: contracts rest on them. Written by npm run generate; no line is changed.\n';
  return `${head}${[...all.keys()].sort().map((id) => `${all.get(id) ?? ''}\n`).join('')}`;
}

function byId(wordings: string | null): ReadonlyMap<string, string> {
  return new Map(linesOf(wordings ?? '').map(({text}) => [text.split(' ')[0] ?? '', text]));
}
