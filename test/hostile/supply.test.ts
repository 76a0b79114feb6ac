import {readFileSync} from 'node:fs';
import {expect, it} from 'vitest';

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {packages: Readonly<Record<string, {hasInstallScript?: boolean; dev?: boolean; optional?: boolean; link?: boolean; resolved?: string; integrity?: string}>>};
const packages = Object.entries(lock.packages).filter(([path]) => path !== '');

it('no package of ours runs anything when it is installed', () => {
  expect(packages.filter(([, {hasInstallScript}]) => hasInstallScript === true).map(([path]) => path)).toEqual([]);
});

it('every package is held by the digest of its bytes', () => {
  expect(packages.length).toBeGreaterThan(50);
  expect(packages.filter(([, {integrity, link}]) => link !== true && !/^sha(256|512)-/.test(integrity ?? '')).map(([path]) => path)).toEqual([]);
});
