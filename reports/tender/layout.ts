// Clause set × words → what every document of a tender shows, in the order in which it is read. All thinking is here: the formats only walk.

import type {Clause, ClauseSet} from '../../src/tender/clause-set.ts';
import {isOpen} from '../../src/tender/words.ts';
import type {Say, Words} from '../words.ts';
import {speak} from '../words.ts';
import {annexesOf} from './annexes.ts';
import {numberIn} from './lines.ts';
import {pieceOf, plain} from './pieces.ts';
import type {Fact, Part, Section} from './pieces.ts';

export interface Layout {
  readonly language: string;
  readonly kicker: string;
  readonly title: string;
  readonly subtitle: string;
  /** Empty when the document is final. */
  readonly banner: string;
  /** The banner in few words, for the head of a page. */
  readonly pageBanner: string;
  readonly identification: {readonly heading: string; readonly facts: readonly Fact[]};
  readonly contents: string;
  readonly parts: readonly Part[];
  readonly say: Say;
}

/** The deepest headings that the table of contents lists. */
export const CONTENTS_DEPTH = 3;

/** Lays a clause set out in its language. */
export function layoutOf(set: ClauseSet, words: Words): Layout {
  const say = speak(words);
  return {
    language: set.language,
    kicker: say('kicker'),
    title: set.procedure.title,
    subtitle: [set.procedure.buyer, set.procedure.reference].filter((text) => !isOpen(text)).join(' · '),
    banner: set.draft ? say('draft.banner') : '',
    pageBanner: set.draft ? say('draft.page') : '',
    identification: {heading: say('identification.heading'), facts: identificationOf(set, say)},
    contents: say('labels.contents'),
    parts: [...set.documents.map((document) => ({
      bookmark: `document-${document.id}`,
      newPage: true,
      title: document.title,
      sections: document.clauses.map((clause) => sectionOf(clause, set, say)),
    })), ...annexesOf(set, say)],
    say,
  };
}

function sectionOf({bookmark, number, depth, heading, blocks, reviewed}: Clause, {draft}: ClauseSet, say: Say): Section {
  // A caption that only says the heading again is none.
  const pieces = blocks.map((block) => pieceOf(block.kind === 'table' && block.caption === heading ? {...block, caption: ''} : block));
  return {bookmark, number, depth, heading, pieces, mark: reviewed || !draft ? '' : say('draft.unreviewed')};
}

/** What tells this document from another one; all else about the procedure is a clause. */
function identificationOf(set: ClauseSet, say: Say): readonly Fact[] {
  const {procedure, generator} = set;
  const fact = (name: string, ...values: readonly string[]): Fact => (
    {label: say(`identification.${name}`), values: values.map((text) => (isOpen(text) ? [{kind: 'placeholder', text: say(`open.${name}`)}] : plain(text)))}
  );
  return [
    fact('reference', procedure.reference), fact('buyer', procedure.buyer),
    ...(procedure.lots.length === 0 ? [] : [fact('lots', ...procedure.lots.map((lot) => say('labels.lot', {...lot})))]),
    fact('status', set.draft ? say('draft.word') : say('identification.final')),
    ...(set.draft && set.unreviewed.length > 0 ? [fact('unreviewed', numberIn(set.unreviewed.length, set))] : []),
    fact('language', say(`languages.${set.language}`)), fact('authoritative', say(`languages.${procedure.authoritative}`)),
    fact('profile', procedure.profile.title), fact('generator', `${generator.name} ${generator.version}`),
    {label: say('identification.digest'), values: [[{kind: 'code', text: set.digest}]]},
  ];
}
