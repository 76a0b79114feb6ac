// How wide the columns of a table are, in twentieths of a point: no word may be broken where there is room for it.

export interface Column {
  readonly width: number;
  /** Each of its texts stands on one line: a date, an id, a version. */
  readonly whole: boolean;
}

/** Between the margins of an A4 page. */
export const PAGE_WIDTH = 9_638;
/** Both sides of a cell, and a hair more. */
const PADDING = 190;
/** Of an em, at the size of the text of tables: 9 points. */
const THOUSANDTH = 0.18;
/** A fingerprint or an address may be broken: in none, in one or in several places, as the others leave it room. A word of letters may not. */
const WIDEST = [7_400, 3_700, 2_350] as const;
const NARROWEST = 2_350;
const LETTERS = /^[\p{L}(),.;:’'-]*$/u;
/** A date, an id or a version stands on one line where that leaves the others a tenth of the page more than their longest words. */
const SHORT = /^(?=.*\d).{1,24}$/;
const ENOUGH = 0.9;
/** So much is left that its name in the head stands on one line too, or on two. */
const PLENTY = 0.6;
const BOLD = 1.08;
const AT_BLANKS = /[\s/]+/;
const AT_HYPHENS = /[\s/]+|(?<=-)/;

/** The columns of rows of texts, the first row in bold: room for the longest word first, then for short texts as a whole, the rest by the amount of text. */
export function columnsOf(rows: readonly (readonly string[])[], total: number = PAGE_WIDTH): readonly Column[] {
  const count = Math.max(...rows.map((cells) => cells.length));
  const columns = Array.from({length: count}, (_, index) => rows.map((cells) => cells[index] ?? ''));
  const words = leastOf(columns, total);
  // Where even that is too much, only the very longest word is broken.
  if (words === null) return evened(leastWidths(columns, AT_HYPHENS, NARROWEST).map((width) => Math.min(NARROWEST, width)), total).map((width) => ({width, whole: false}));
  const {least, whole} = withShortTexts(columns, words, total);
  return evened(filled(least, columns.map((column, index) => (whole[index] === true ? 0 : amountOf(column))), total), total).map((width, index) => ({width, whole: whole[index] === true}));
}

/** How much there is to read: with widths in this proportion, a table of long and short texts takes about the least height. */
function amountOf(column: readonly string[]): number {
  return Math.cbrt(column.reduce((sum, text) => sum + Math.min(400, text.length) ** 2, 0) / column.length + 1);
}

/** The page is divided by the amounts, but no column gets less than its least. */
function filled(least: readonly number[], amounts: readonly number[], total: number, taken: ReadonlySet<number> = new Set()): readonly number[] {
  const free = amounts.map((amount, index) => (taken.has(index) ? 0 : amount));
  const unit = (total - sumOf(least.filter((_, index) => (free[index] ?? 0) === 0))) / sumOf(free);
  const narrow = free.flatMap((amount, index) => (amount > 0 && amount * unit < (least[index] ?? 0) ? [index] : []));
  if (narrow.length > 0) return filled(least, amounts, total, new Set([...taken, ...narrow]));
  return least.map((width, index) => ((free[index] ?? 0) === 0 ? width : (free[index] ?? 0) * unit));
}

/** Room for the longest word of each column; null where they do not fit side by side. */
function leastOf(columns: readonly (readonly string[])[], total: number): readonly number[] | null {
  for (const widest of WIDEST) {
    const widths = leastWidths(columns, AT_BLANKS, widest);
    if (sumOf(widths) <= total * (widest > total / 2 ? ENOUGH : 1)) return widths;
  }
  const widths = leastWidths(columns, AT_HYPHENS, NARROWEST);
  return sumOf(widths) > total ? null : widths;
}

function leastWidths(columns: readonly (readonly string[])[], breaks: RegExp, widest: number): readonly number[] {
  return columns.map((column) => Math.max(...column.map((text, row) => Math.max(...text.split(breaks).map((word) => roomFor(word, row === 0, widest))))));
}

/** The columns of short texts, those that cost least first. */
function withShortTexts(columns: readonly (readonly string[])[], words: readonly number[], total: number): {readonly least: readonly number[]; readonly whole: readonly boolean[]} {
  const least = [...words];
  const whole = columns.map(() => false);
  const short = columns.map(([, ...texts], index) => ({index, fits: texts.some((text) => SHORT.test(text)) && texts.every((text) => text.length <= 3 || SHORT.test(text)), width: Math.max(0, ...texts.map((text) => PADDING + lengthOf(text)))}));
  for (const {index, width} of short.filter(({fits}) => fits).sort((one, other) => one.width - (words[one.index] ?? 0) - other.width + (words[other.index] ?? 0))) {
    const grown = Math.max(width, least[index] ?? 0);
    if (sumOf(least) - (least[index] ?? 0) + grown > total * ENOUGH && grown > (least[index] ?? 0)) continue;
    least[index] = grown;
    whole[index] = true;
    const named = [1, 0.6].map((share) => PADDING + lengthOf(columns[index]?.[0] ?? '') * BOLD * share).find((room) => sumOf(least) - grown + room <= total * PLENTY) ?? 0;
    least[index] = Math.max(grown, named);
  }
  return {least, whole};
}

function roomFor(word: string, bold: boolean, widest: number): number {
  const room = PADDING + lengthOf(word) * (bold ? BOLD : 1);
  return LETTERS.test(word) ? room : Math.min(widest, room);
}

/** About as long as Arial sets it. */
function lengthOf(word: string): number {
  return THOUSANDTH * [...word].reduce((sum, letter) => sum + (/[fijlrtI.,:;!|'’()/ -]/.test(letter) ? 310 : /[mwMW@%]/.test(letter) ? 850 : /\p{Lu}/u.test(letter) ? 710 : 556), 0);
}

/** Whole numbers in the same proportion whose sum is the total. */
function evened(widths: readonly number[], total: number): readonly number[] {
  const scale = total / sumOf(widths);
  const whole = widths.map((width) => Math.floor(width * scale));
  return whole.map((width, index) => (index === whole.length - 1 ? width + total - sumOf(whole) : width));
}

function sumOf(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width, 0);
}
