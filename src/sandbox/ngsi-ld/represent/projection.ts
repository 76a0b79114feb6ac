// The Attribute Projection Language (clause 4.21): which members of an Entity to keep, also of Entities linked to it.

import {expandName, type ActiveContext} from '../context/active.ts';
import {badData} from '../problem.ts';
import {isTermOrUri} from '../syntax.ts';

/** By expanded name, with `id`, `type` and `scope` as they are; the value projects what a Relationship links to. */
export type Projection = ReadonlyMap<string, Projection | undefined>;

const OWN = new Set(['id', 'type', 'scope', 'createdAt', 'modifiedAt', 'expiresAt']);

/** Parses a pick or omit parameter; a malformed one is BadRequestData. */
export function parseProjection(text: string, context: ActiveContext): Projection {
  const [projection, rest] = terms(text, context);
  if (rest !== '') throw badData(`not a list of members to project: ${text}`);
  return projection;
}

/** How many links deep a projection reaches: 0 when it stays in the Entity. */
export function projectionDepth(projection: Projection): number {
  return Math.max(0, ...[...projection.values()].map((nested) => (nested === undefined ? 0 : 1 + projectionDepth(nested))));
}

function terms(text: string, context: ActiveContext): [Projection, string] {
  const projection = new Map<string, Projection | undefined>();
  let rest = text;
  for (;;) {
    const name = /^[^,|{}]+/.exec(rest)?.[0];
    if (name === undefined || !isTermOrUri(name)) throw badData(`not a list of members to project: ${text}`);
    rest = rest.slice(name.length);
    let nested: Projection | undefined;
    if (rest.startsWith('{')) {
      [nested, rest] = terms(rest.slice(1), context);
      if (!rest.startsWith('}')) throw badData(`a brace stays open in the projection: ${text}`);
      rest = rest.slice(1);
    }
    projection.set(OWN.has(name) ? name : expandName(context, name), nested);
    if (!/^[,|]/.test(rest)) return [projection, rest];
    rest = rest.slice(1);
  }
}
