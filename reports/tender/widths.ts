// How wide the columns of a table are, in twentieths of a point: no word may be broken where there is room for it.

/** Both sides of a cell, and a hair more. */
const PADDING = 190;
/** Of an em, at the size of the text of tables: 9 points. */
const THOUSANDTH = 0.18;
/** A fingerprint or an address may be broken: it does not take the room of the others. A word of letters may not. */
const WIDEST = 2_350;
const LETTERS = /^[\p{L}(),.;:’'-]*$/u;

/** Widths of the columns of rows of texts, the first row in bold: room for the longest word first, the rest by the amount of text. */
export function widthsOf(rows: readonly (readonly string[])[], total: number): readonly number[] {
  const count = Math.max(...rows.map((cells) => cells.length));
  const columns = Array.from({length: count}, (_, index) => rows.map((cells) => cells[index] ?? ''));
  // Where even that is too much, only the very longest word is broken.
  const words = leastOf(columns, /[\s/]+/, total) ?? leastOf(columns, /[\s/]+|(?<=-)/, total) ?? leastWidths(columns, /[\s/]+|(?<=-)/).map((width) => Math.min(WIDEST, width));
  if (sumOf(words) > total) return evened(words, total);
  const amount = columns.map((column) => Math.sqrt(column.reduce((sum, text) => sum + Math.min(400, text.length), 0) / column.length + 1));
  const rest = total - sumOf(words);
  const all = sumOf(amount);
  return evened(words.map((width, index) => width + rest * (amount[index] ?? 0) / all), total);
}

/** Null where they do not fit side by side. */
function leastOf(columns: readonly (readonly string[])[], breaks: RegExp, total: number): readonly number[] | null {
  const widths = leastWidths(columns, breaks);
  return sumOf(widths) > total ? null : widths;
}

function leastWidths(columns: readonly (readonly string[])[], breaks: RegExp): readonly number[] {
  return columns.map((column) => Math.max(...column.map((text, row) => Math.max(...text.split(breaks).map((word) => roomFor(word, row === 0))))));
}

function roomFor(word: string, bold: boolean): number {
  const room = PADDING + lengthOf(word) * (bold ? 1.08 : 1);
  return LETTERS.test(word) ? room : Math.min(WIDEST, room);
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
