// Rules on evaluation: scales, weights, envelopes, selection.

import {buyerTexts, wordsIn} from './buyer-texts.ts';
import {pointerOf} from './citations.ts';
import type {Rule} from './rule.ts';

export const noScale: Rule = {
  id: 'L005', title: 'A score without a scale', severity: 'error',
  explanation: 'Points without described levels are judgement in disguise. Tenderers must know beforehand what gives how many points (article 67).',
  *check({set, tender}) {
    for (const {id, use, scale} of set.requirements) {
      if (use === 'scored' && scale.length < 2) yield {pointer: pointerOf(tender, id), message: `${id} is scored and has ${scale.length === 0 ? 'no scale' : 'one level only'}`, remedy: 'describe at least two levels under scale'};
    }
  },
};

export const weights: Rule = {
  id: 'L006', title: 'Weights that do not make 100', severity: 'error',
  explanation: 'Weights are published and must add up, or nobody can compute the score again.',
  *check({set, tender}) {
    const scored = set.requirements.filter(({use}) => use === 'scored');
    if (scored.length > 0 && set.evaluation.total !== 100) yield {pointer: tender.choices.some(({pointer}) => pointer === '/profile') ? '/profile' : '/requirements', message: `the weights make ${set.evaluation.total}, not 100`, remedy: `weights are ${scored.map(({id, weight}) => `${id}: ${weight}`).join(', ')}`};
    for (const {id, weight} of scored) {
      if (weight === 0) yield {pointer: pointerOf(tender, id), message: `${id} is scored with the weight 0`, remedy: 'give it a weight, or ask for it for information'};
    }
  },
};

export const twice: Rule = {
  id: 'L007', title: 'The same thing as gate and as score', severity: 'error',
  explanation: 'Who passes the gate has the points too, so the score tells nobody apart, unless its scale goes on above the gate.',
  *check({set, library, tender}) {
    const known = new Map(library.requirements.map((one) => [one.id, one]));
    const same = (a: string, b: string): boolean => {
      const [one, other] = [known.get(a), known.get(b)];
      return one !== undefined && other !== undefined && one.mim === other.mim && one.aliases.some(({release, id}) => release === other.release && (id === other.number || id === other.id));
    };
    for (const scored of set.requirements.filter(({use}) => use === 'scored')) {
      const gate = set.requirements.find((one) => one.use === 'gate' && (same(one.id, scored.id) || same(scored.id, one.id)));
      const above = scored.scale.filter(({value}) => value > 0);
      if (gate !== undefined && above.length < 2) yield {pointer: pointerOf(tender, scored.id), message: `${scored.id} is scored, and ${gate.id}, which is the same in another release, is a gate`, remedy: 'take one of them away, or give the scale levels above what the gate asks for'};
    }
  },
};

export const envelope: Rule = {
  id: 'L018', title: 'A measured criterion in the envelope of judgement', severity: 'error',
  explanation: 'Where criteria are opened in parts, what is computed by a formula must not be known before what is judged, and as much as possible is to be computed (in Spain LCSP, article 146.2). The result of a test is computed.',
  *check({set, tender}) {
    const {envelopes} = tender.jurisdiction;
    if (envelopes === undefined) return;
    for (const {id, envelope: where, pointer} of tender.choices) {
      const tested = set.requirements.find((one) => one.id === id)?.routes.some(({kind}) => kind === 'tested') ?? false;
      if (where === 'judgement' && tested) yield {pointer, message: `${id} is measured by a test and stands in the envelope of judgement (${envelopes.judgement[tender.language] ?? ''})`, remedy: 'envelope: formula'};
    }
  },
};

export const selection: Rule = {
  id: 'L021', title: 'A product requirement in the selection of tenderers', severity: 'error',
  explanation: 'Selection looks at the tenderer, the specification at what is offered (articles 58 and 42). Conformity of a product must not decide who may tender.',
  *check({tender, words}) {
    for (const {pointer, text} of buyerTexts(tender)) {
      const [word] = wordsIn(text, words.selection[tender.language]);
      if (word !== undefined) yield {pointer, message: `makes a requirement on the product a matter of selection ("${word}")`, remedy: 'make it a requirement, use: gate or scored'};
    }
  },
};

export const vague: Rule = {
  id: 'L012', title: 'Words that nobody can test', severity: 'warning',
  explanation: 'A specification has to be precise enough for tenderers to know what is meant and for the buyer to award (Annex VII and article 42(3)(a)). Such words mean to each reader what he likes.',
  *check({tender, words}) {
    for (const {pointer, text} of buyerTexts(tender)) {
      for (const word of wordsIn(text, words.vague[tender.language])) yield {pointer, message: `says "${word}", which nobody can test`, remedy: 'say what can be observed, with a figure if there is one'};
    }
  },
};

export const keywords: Rule = {
  id: 'L033', title: 'Keywords of a specification', severity: 'warning',
  explanation: 'MUST, SHALL, SHOULD and MAY in capitals belong to technical specifications. In a tender a requirement is a gate, is scored or is asked for information, in the words of the law of the place.',
  *check({tender}) {
    for (const {pointer, text} of buyerTexts(tender)) {
      const found = /\b(MUST|SHALL|SHOULD|RECOMMENDED|OPTIONAL)\b/.exec(text)?.[0];
      if (found !== undefined) yield {pointer, message: `says ${found}`, remedy: 'say it in plain words; use decides how it counts'};
    }
  },
};
