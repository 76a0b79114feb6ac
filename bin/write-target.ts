// A target.yaml for the sandbox, beside the authority that its certificate needs.

import {basename, dirname, join} from 'node:path';
import {stringify} from 'yaml';
import type {Sandbox} from '../src/sandbox/sandbox.ts';
import {writeFiles} from './files.ts';

/** Writes the file; gives back its path. */
export function writeTarget(path: string, {target, caPem}: Sandbox): string {
  const ca = `${basename(path).replace(/\.ya?ml$/, '')}-ca.pem`;
  writeFiles(dirname(path), new Map([[ca, caPem], [basename(path), stringify({...target, tls: {ca: `./${ca}`}}, {aliasDuplicateObjects: false})]]), null);
  return join(dirname(path), basename(path));
}
