// The peers from the npm registry: installed into a folder outside the repository, never dependencies.

import {spawnSync} from 'node:child_process';
import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';

const PEERS = ['newman@6.2.2', 'stepci@2.8.2'];

/** Installs what is not there yet. Their install scripts are not run. */
export function installPeers(folder: string): void {
  const missing = PEERS.filter((peer) => !existsSync(packageFile(folder, peer.slice(0, peer.indexOf('@')))));
  if (missing.length === 0) return;
  const {status} = spawnSync('npm', ['install', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel', 'error', ...missing], {stdio: ['ignore', 'ignore', 'inherit']});
  if (status !== 0) throw new Error(`npm could not install ${missing.join(', ')}`);
}

/** Path of a file of an installed package. */
export function installed(folder: string, name: string, file: string): string {
  return join(folder, 'node_modules', name, file);
}

/** The version that was installed. */
export function versionOf(folder: string, name: string): string {
  return (JSON.parse(readFileSync(packageFile(folder, name), 'utf8')) as {version: string}).version;
}

function packageFile(folder: string, name: string): string {
  return installed(folder, name, 'package.json');
}
