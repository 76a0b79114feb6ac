// The committed list: for every case one change of one answer that fails it.

import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {ROOT} from '../../bin/root.ts';
import type {Fate} from './mutate.ts';

/** By case. */
export type Evidence = Readonly<Record<string, Pick<Fate, 'step' | 'kind' | 'where'>>>;

const FILE = join(ROOT, 'test', 'mutation', 'evidence.json');

// What says most about a case comes first; whatever is not listed is better than what is listed last.
const TELLING: readonly string[] = ['value-alter', 'coordinates-swap', 'reorder', 'item-remove', 'item-duplicate', 'member-drop', 'member-add', 'notification-lost', 'notification-repeated'];
const BLUNT: readonly string[] = ['retype', 'body-empty'];

/** Of what fails each case, the most telling change in the last step that has one. */
export function evidenceOf(fates: readonly Fate[]): Evidence {
  const best = new Map<string, Fate>();
  for (const fate of fates) {
    if (!fate.named || !fate.fails) continue;
    const before = best.get(fate.case);
    if (before === undefined || fate.step > before.step || (fate.step === before.step && rank(fate.kind) < rank(before.kind))) best.set(fate.case, fate);
  }
  return Object.fromEntries([...best].map(([id, {step, kind, where}]) => [id, {step, kind, where}]));
}

function rank(kind: string): number {
  if (BLUNT.includes(kind)) return TELLING.length + 1 + BLUNT.indexOf(kind);
  return TELLING.includes(kind) ? TELLING.indexOf(kind) : TELLING.length;
}

/** The list as it was last written; empty when there is none. */
export function readEvidence(): Evidence {
  return existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as Evidence) : {};
}

/** Writes it, a case a line, in order. */
export function writeEvidence(evidence: Evidence): void {
  const lines = Object.entries(evidence).sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, one]) => ` ${JSON.stringify(id)}: ${JSON.stringify(one)}`);
  writeFileSync(FILE, `{\n${lines.join(',\n')}\n}\n`);
}
