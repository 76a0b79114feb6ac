// Newman: a Postman collection, whose requests go out one after the other; checks are scripts.

import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {Contender} from '../contender.ts';
import {STATUS, bodyOf} from '../triples.ts';
import {installed, versionOf} from './peers.ts';

/** Newman as it was installed into a folder. */
export function newman(peers: string): Contender {
  return {
    name: `Newman ${versionOf(peers, 'newman')}`,
    manner: 'one request at a time: it knows no other way',
    prepare: async ({folder, base, triples, expected}) => {
      const file = join(folder, 'collection.json');
      const item = triples.flatMap((triple) => [
        request('POST', `${base}/entities`, {header: ['Content-Type', 'application/json'], body: JSON.stringify(bodyOf(triple)), checks: [statusIs(STATUS.create)]}),
        request('GET', `${base}/entities/${triple.entity}`, {header: ['Accept', 'application/json'], checks: [statusIs(STATUS.read), `pm.test('value', () => pm.expect(pm.response.json().temperature.value).to.eql(${expected(triple)}));`]}),
        request('DELETE', `${base}/entities/${triple.entity}`, {checks: [statusIs(STATUS.remove)]}),
      ]);
      await writeFile(file, JSON.stringify({info: {name: 'bench', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json'}, item}));
      return () => ({argv: [process.execPath, installed(peers, 'newman', 'bin/newman.js'), 'run', file, '--reporters', 'json', '--reporter-json-export', join(folder, 'report.json')]});
    },
  };
}

function request(method: string, url: string, {header, body, checks}: {readonly header?: readonly [string, string]; readonly body?: string; readonly checks: readonly string[]}) {
  return {
    name: `${method} ${url}`,
    request: {
      method, url,
      header: header === undefined ? [] : [{key: header[0], value: header[1]}],
      ...(body === undefined ? {} : {body: {mode: 'raw', raw: body}}),
    },
    event: [{listen: 'test', script: {type: 'text/javascript', exec: checks}}],
  };
}

function statusIs(status: number): string {
  return `pm.test('status', () => pm.response.to.have.status(${status}));`;
}
