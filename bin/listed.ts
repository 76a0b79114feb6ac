// A folder of reports → the products that were tested before, with what each was shown to meet.

import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {inputError} from '../src/error.ts';
import type {ListedProduct} from '../src/tender/lint/rule.ts';
import {asInput} from './files.ts';

const MET: readonly unknown[] = ['passed', 'attested'];

/** Every `report.json` in a folder and its folders; the newest report of a product in one version counts. */
export function readListed(folder: string): readonly ListedProduct[] {
  const products = new Map<string, ListedProduct & {readonly started: string}>();
  for (const path of reportsIn(folder)) {
    const read = readReport(path);
    const known = products.get(read.product);
    if (known === undefined || known.started < read.started) products.set(read.product, read);
  }
  if (products.size === 0) throw inputError('--results', `there is no report.json in ${folder}`, 'name the folder that holds the folders of runs');
  return [...products.values()].map(({product, met}) => ({product, met})).toSorted((a, b) => (a.product < b.product ? -1 : 1));
}

function reportsIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder, {recursive: true, encoding: 'utf8'}).filter((name) => /(^|[/\\])report\.json$/.test(name)).sort().map((name) => join(folder, name));
  } catch (error) {
    throw asInput(folder, error);
  }
}

/** As far as it is read here. */
interface ReportPart {
  readonly target?: {readonly product?: unknown; readonly version?: unknown};
  readonly run?: {readonly started?: unknown};
  readonly requirements?: readonly {readonly id?: unknown; readonly verdict?: unknown; readonly level?: unknown}[];
}

function readReport(path: string): ListedProduct & {readonly started: string} {
  let report: ReportPart;
  try {
    report = JSON.parse(readFileSync(path, 'utf8')) as ReportPart;
  } catch {
    throw inputError(path, 'is no JSON', 'write it again: mimcheck report');
  }
  const {target, run, requirements} = report;
  if (typeof target?.product !== 'string' || typeof run?.started !== 'string' || !Array.isArray(requirements)) throw inputError(path, 'is no report of mimcheck', 'write it again: mimcheck report');
  const met = (requirements as NonNullable<ReportPart['requirements']>).filter(({verdict, level}) => MET.includes(verdict) || (verdict === 'warning' && level === 'must')).map(({id}) => String(id));
  return {product: `${target.product} ${String(target.version)}`, met: new Set(met), started: run.started};
}
