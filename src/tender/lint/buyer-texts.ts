// What the buyer wrote, or took over from a profile, with its place.

import {valueAt} from '../../suite/pointer.ts';
import type {Tender} from '../read/tender.ts';

export interface BuyerText {
  /** JSON pointer in tender.yaml; `/profile` where the text is that of the profile. */
  readonly pointer: string;
  readonly text: string;
}

/** Every text of a tender that somebody wrote and that will be printed. */
export function buyerTexts(tender: Tender): readonly BuyerText[] {
  const {document, choices, parameters, leftOut} = tender;
  const at = (pointer: string, text: string): BuyerText => ({pointer: valueAt(document.value, pointer) === undefined ? '/profile' : pointer, text});
  return [
    at('/tender/title', tender.title), at('/object', tender.object), at('/need', tender.need), at('/procedure/assessment/note', tender.procedure.assessment.note),
    ...tender.lots.map(({title}, index) => at(`/lots/${index}/title`, title)),
    ...choices.flatMap(({pointer, why = '', proportionality = '', scale = []}) => [
      at(`${pointer}/why`, why), at(`${pointer}/proportionality`, proportionality), ...scale.map(({label}, index) => at(`${pointer}/scale/${index}/label`, label)),
    ]),
    ...Object.entries(parameters).flatMap(([name, value]) => (typeof value === 'string' ? [at(`/parameters/${name}`, value)] : [])),
    ...Object.entries(leftOut).map(([module, reason]) => at(`/left-out/${module}`, reason)),
    ...tender.acceptance.map((text, index) => at(`/acceptance/${index}`, text)),
    ...tender.exit.map((text, index) => at(`/exit/${index}`, text)),
    ...tender.annexes.map((text, index) => at(`/annexes/${index}`, text)),
  ];
}

/** Words of a list that a text holds, as whole words; one that ends in `*` may go on. */
export function wordsIn(text: string, words: readonly string[]): readonly string[] {
  const written = text.replaceAll(/\s+/g, ' ');
  const small = written.toLowerCase();
  return words.map((word) => ({stem: word.replace(/\*$/, ''), open: word.endsWith('*')}))
    .filter(({stem, open}) => (isAcronym(stem) ? holds(written, stem, open) : holds(small, stem.toLowerCase(), open)))
    .map(({stem}) => stem);
}

/** Short names in capitals are other words in small letters: SAP. */
const isAcronym = (word: string): boolean => /^[A-Z]{2,4}$/.test(word);

const LETTER = /[\p{L}\p{N}]/u;

/** Whether a text holds a word with no letter before it, and none after it unless it may go on. */
function holds(text: string, stem: string, open: boolean): boolean {
  for (let at = text.indexOf(stem); at >= 0; at = text.indexOf(stem, at + 1)) {
    const [before, after] = [text[at - 1] ?? ' ', text[at + stem.length] ?? ' '];
    if (!LETTER.test(before) && (open || !LETTER.test(after))) return true;
  }
  return false;
}

/** Designations of standards in a text: a publisher and a number. Laws are none. */
export function standardsIn(text: string): readonly string[] {
  const found = text.match(/\b(?:ISO(?:\/IEC)?(?:\/TS|\/TR)?|IEC|ITU-T(?: Recommendation)?|ETSI(?: (?:GS|TS|EN|TR))?|EN(?: ISO)?|UNE(?:-EN)?|NF(?: EN)?|DIN(?: EN)?|DIN SPEC|NEN(?:-EN)?|DS|OGC|RFC|IEEE|TS-)[ -]?(?:CIM )?[A-Z]?\.?\d[\d.:/-]*\w*/g) ?? [];
  return [...new Set(found.map((one) => one.replace(/[.:/-]+$/, '')))];
}
