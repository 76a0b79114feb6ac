// Packages from the npm registry, put into a folder outside the repository.

import {run} from './process.ts';

/** Installs one package at one version. Install scripts are not run. */
export function installPackage(folder: string, name: string, version: string): void {
  run('npm', ['install', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel', 'error', `${name}@${version}`], {cwd: folder, seconds: 420});
}
