// The sandbox in a process of its own, which counts what reaches it. Started by `startPlatform`, told what to do by messages.

import {randomBytes} from 'node:crypto';
import {subscribe} from 'node:diagnostics_channel';
import {startSandbox} from '../../src/sandbox/sandbox.ts';
import type {Counts} from './platform.ts';

let counts: Counts = none();
subscribe('http.server.request.start', (message) => {
  const {request} = message as {request: {method: string}};
  const now = performance.timeOrigin + performance.now();
  const {method} = request;
  counts = {
    ...counts,
    requests: {...counts.requests, [method]: (counts.requests[method] ?? 0) + 1},
    firstAt: {...counts.firstAt, [method]: counts.firstAt[method] ?? now},
    lastAt: now,
  };
});
subscribe('net.server.socket', () => {
  counts = {...counts, connections: counts.connections + 1};
});

const sandbox = await startSandbox({now: Date.now, random: () => randomBytes(24).toString('base64url'), latencyMs: Number(process.argv[2])});
process.on('message', (message) => {
  if (message === 'counts') {
    process.send?.(counts);
    counts = none();
  } else void sandbox.close().then(() => process.exit());
});
// Whoever started it is gone.
process.on('disconnect', () => process.exit());
process.send?.(`${sandbox.http}/ngsi-ld/v1`);

function none(): Counts {
  return {requests: {}, firstAt: {}, lastAt: 0, connections: 0};
}
