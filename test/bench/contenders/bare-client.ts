// Sends the triples with undici, several at a time, and checks them; keeps nothing of what came. Exits with 1 when a check does not hold.

import {readFileSync} from 'node:fs';
import {Pool} from 'undici';
import {STATUS} from '../triples.ts';
import type {BareJob} from './bare.ts';

const {base, connections, triples} = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as BareJob;
const {origin, pathname} = new URL(base);
const pool = new Pool(origin, {connections});
let unmet = 0;
const rest = triples.values();
await Promise.all(Array.from({length: connections}, work));
await pool.close();
process.exitCode = unmet === 0 ? 0 : 1;

async function work(): Promise<void> {
  for (const {entity, body, expected} of rest) {
    const created = await pool.request({method: 'POST', path: `${pathname}/entities`, headers: {'content-type': 'application/json'}, body});
    await created.body.dump();
    check(created.statusCode === STATUS.create);
    const read = await pool.request({method: 'GET', path: `${pathname}/entities/${entity}`, headers: {accept: 'application/json'}});
    const shown = (await read.body.json()) as {temperature?: {value?: unknown}};
    check(read.statusCode === STATUS.read);
    check(shown.temperature?.value === expected);
    const removed = await pool.request({method: 'DELETE', path: `${pathname}/entities/${entity}`});
    await removed.body.dump();
    check(removed.statusCode === STATUS.remove);
  }
}

function check(holds: boolean): void {
  if (!holds) unmet += 1;
}
