// pygeoapi from PyPI, in a virtual environment of its own: features from GeoJSON files.

import {spawnSync} from 'node:child_process';
import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {FieldPlatform} from './platform.ts';
import {run} from './process.ts';
import {configuration, stations, zones} from './pygeoapi-data.ts';

const VERSION = '0.24.0';
const PYTHONS = ['python3', 'python3.14', 'python3.13', 'python3.12'];
const FITS = 'import sys, venv, ensurepip; sys.exit(0 if sys.version_info >= (3, 12) else 1)';

export const pygeoapi: FieldPlatform = {
  name: 'pygeoapi',
  version: VERSION,
  mechanisms: ['ogc-api-features', 'openapi'],
  install: (folder) => {
    run(python(), ['-m', 'venv', 'venv'], {cwd: folder, seconds: 120});
    run('venv/bin/pip', ['install', '--quiet', '--disable-pip-version-check', `pygeoapi==${VERSION}`, 'gunicorn'], {cwd: folder, seconds: 420});
    const data = join(folder, 'data');
    mkdirSync(data);
    writeFileSync(join(data, 'stations.geojson'), stations());
    writeFileSync(join(data, 'zones.geojson'), zones());
  },
  start: ({folder, port}) => {
    writeFileSync(join(folder, 'config.yml'), configuration(join(folder, 'data'), port));
    const env = {PYGEOAPI_CONFIG: join(folder, 'config.yml'), PYGEOAPI_OPENAPI: join(folder, 'openapi.yml')};
    run('venv/bin/pygeoapi', ['openapi', 'generate', 'config.yml', '--output-file', 'openapi.yml'], {cwd: folder, seconds: 60, env});
    return {command: join(folder, 'venv/bin/gunicorn'), args: ['--workers', '2', '--bind', `127.0.0.1:${port}`, 'pygeoapi.flask_app:APP'], env};
  },
  ready: (port) => `http://127.0.0.1:${port}/conformance?f=json`,
  secrets: {},
  target: (port) => `
target: { product: pygeoapi, version: "${VERSION}", vendor: OSGeo }
endpoints:
  ogc-api-features:
    url: http://127.0.0.1:${port}
    parameters:
      collection: stations
      temporal-collection: stations
      area-collection: zones
      filter-name: district
      filter-property: district
      filter-values: [d0, d1]
  openapi:
    url: http://127.0.0.1:${port}/openapi
    parameters:
      collection-url: http://127.0.0.1:${port}/collections/stations/items
      second-collection-url: http://127.0.0.1:${port}/collections/zones/items
      list: .features
      item-url: http://127.0.0.1:${port}/collections/stations/items/station-000
      missing-item-url: http://127.0.0.1:${port}/collections/stations/items/none
      filter-name: district
      filter-property: district
      filter-values: [d0, d1]
      time-property: observed
      time-between: "2026-01-20T00:00:00Z"
      boxes: [[4.29, 51.1, 4.33, 51.3], [4.35, 51.1, 4.5, 51.3]]
claims:
  ogc-api-features: { without: [closed-parameters, heights, placeless, timeless] }
  openapi: { without: [csv, etag, last-modified, rate-limits, health, protected] }
`,
};

/** The interpreter that FIELD_PYTHON names, or the first on the path that fits. */
function python(): string {
  const named = process.env.FIELD_PYTHON;
  const found = (named === undefined ? PYTHONS : [named]).find((name) => spawnSync(name, ['-c', FITS], {stdio: 'ignore', timeout: 20_000}).status === 0);
  if (found === undefined) throw new Error('pygeoapi needs Python 3.12 or later, with venv: set FIELD_PYTHON to one');
  return found;
}
