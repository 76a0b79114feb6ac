// What a listener answers to a call: by what was asked, or in turn.

import type {Arrival, AwaitStep, Listener, Reply, RuleStep, Scope} from '../model.ts';
import {render, renderText} from '../scope/render.ts';

/** Gives the answer to each call. `scope` is asked when the answer is due, so it may hold what was captured before. */
export function createReplies({replies}: Listener, {rule, scope}: {readonly rule: RuleStep; readonly scope: () => Scope}): (arrival: Arrival) => Promise<Reply> {
  const inTurn = replies.filter(({when}) => when === undefined);
  let turn = 0;
  return async (arrival) => {
    for (const reply of replies) {
      if (reply.when !== undefined && await meets(arrival, reply.when, {rule, scope: scope()})) return rendered(reply, scope());
    }
    const reply = inTurn[Math.min(turn, inTurn.length - 1)];
    turn += 1;
    return reply === undefined ? {status: 200, headers: {}, afterMs: 0} : rendered(reply, scope());
  };
}

/** Ruled on as an await would be. */
async function meets(arrival: Arrival, expect: AwaitStep['expect'], {rule, scope}: {rule: RuleStep; scope: Scope}): Promise<boolean> {
  const step: AwaitStep = {
    kind: 'await', listener: '', withinMs: 0, count: {min: 1, max: null}, name: '', setup: false, expect, capture: {}, at: '',
  };
  return (await rule(step, 0, {exchanges: [], arrivals: [arrival]}, scope)).findings.length === 0;
}

function rendered(reply: Reply, scope: Scope): Reply {
  const {headers, json, body} = reply;
  return {
    ...reply,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, renderText(value, scope)])),
    ...(json === undefined ? {} : {json: render(json, scope)}),
    ...(body === undefined ? {} : {body: renderText(body, scope)}),
  };
}
