// Styles and numberings of the Word file. Everything is a named style, so that a clerk can change the look in one place.

import type * as Docx from 'docx';

/** Names of the numberings: clauses, steps of an ordered list, points of an unordered one. */
export const LEVELS = 'clauses';
export const STEPS = 'steps';
export const BULLETS = 'points';

const INK = '1B1F24';
const SOFT = '4D5661';
const FONT = 'Arial';

/** Built-in styles in our look, and the few of our own. */
export function stylesOf(locale: string): Docx.IStylesOptions {
  const heading = (size: number, before: number) => ({run: {font: FONT, size, bold: true, color: INK}, paragraph: {spacing: {before, after: 100}, keepNext: true, keepLines: true}});
  const entry = (left: number, bold: boolean) => ({basedOn: 'Normal', next: 'Normal', run: {bold}, paragraph: {indent: {left}, spacing: {before: bold ? 120 : 20, after: 20}}});
  return {
    default: {
      document: {run: {font: FONT, size: 20, color: INK, language: {value: locale, eastAsia: locale, bidirectional: 'ar-SA'}}},
      title: {run: {font: FONT, size: 48, bold: true, color: INK}, paragraph: {spacing: {before: 60, after: 160}}},
      heading1: heading(32, 480), heading2: heading(25, 340), heading3: heading(22, 260), heading4: heading(20, 200),
      hyperlink: {run: {color: '0B57A4', underline: {type: 'single'}}},
    },
    paragraphStyles: [
      {id: 'Subtitle', name: 'Subtitle', basedOn: 'Normal', run: {size: 26, color: SOFT}, paragraph: {spacing: {after: 480}}},
      {id: 'Kicker', name: 'Kicker', basedOn: 'Normal', run: {color: SOFT}, paragraph: {spacing: {before: 1200}}},
      {id: 'Front', name: 'Front', basedOn: 'Normal', next: 'Body', run: {size: 27, bold: true}, paragraph: {spacing: {before: 240, after: 120}, keepNext: true}},
      {id: 'Body', name: 'Body', basedOn: 'Normal', quickFormat: true, paragraph: {spacing: {after: 110, line: 276}}},
      {id: 'ListItem', name: 'List item', basedOn: 'Body', paragraph: {spacing: {after: 40, line: 264}}},
      {id: 'ListEnd', name: 'List item, last', basedOn: 'ListItem', paragraph: {spacing: {after: 150, line: 264}}},
      {id: 'Small', name: 'Small', basedOn: 'Normal', run: {size: 17, color: SOFT}, paragraph: {spacing: {before: 120}}},
      {id: 'Banner', name: 'Banner', basedOn: 'Normal', run: {size: 18, bold: true, color: '7A4A00'}, paragraph: {alignment: 'center'}},
      {id: 'Warning', name: 'Warning', basedOn: 'Normal', run: {bold: true, color: '7A4A00'}, paragraph: {border: box('7A4A00'), spacing: {after: 240}}},
      {id: 'Caption', name: 'caption', basedOn: 'Normal', run: {size: 19, color: SOFT}, paragraph: {spacing: {before: 120, after: 60}}},
      {id: 'TableHead', name: 'Table head', basedOn: 'Normal', run: {size: 18, bold: true, color: SOFT}, paragraph: {}},
      {id: 'TableText', name: 'Table text', basedOn: 'Normal', run: {size: 18}, paragraph: {}},
      // Hardly any height of its own: after a table that ends at the foot of a page it must not begin another.
      {id: 'Gap', name: 'Gap', basedOn: 'Normal', run: {size: 2}, paragraph: {spacing: {line: 20, lineRule: 'exact', before: 0, after: 130}}},
      {id: 'TOC1', name: 'toc 1', ...entry(0, true)}, {id: 'TOC2', name: 'toc 2', ...entry(280, false)}, {id: 'TOC3', name: 'toc 3', ...entry(560, false)}, {id: 'TOC4', name: 'toc 4', ...entry(840, false)},
    ],
    characterStyles: [
      {id: 'Code', name: 'Code', run: {font: 'Courier New', size: 16}},
      {id: 'Open', name: 'To be filled in', run: {bold: true, shading: {type: 'clear', color: 'auto', fill: 'FFE27A'}}},
      {id: 'Unreviewed', name: 'Not reviewed', run: {bold: false, size: 18, color: '7A4A00'}},
    ],
  };
}

/** Clauses as 1, 1.1, 1.1.1; steps as (1); points. */
export function numberingOf(docx: typeof Docx): Docx.INumberingOptions {
  const hanging = (left: number, space: number) => ({style: {paragraph: {indent: {left, hanging: space}}}});
  return {
    config: [
      {reference: LEVELS, levels: [0, 1, 2].map((level) => ({
        level, format: docx.LevelFormat.DECIMAL, alignment: 'left' as const, text: Array.from({length: level + 1}, (_, index) => `%${index + 1}`).join('.'), ...hanging(720, 720),
      }))},
      {reference: STEPS, levels: [{level: 0, format: docx.LevelFormat.DECIMAL, text: '(%1)', alignment: 'left', ...hanging(500, 400)}]},
      {reference: BULLETS, levels: [{level: 0, format: docx.LevelFormat.BULLET, text: '•', alignment: 'left', ...hanging(400, 260)}]},
    ],
  };
}

function box(color: string) {
  const side = {style: 'single', size: 12, space: 6, color} as const;
  return {top: side, bottom: side, left: side, right: side};
}
