// Text of others, printed literally: what is Markdown, HTML or Handlebars in it is none.

/** Every sign of ASCII that is no letter, digit or space, and the sign of references. */
const SIGNS = /[!-/:-@[-`{-~§]/g;

/** Blanks between which a line may break: those of French before `:` are none. */
const BLANKS = /[^\S\u00A0\u202F]+/g;

/** The text with a backslash before every sign, in one line, so that the restricted Markdown gives back exactly its characters. */
export function literal(text: string): string {
  return text.trim().replaceAll(BLANKS, ' ').replaceAll(SIGNS, '\\$&');
}

/** Takes the backslashes away again. */
export function plain(text: string): string {
  return text.replaceAll(/\\([!-/:-@[-`{-~§])/g, '$1');
}

/** Paragraphs of a text, which empty lines separate. */
export function paragraphs(text: string): readonly string[] {
  return text.split(/\n[ \t]*\n/).map((part) => part.trim()).filter((part) => part !== '');
}
