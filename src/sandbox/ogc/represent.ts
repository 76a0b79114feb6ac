import {isFresh, notModified, weakTag} from '../answer/conditional.ts';
import {page, render} from '../answer/html.ts';
import {linkHeader, withQuery} from '../answer/link.ts';
import type {Link} from '../answer/link.ts';
import {negotiate} from '../answer/media-types.ts';
import {problem} from '../answer/problem.ts';
import type {SandboxResponse} from '../types.ts';
import type {OgcContext} from './context.ts';

export type Format = 'json' | 'html';

/** A resource ready to be written in either format. */
export interface Resource {
  readonly title: string;
  readonly format: Format;
  readonly type: string;
  readonly document: Readonly<Record<string, unknown>> & {readonly links?: readonly Link[]};
  readonly headers?: Readonly<Record<string, string>>;
}

/** The format asked for by `f`, else by `Accept`; a refusal when there is none (OGC API - Features Part 1, 7.9). */
export function formatOf(context: OgcContext, type: string): Format | SandboxResponse {
  const asked = context.request.url.searchParams.get('f');
  if (asked === 'json' || asked === 'html') return asked;
  if (asked !== null) return problem(context.request, 400, 'The parameter f must be json or html.');
  if (context.broken('ogc-accept-ignored')) return 'json';
  const chosen = negotiate(context.request.headers.accept, [type, 'text/html']);
  if (chosen !== undefined) return chosen === type ? 'json' : 'html';
  return problem(context.request, 406, `This resource is available as ${type} and text/html.`);
}

/** Links to this document and to its other representation, each with its media type. */
export function selfLinks(url: URL, format: Format, type: string): readonly Link[] {
  const json: Link = {href: withQuery(url, {f: undefined}), rel: 'self', type, title: 'This document'};
  const html: Link = {href: withQuery(url, {f: 'html'}), rel: 'alternate', type: 'text/html', title: 'This document as HTML'};
  return format === 'json' ? [json, html] : [{...html, rel: 'self'}, {...json, href: withQuery(url, {f: 'json'}), rel: 'alternate'}];
}

/** Writes a resource, or 304 when the client has it. */
export function represent(context: OgcContext, resource: Resource): SandboxResponse {
  const html = resource.format === 'html';
  const shown = context.broken('ogc-html-empty') ? {} : resource.document;
  const {timeStamp: _, ...lasting} = resource.document;
  const tag = weakTag(resource.format, JSON.stringify(lasting), JSON.stringify(resource.headers ?? {}));
  const links = (resource.document.links ?? []).map(linkHeader);
  const answer: SandboxResponse = {
    status: 200,
    headers: {
      'content-type': html ? 'text/html; charset=utf-8' : resource.type,
      'content-language': 'en',
      etag: tag,
      vary: 'Accept',
      'cache-control': 'no-cache',
      ...(links.length === 0 ? {} : {link: links}),
      ...resource.headers,
    },
    body: html ? page(resource.title, render(shown)) : `${JSON.stringify(resource.document, null, 2)}\n`,
  };
  return isFresh(context.request, tag) ? notModified(answer) : answer;
}
