// Hurl: a file for each triple, so that it can work on several at a time. Comes from crates.io; taken as it is found.

import {spawnSync} from 'node:child_process';
import {mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {TOGETHER} from '../contender.ts';
import type {Contender} from '../contender.ts';
import {STATUS, VALUE_PATH, bodyOf} from '../triples.ts';

/** Hurl at a path, or null when there is none. */
export function hurl(program: string): Contender | null {
  const {stdout, status} = spawnSync(program, ['--version'], {encoding: 'utf8'});
  const version = /^hurl (\S+)/.exec(stdout ?? '')?.[1];
  if (status !== 0 || version === undefined) return null;
  return {
    name: `Hurl ${version}`,
    manner: `${TOGETHER} files at a time, a file for each triple`,
    prepare: async ({folder, base, triples, expected}) => {
      const files = join(folder, 'triples');
      await mkdir(files);
      for (const [index, triple] of triples.entries()) {
        const entity = `${base}/entities/${triple.entity}`;
        await writeFile(join(files, `t${index}.hurl`), [
          `POST ${base}/entities`, 'Content-Type: application/json', JSON.stringify(bodyOf(triple)), `HTTP ${STATUS.create}`, '',
          `GET ${entity}`, 'Accept: application/json', `HTTP ${STATUS.read}`, '[Asserts]', `jsonpath "${VALUE_PATH}" == ${expected(triple)}`, '',
          `DELETE ${entity}`, `HTTP ${STATUS.remove}`, '',
        ].join('\n'));
      }
      return () => ({argv: [program, '--test', '--jobs', String(TOGETHER), files]});
    },
  };
}
