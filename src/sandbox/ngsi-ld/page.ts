// Pages of a result (clauses 4.12, 5.5.9, 6.3.10) and its size (clauses 4.13, 6.3.13).

import type {Exchange} from './exchange.ts';
import type {MediaType} from './negotiate.ts';
import type {Parameters} from './parameters.ts';
import {badData} from './problem.ts';

/** How many items a page has when nobody says. */
const DEFAULT_LIMIT = 20;

export interface Page<T> {
  readonly items: readonly T[];
  readonly headers: Readonly<Record<string, string>>;
  /** Values for Link headers. */
  readonly pages: readonly string[];
}

/** The page that `limit` and `offset` ask for, with links to its neighbours and the count if asked. */
export function pageOf<T>(
  exchange: Exchange,
  all: readonly T[],
  how: {readonly parameters: Parameters; readonly type: MediaType},
): Page<T> {
  const {wrong} = exchange.broker;
  const count = how.parameters.flag('count') === true;
  const limit = how.parameters.count('limit') ?? DEFAULT_LIMIT;
  if (limit === 0 && !count && !wrong('ngsi-ld-limit-zero-accepted')) throw badData('a limit of 0 needs count=true (clause 6.3.13)');
  const offset = startOf(all.length, how.parameters.count('offset') ?? 0);
  const from = wrong('ngsi-ld-offset-ignored') ? 0 : offset;
  const items = wrong('ngsi-ld-limit-ignored') ? all.slice(from) : all.slice(from, from + limit);
  const counted = wrong('ngsi-ld-count-is-page-size') ? items.length : all.length;
  const pages: string[] = [];
  if (limit > 0 && offset + limit < all.length && !wrong('ngsi-ld-next-link-missing'))
    pages.push(pageLink(exchange, {offset: offset + limit, limit, rel: 'next'}, how.type));
  if (limit > 0 && offset > 0 && !wrong('ngsi-ld-prev-link-missing'))
    pages.push(pageLink(exchange, {offset: Math.max(0, offset - limit), limit, rel: 'prev'}, how.type));
  return {items, headers: count && !wrong('ngsi-ld-count-missing') ? {'NGSILD-Results-Count': String(counted)} : {}, pages};
}

/** Beyond the end only the last item is to be returned (Table 6.3.10-2). */
function startOf(total: number, offset: number): number {
  return offset < total ? offset : Math.max(0, total - 1);
}

function pageLink({broker, request}: Exchange, page: {offset: number; limit: number; rel: 'next' | 'prev'}, type: MediaType): string {
  const query = new URLSearchParams(broker.wrong('ngsi-ld-page-links-drop-parameters') ? '' : request.url.searchParams);
  query.set('limit', String(page.limit));
  query.set('offset', String(page.offset));
  return `<${request.url.pathname}?${query}>; rel="${page.rel}"; type="${type}"`;
}
