// Who has passed a request on already: the Via header (clauses 4.3.6.4, 6.3.18; RFC 7230, 5.7.1).

import type {Broker} from '../broker.ts';
import type {Exchange} from '../exchange.ts';

/** The aliases of the sources that a request has passed. */
export function passed({request: {headers}}: Exchange): readonly string[] {
  const header = headers['via'];
  const text = typeof header === 'string' ? header : (header ?? []).join(',');
  return text.split(',').flatMap((field) => field.trim().split(/\s+/)[1] ?? []);
}

/** The header for whoever is asked next: everybody so far, then this broker. */
export function viaHeader(exchange: Exchange, tenant: string | undefined): string {
  return [...passed(exchange), aliasOf(exchange.broker, tenant)].map((alias) => `1.1 ${alias}`).join(', ');
}

/** How this broker, and within it a tenant, is called in a Via header: nobody else's name (clause 5.2.40). */
export function aliasOf(broker: Broker, tenant: string | undefined): string {
  return tenant === undefined ? broker.alias() : `${broker.alias()}.${Buffer.from(tenant).toString('hex')}`;
}
