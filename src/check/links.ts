import type {Json} from '../model.ts';
import {absolute} from './address.ts';
import {parseBody} from './body.ts';
import {isObject, member, pointerTo} from './check.ts';
import type {Check, Mismatch, Subject} from './check.ts';
import {headerValue} from './headers.ts';
import {isOptional, matches, startMatching} from './matcher.ts';

/** A web link: `rel`, an absolute `href`, and whatever else it says. */
export type Link = Readonly<Record<string, Json>>;

/** `links: { next: { href: … } }`: at least one link of the relation must match, from the Link header or a `links` list in the body. */
export const links: Check = {
  kind: 'links',
  readsBody: false,
  compare(options, subject, {touch}) {
    const {inHeader, inBody} = linksIn(subject);
    const found = [...inHeader, ...inBody];
    const mismatches: Mismatch[] = [];
    const run = startMatching(new Map(), () => undefined);
    for (const [rel, expected] of Object.entries(options as Readonly<Record<string, Json>>)) {
      const option = pointerTo('', rel);
      const sameRel = found.filter((link) => hasRelation(link, rel));
      const where = `link ${rel}`;
      const absence = isObject(expected) && Object.hasOwn(expected, '$absent');
      const holding = sameRel.filter((link) => matches(expected, link, {where, option}, run));
      const held = holding.length > 0;
      // What is told in both places may go from one of them and not be missed.
      if (held && !holding.some((link) => inBody.includes(link))) touch('header Link', 'presence');
      if (held && !holding.some((link) => inHeader.includes(link))) touch('/links', 'presence');
      if (absence && sameRel.length > 0) mismatches.push({code: 'value-forbidden', where, expected: null, actual: sameRel, option});
      else if (!absence && !held && !(sameRel.length === 0 && isOptional(expected))) mismatches.push({code: 'link-missing', where, expected, actual: sameRel.length > 0 ? sameRel : found, option});
    }
    return {mismatches, compared: run.count + Object.keys(options as object).length};
  },
};

/** All links of an answer, addresses made absolute. */
export function linksOf(subject: Subject): readonly Link[] {
  const {inHeader, inBody} = linksIn(subject);
  return [...inHeader, ...inBody];
}

function linksIn(subject: Subject): {readonly inHeader: readonly Link[]; readonly inBody: readonly Link[]} {
  const body = subject.body.trimStart().startsWith('{') ? parseBody(subject) : null;
  const list = body?.ok === true ? member(body.value, 'links') : undefined;
  const resolved = (link: Link): Link => {
    const href = link['href'];
    return typeof href === 'string' ? {...link, href: absolute(href, subject.url)} : link;
  };
  return {
    inHeader: parseLinkHeader(headerValue(subject.headers, 'link') ?? '').map(resolved),
    inBody: Array.isArray(list) ? (list as readonly Json[]).filter(isObject).map(resolved) : [],
  };
}

/** Whether a link has a relation; one link may have several, and letter case is no matter (RFC 8288, 2.1.1). */
export function hasRelation(link: Link, rel: string): boolean {
  return String(link['rel'] ?? '').toLowerCase().split(/\s+/).includes(rel.toLowerCase());
}

const LINK = /<([^<>]*)>((?:\s*;\s*[^\s=;,]+(?:\s*=\s*(?:"(?:[^"\\]|\\.)*"|[^\s;,"]*))?)*)/g;
const PARAMETER = /;\s*([^\s=;,]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;,"]*)))?/g;

/** The Link header field (RFC 8288, 3). Of a parameter given twice the first counts. Longer than 64 KiB it is not read. */
export function parseLinkHeader(field: string): readonly Link[] {
  if (field.length > 65_536) return [];
  return [...field.matchAll(LINK)].map(([, href = '', parameters = '']) => {
    const link: Record<string, Json> = {href};
    for (const [, name = '', quoted, bare] of parameters.matchAll(PARAMETER)) {
      const key = name.toLowerCase();
      if (!Object.hasOwn(link, key)) link[key] = quoted === undefined ? (bare ?? '') : quoted.replaceAll(/\\(.)/g, '$1');
    }
    return link;
  });
}
