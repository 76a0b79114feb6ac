// Outline × requirements → the clauses that will be written, each with its number, its bookmark and its document.

import {sha256} from '../../journal/digest.ts';
import type {Placement} from '../clause-set.ts';
import type {JurisdictionPack, Outline, OutlineClause} from '../read/legal.ts';
import type {Fact} from './facts.ts';
import type {BareRequirement} from './requirements.ts';

/** Requirements of one MIM in one release. */
export interface MimGroup {
  readonly release: string;
  readonly mim: number;
  readonly title: string;
  readonly requirements: readonly BareRequirement[];
}

export interface PlannedClause {
  /** What references name: the key, and the id where there is one clause for each requirement. */
  readonly name: string;
  readonly key: string;
  readonly bookmark: string;
  readonly number: string;
  readonly depth: number;
  readonly placement: Placement;
  /** Id of its document. */
  readonly document: string;
  readonly part: string;
  readonly legal: readonly string[];
  readonly requirement: BareRequirement | null;
  readonly mim: MimGroup | null;
}

interface Request {
  readonly outline: Outline;
  readonly documents: JurisdictionPack['documents'];
  readonly facts: ReadonlySet<Fact>;
  readonly requirements: readonly BareRequirement[];
}

/** The clauses in the order of the documents. */
export function planClauses({outline, documents, facts, requirements}: Request): readonly PlannedClause[] {
  return documents.flatMap(({id, holds}) => {
    let chapter = 0;
    return holds.flatMap((placement) => outline[placement].flatMap((one) => {
      const planned = expand(one, {placement, document: id, facts, requirements, group: null}, [chapter + 1]);
      if (planned.length > 0) chapter += 1;
      return planned;
    }));
  });
}

interface Where {
  readonly placement: Placement;
  readonly document: string;
  readonly facts: ReadonlySet<Fact>;
  readonly requirements: readonly BareRequirement[];
  readonly group: MimGroup | null;
}

/** A clause with those within it, as often as it stands; `number` is that of the first. */
function expand(clause: OutlineClause, where: Where, number: readonly number[]): readonly PlannedClause[] {
  if (clause.when !== undefined && !where.facts.has(clause.when as Fact)) return [];
  const last = number.at(-1) ?? 1;
  const at = (index: number): readonly number[] => [...number.slice(0, -1), last + index];
  if (clause.each === undefined) return one(clause, where, {number, requirement: null});
  if (clause.each === 'mim') return groupsOf(where.requirements).flatMap((group, index) => one(clause, {...where, group, requirements: group.requirements}, {number: at(index), requirement: null}));
  const {each} = clause;
  return where.requirements
    .filter(({use}) => each === 'requirement' || (each === 'scored' ? use === 'scored' : use !== 'information'))
    .flatMap((requirement, index) => one(clause, where, {number: at(index), requirement}));
}

function one({key, part, legal = [], clauses = []}: OutlineClause, where: Where, {number, requirement}: {readonly number: readonly number[]; readonly requirement: BareRequirement | null}): readonly PlannedClause[] {
  const {placement, document, group} = where;
  const name = [key, ...(requirement === null ? [] : [requirement.id]), ...(group === null || requirement !== null ? [] : [`${group.release}.${group.mim}`])].join(' ');
  const inner: PlannedClause[] = [];
  let position = 0;
  for (const child of clauses) {
    const planned = expand(child, where, [...number, position + 1]);
    position += planned.filter(({depth}) => depth === number.length + 1).length;
    inner.push(...planned);
  }
  return [{name, key, bookmark: bookmarkOf(name), number: number.join('.'), depth: number.length, placement, document, part, legal, requirement, mim: requirement === null ? group : null}, ...inner];
}

/** By release and MIM, in the order of the requirements. */
function groupsOf(requirements: readonly BareRequirement[]): readonly MimGroup[] {
  const groups = new Map<string, MimGroup>();
  for (const requirement of requirements) {
    const {release, mim, mimTitle: title} = requirement;
    const known = groups.get(`${release}/${mim}`);
    groups.set(`${release}/${mim}`, {release, mim, title, requirements: [...(known?.requirements ?? []), requirement]});
  }
  return [...groups.values()];
}

const LONGEST = 40;

/** Letters, digits and hyphens, at most 40 of them. */
function bookmarkOf(name: string): string {
  const plain = name.replace(/^requirement\./, '').replaceAll(/[^A-Za-z0-9]+/g, '-');
  return plain.length <= LONGEST ? plain : `${plain.slice(0, LONGEST - 9)}-${sha256(name).slice(0, 8)}`;
}
