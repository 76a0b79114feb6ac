// Characters that nobody sees and that a terminal, a browser or an editor would obey. No document and no line that is printed holds any of them.

/** Controls but tab and ends of lines, signs that turn the direction of a text, and what is no character. Letters that run from right to left stay. */
const OBEYED = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff\p{Bidi_Control}]/gu;

/** The text with each of them as its number, such as `[U+202E]`, so that it is seen and does nothing. */
export function visible(text: string): string {
  return text.replaceAll(OBEYED, (char) => `[U+${hex(char).toUpperCase()}]`);
}

/** JSON in which each of them is written as an escape: the same value. */
export function visibleJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replaceAll(OBEYED, (char) => `\\u${hex(char)}`);
}

function hex(char: string): string {
  return char.charCodeAt(0).toString(16).padStart(4, '0');
}
