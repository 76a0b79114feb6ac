// A small tender that is right, to be varied by tests.

import {textRenderer} from '../../reports/render.ts';
import {tenderDesk} from '../../bin/tender.ts';
import type {TenderDesk} from '../../bin/tender.ts';
import {readLanguage, readTenders} from '../../bin/tenders.ts';
import type {Json, JsonObject} from '../../src/model.ts';
import type {ClauseSet} from '../../src/tender/clause-set.ts';
import {lintTender} from '../../src/tender/lint/lint.ts';
import type {LintContext, LintFinding} from '../../src/tender/lint/rule.ts';
import type {Tender} from '../../src/tender/read/tender.ts';
import {resolve} from '../../src/tender/resolve/resolve.ts';

let known: Promise<TenderDesk> | null = null;
let renderer: ReturnType<typeof textRenderer> | null = null;

/** Everything that tenders are made from, read once for all tests of a file. */
export const desk = (): Promise<TenderDesk> => (known ??= tenderDesk({tenders: readTenders, texts: readLanguage}));

/** A tender.yaml that is right and complete, on the profile of the watering. */
export const GOOD: JsonObject = {
  tender: {reference: '2026-17', title: 'Watering of the stadium', date: '2026-12-01', language: 'en', jurisdiction: 'eu'},
  buyer: {name: 'Town of Example', contact: 'procurement@town.example'},
  procedure: {kind: 'adapted', deadline: '15 January 2027, noon', assessment: {result: 'not-needed', note: 'The service is no trans-European digital public service.'}},
  object: 'Watering of the stadium and of nine more grounds.',
  profile: 'stadium-watering',
  parameters: {
    'acceptance-period': '60 days', penalty: '200 euros for each day', 'penalty-cap': '10 % of the price', 'price-reduction': '1 % of the price for each tenth of the scale',
    'data-licence': 'one that allows any use', 'exit-assistance': 'by the hour, at the prices of the contract',
  },
};

/** The YAML of a tender with some members changed; an undefined one is taken away. */
export function yaml(changes: Readonly<Record<string, Json | undefined>> = {}, from: JsonObject = GOOD): string {
  return JSON.stringify({...from, ...changes}, null, 2);
}

/** One requirement that is asked for. */
export const asking = (id: string, over: Readonly<Record<string, Json>> = {}): JsonObject => ({id, use: 'gate', why: 'It is needed.', proportionality: 'No less would do.', ...over});

/** What is scored needs a weight and a scale. */
export const scoring = (id: string, weight: number, over: Readonly<Record<string, Json>> = {}): JsonObject =>
  asking(id, {use: 'scored', weight, scale: [{value: 0, label: 'Not at all.'}, {value: 1, label: 'Wholly.'}], ...over});

/** The tender in a YAML text. */
export const read = async (text: string): Promise<Tender> => (await desk()).read(text, 'tender.yaml');

/** The clause set of a tender. */
export async function resolved(tender: Tender, draft = true): Promise<ClauseSet> {
  const {library, tenders, texts} = await desk();
  return resolve({tender, library, tenders, texts: await texts(tender.language), render: await (renderer ??= textRenderer()), version: '0.0.0', draft});
}

/** What one rule finds in a tender. */
export async function linted(rule: string, text: string, over: Partial<LintContext> = {}): Promise<readonly LintFinding[]> {
  const {library, tenders} = await desk();
  const tender = over.tender ?? await read(text);
  const set = over.set ?? await resolved(tender);
  return lintTender({tender, set, library, tenders, words: tenders.words, say: (key) => key, today: '2026-11-22', listed: null, ...over}).filter((one) => one.rule === rule);
}
