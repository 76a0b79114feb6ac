import {beforeAll, describe, expect, it} from 'vitest';
import {textRenderer} from '../../reports/render.ts';
import type {TenderDesk} from '../../bin/tender.ts';
import type {OutlineClause} from '../../src/tender/read/legal.ts';
import {FACTS} from '../../src/tender/resolve/facts.ts';
import type {Texts} from '../../src/tender/text/units.ts';
import {ATTESTATIONS, LEGAL_CLASSES, MODULES, PHASES, PROCEDURES} from '../../src/tender/words.ts';
import {LANGUAGES} from '../../src/tender/clause-set.ts';
import {desk} from './samples.ts';

function complaintOf(work: () => unknown): string {
  try {
    work();
    return '';
  } catch (error) {
    return String(error);
  }
}

describe('what tenders are made from', () => {
  let made: TenderDesk;
  let english: Texts;
  const flat = (clauses: readonly OutlineClause[]): readonly OutlineClause[] => clauses.flatMap((one) => [one, ...flat(one.clauses ?? [])]);
  beforeAll(async () => {
    made = await desk();
    english = await made.texts('en');
  });

  it('has an English text with a heading for each clause of the outline, and no clause text that no outline uses', () => {
    const keys = Object.values(made.tenders.outline).flatMap((chapters) => flat(chapters)).map(({key}) => key);
    expect(new Set(keys).size).toBe(keys.length);
    for (const key of keys) expect(english.units.get(key)?.heading, key).toBeTruthy();
    const headed = [...english.units].filter(([key, {heading}]) => heading !== '' && !key.startsWith('glossary.')).map(([key]) => key);
    expect(headed.filter((key) => !keys.includes(key))).toEqual([]);
  });

  it('asks in the outline only for facts that there are, and for topics of law that every place can cite', () => {
    const union = made.tenders.jurisdictions.find(({id}) => id === 'eu');
    for (const {key, when, legal = []} of Object.values(made.tenders.outline).flatMap((chapters) => flat(chapters))) {
      if (when !== undefined) expect(FACTS, key).toContain(when);
      // Acceptance and penalties are the matter of national general conditions.
      for (const topic of legal) expect([...Object.keys(union?.legal ?? {}), 'acceptance', 'penalties'], key).toContain(topic);
    }
  });

  it('has a word for everything that is said by a key', () => {
    const keys = [
      ...PHASES.flatMap((one) => [`phase.${one}`, `proof-phase.${one}`]), ...ATTESTATIONS.map((one) => `attestation.${one}`), ...LEGAL_CLASSES.map((one) => `legal-class.${one}`), ...MODULES.map((one) => `module.${one}`),
      ...PROCEDURES.map((one) => `procedure.${one}`), ...LANGUAGES.map((one) => `language.${one}`), ...Object.keys(made.tenders.parameters).map((one) => `parameter.${one}`),
    ];
    expect(keys.filter((key) => !english.units.has(key))).toEqual([]);
  });

  it('has templates that Handlebars accepts, in every language', async () => {
    const render = await textRenderer();
    const thrown = /Parse error|Lexical error|unknown helper|doesn't match/i;
    for (const language of LANGUAGES) {
      const {units} = await made.texts(language).catch(() => ({units: new Map<string, {readonly heading: string; readonly text: string}>()}));
      for (const [key, {heading, text}] of units) {
        // Without values nothing can be printed; only the template itself is looked at.
        for (const source of [heading, text]) expect(complaintOf(() => render(source, {})), `${language} ${key}`).not.toMatch(thrown);
      }
    }
  });

  it('cites for each mechanism the standard that its cases are written from, in the same version', () => {
    for (const {id, standard} of made.library.mechanisms) {
      const cited = made.tenders.standards.find((one) => one.id === standard.id);
      expect(cited, id).toMatchObject({version: standard.version, url: standard.url});
      expect(cited?.mechanisms, id).toContain(id);
    }
  });

  it('has every place speak in each of its languages wherever it speaks', () => {
    for (const {id, title, documents, legal, ...pack} of made.tenders.jurisdictions) {
      const spoken = [...documents.flatMap((one) => [one.title, one.short]), ...Object.values(pack['use-words']), pack['or-equivalent'], ...Object.values(legal).flat().map(({ref}) => ref), ...(pack['general-conditions']?.derogations ?? []).map(({subject}) => subject)];
      for (const language of LANGUAGES.filter((one) => title[one] !== undefined)) {
        for (const one of spoken) expect(one[language], `${id} in ${language}: ${JSON.stringify(one)}`).toBeTruthy();
      }
    }
  });

  it('puts each part of the outline into exactly one document of each place', () => {
    for (const {id, documents} of made.tenders.jurisdictions) expect(documents.flatMap(({holds}) => holds).toSorted(), id).toEqual(['annex', 'award', 'contract', 'proof', 'specification']);
  });

  it('has profiles whose requirements, standards and values there are', () => {
    const ids = new Set(made.library.requirements.map(({id}) => id));
    for (const {id, choices, parameters} of made.tenders.profiles) {
      for (const choice of choices) {
        expect(ids.has(choice.id), `${id}: ${choice.id}`).toBe(true);
        for (const standard of choice.accepts ?? []) expect(made.tenders.standards.some((one) => one.id === standard), standard).toBe(true);
        expect(choice.why, choice.id).toBeTruthy();
        expect(choice.proportionality, choice.id).toBeTruthy();
      }
      expect(Object.keys(parameters).filter((name) => made.tenders.parameters[name] === undefined)).toEqual([]);
    }
  });

  it('are the seven that cities asked for', () => {
    expect(made.tenders.profiles.map(({id}) => id)).toEqual(['data-space-connector', 'iot-data-broker', 'local-digital-twin', 'open-data-portal', 'smart-lighting', 'stadium-watering', 'urban-data-platform']);
  });
});
