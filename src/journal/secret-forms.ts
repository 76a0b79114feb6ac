// The shapes in which a secret can stand in an exchange or a document.

/** Fewer characters than this cannot be told from ordinary text. */
export const SHORTEST_SECRET = 4;

// Pieces of base64 shorter than this are too common to be replaced.
const SHORTEST_PIECE = 8;

/** A secret in clear, URL-encoded, base64 (alone and inside something longer), base64url, JSON- and HTML-escaped. */
export function formsOf(secret: string): ReadonlySet<string> {
  const forms = new Set<string>([secret]);
  for (const encoded of urlEncoded(secret)) forms.add(encoded);
  for (const encoded of base64(secret)) forms.add(encoded).add(toUrlAlphabet(encoded));
  for (const escaped of jsonEscaped(secret)) forms.add(escaped);
  forms.add(htmlEscaped(secret));
  for (const escaped of htmlNumbered(secret)) forms.add(escaped);
  // Standard headers carry text as Latin-1: bytes beyond ASCII look like this when read back.
  forms.add(Buffer.from(secret, 'utf8').toString('latin1'));
  return forms;
}

/** The shapes in which a form of a secret could have got into a file of ours: as it is, in a JSON text, in JSON inside JSON, in HTML. */
export function writtenForms(form: string): readonly string[] {
  return [form, inJson(form), inJson(inJson(form)), htmlEscaped(form)];
}

/** A text as it stands inside a JSON string, in the ways that writers differ. */
function jsonEscaped(text: string): readonly string[] {
  const plain = inJson(text);
  const unicode = [/[^\x20-\x7e]/g, /[^\x20-\x7e]|[<>&'+=]/g].flatMap((pattern) => [
    plain.replaceAll(pattern, (char) => `\\u${hex(char)}`),
    plain.replaceAll(pattern, (char) => `\\u${hex(char).toUpperCase()}`),
  ]);
  return [plain, inJson(plain), ...unicode].flatMap((form) => [form, form.replaceAll('/', '\\/')]);
}

function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function urlEncoded(secret: string): readonly string[] {
  const percent = encodeURIComponent(toWellFormed(secret));
  const strict = percent.replaceAll(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
  const lower = strict.replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
  const form = new URLSearchParams([['', secret]]).toString().slice(1);
  return [percent, strict, lower, form, encodeURI(toWellFormed(secret))];
}

/** Base64 of the secret, and the part of it that stays the same wherever it begins inside something longer. */
function base64(secret: string): readonly string[] {
  const bytes = Buffer.from(secret, 'utf8');
  const whole = bytes.toString('base64');
  const pieces = [0, 1, 2].map((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
    return text.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6));
  });
  return [whole, whole.replace(/=+$/, ''), ...pieces].filter((piece) => piece.length >= SHORTEST_PIECE || piece === whole);
}

function toUrlAlphabet(text: string): string {
  return text.replaceAll('+', '-').replaceAll('/', '_');
}

function htmlEscaped(text: string): string {
  const names: Readonly<Record<string, string>> = {
    '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#x27;', '`': '&#x60;', '=': '&#x3D;',
  };
  return text.replaceAll(/[&<>"'`=]/g, (char) => names[char] ?? char);
}

/** As writers of HTML do who escape more than they must, by number. */
function htmlNumbered(text: string): readonly string[] {
  const by = (write: (code: number) => string): string => text.replaceAll(/[&<>"'`=+/]/g, (char) => `&#${write(char.charCodeAt(0))};`);
  return [by((code) => `x${code.toString(16).toUpperCase()}`), by((code) => `x${code.toString(16)}`), by(String)];
}

function hex(char: string): string {
  return char.charCodeAt(0).toString(16).padStart(4, '0');
}

/** Lone surrogates make `encodeURIComponent` throw. */
function toWellFormed(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8');
}
