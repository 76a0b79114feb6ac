// An operation whose refusal is looked at before it is told.

import type {SandboxResponse} from '../../types.ts';
import type {Exchange, Operation} from '../exchange.ts';
import {draftOf} from '../lag.ts';
import {Problem} from '../problem.ts';

/** The answer of an operation, or the problem it throws. */
export async function attempt(exchange: Exchange, operation: Operation): Promise<SandboxResponse | Problem> {
  try {
    return await operation(exchange);
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
}

/** The same on a copy, where it changes nothing. */
export function rehearse(exchange: Exchange, operation: Operation): Promise<SandboxResponse | Problem> {
  const {tenants} = draftOf(exchange.broker.tenants);
  return attempt({...exchange, broker: {...exchange.broker, tenants}}, operation);
}
