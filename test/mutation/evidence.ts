// The committed list: for every case one change of one answer that fails it.

import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {ROOT} from '../../bin/root.ts';
import type {Case} from '../../src/model.ts';
import type {Fate, Mutating, Trial} from './mutate.ts';
import {trialsOf} from './mutate.ts';

/** By case. */
export type Evidence = Readonly<Record<string, Pick<Fate, 'step' | 'kind' | 'where'>>>;

const FILE = join(ROOT, 'test', 'mutation', 'evidence.json');

// What says most about a case comes first; whatever is not listed is better than what is listed last.
const TELLING: readonly string[] = ['value-alter', 'coordinates-swap', 'reorder', 'item-remove', 'item-duplicate', 'member-drop', 'member-add', 'notification-lost', 'notification-repeated'];
const BLUNT: readonly string[] = ['retype', 'body-empty'];

/** What fails a case: the most telling change, if there is one of a part that it names, in the last step that has one. Null when nothing does. */
export async function evidenceFor(one: Case, mutating: Omit<Mutating, 'pick'>): Promise<Evidence[string] | null> {
  const trials: Trial[] = [];
  for await (const trial of trialsOf(one, mutating, Number.POSITIVE_INFINITY)) trials.push(trial);
  for (const {judge} of trials.sort((a, b) => Number(b.named) - Number(a.named) || b.step - a.step || rank(a.kind) - rank(b.kind))) {
    const {fails, step, kind, where} = await judge();
    if (fails) return {step, kind, where};
  }
  return null;
}

/** Whether the evidence written down for a case still fails it. */
export async function isBorneOut(one: Case, told: Evidence[string], mutating: Omit<Mutating, 'pick'>): Promise<boolean> {
  for await (const {step, kind, where, judge} of trialsOf(one, mutating, Number.POSITIVE_INFINITY)) {
    if (step === told.step && kind === told.kind && where === told.where) return (await judge()).fails;
  }
  return false;
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
