// Step CI: a workflow of tests that run beside each other, each with its steps in order.

import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {TOGETHER} from '../contender.ts';
import type {Contender} from '../contender.ts';
import {STATUS, VALUE_PATH, bodyOf} from '../triples.ts';
import {installed, versionOf} from './peers.ts';

/** Step CI as it was installed into a folder. */
export function stepci(peers: string): Contender {
  return {
    name: `Step CI ${versionOf(peers, 'stepci')}`,
    manner: `${TOGETHER} tests at a time, a connection for each request`,
    prepare: async ({folder, base, triples, expected}) => {
      const file = join(folder, 'workflow.yml');
      const tests = Object.fromEntries(triples.map((triple, index) => [`t${index}`, {
        steps: [
          {name: 'create', http: {url: `${base}/entities`, method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(bodyOf(triple)), check: {status: STATUS.create}}},
          {name: 'read', http: {url: `${base}/entities/${triple.entity}`, method: 'GET', headers: {Accept: 'application/json'}, check: {status: STATUS.read, jsonpath: {[VALUE_PATH]: expected(triple)}}}},
          {name: 'delete', http: {url: `${base}/entities/${triple.entity}`, method: 'DELETE', check: {status: STATUS.remove}}},
        ],
      }]));
      // JSON is YAML.
      await writeFile(file, JSON.stringify({version: '1.1', name: 'bench', config: {concurrency: TOGETHER}, tests}));
      return () => ({argv: [process.execPath, installed(peers, 'stepci', 'dist/index.js'), 'run', file], environment: {STEPCI_DISABLE_ANALYTICS: '1'}});
    },
  };
}
