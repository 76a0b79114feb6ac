// /info/sourceIdentity : who this broker is among context sources (clauses 5.15.1, 5.2.40; 6.33).

import {answer} from '../answer.ts';
import {accepted, linkContext, parametersOf, tenantOf, type Operation} from '../exchange.ts';
import {aliasOf} from '../forwarding/via.ts';
import {DATA} from '../negotiate.ts';
import {isoTime} from '../time.ts';

/** Retrieve Context Source Identity Information. */
export const sourceIdentity: Operation = async (exchange) => {
  const {broker} = exchange;
  parametersOf(exchange, {names: []});
  const type = accepted(exchange, DATA);
  const alias = aliasOf(broker, tenantOf(exchange));
  const now = broker.now();
  const body = {
    id: `urn:ngsi-ld:ContextSourceIdentity:${alias}`,
    type: 'ContextSourceIdentity',
    contextSourceAlias: alias,
    contextSourceUptime: `PT${Math.max(0, now - broker.startedAt) / 1000}S`,
    contextSourceTimeAt: isoTime(now),
  };
  return answer(exchange, {body, type, context: await linkContext(exchange)});
};
