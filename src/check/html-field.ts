// The value that a field of a form has when an HTML page is loaded. By hand and in one pass: what a platform sends must not keep a regular expression busy.

const NAMED: Readonly<Record<string, string>> = {amp: '&', lt: '<', gt: '>', quot: '"', apos: "'"};
const HIGHEST = 0x10ffff;
const SPACE = /[\s/]/;

/** Of the first `input` of that name; a field without a value has an empty one (HTML, 4.10.5.4). Null when there is none. */
export function htmlField(page: string, name: string): string | null {
  for (let at = page.indexOf('<'); at >= 0; at = page.indexOf('<', at)) {
    if (page.startsWith('<!--', at)) {
      const end = page.indexOf('-->', at + 4);
      if (end < 0) return null;
      at = end;
      continue;
    }
    const isInput = page.slice(at + 1, at + 6).toLowerCase() === 'input' && SPACE.test(page.charAt(at + 6));
    at += isInput ? 6 : 1;
    if (!isInput) continue;
    const read = attributesFrom(page, at);
    at = read.end;
    if (read.attributes.get('name') === name) return read.attributes.get('value') ?? '';
  }
  return null;
}

/** The attributes up to the end of the tag; of two of one name the first counts (HTML, 13.1.2.3). */
function attributesFrom(page: string, from: number): {readonly attributes: ReadonlyMap<string, string>; readonly end: number} {
  const attributes = new Map<string, string>();
  let at = from;
  const skip = (pattern: RegExp): string => {
    const start = at;
    while (at < page.length && pattern.test(page.charAt(at))) at += 1;
    return page.slice(start, at);
  };
  while (at < page.length) {
    skip(SPACE);
    if (at >= page.length || page.charAt(at) === '>') break;
    const name = (page.charAt(at) === '=' ? page.charAt(at++) : '') + skip(/[^\s/>=]/);
    const afterName = at;
    skip(/\s/);
    let value = '';
    if (page.charAt(at) === '=') {
      at += 1;
      skip(/\s/);
      const quote = page.charAt(at);
      if (quote === '"' || quote === "'") {
        const end = page.indexOf(quote, at + 1);
        value = page.slice(at + 1, end < 0 ? page.length : end);
        at = end < 0 ? page.length : end + 1;
      } else value = skip(/[^\s>]/);
    } else at = afterName;
    const key = name.toLowerCase();
    if (key !== '' && !attributes.has(key)) attributes.set(key, decoded(value));
  }
  return {attributes, end: at};
}

/** Character references by number, and the few names that escaping uses (HTML, 13.1.4). */
function decoded(text: string): string {
  return text.replaceAll(/&(?:#[xX]([0-9a-fA-F]{1,6})|#([0-9]{1,7})|(amp|lt|gt|quot|apos));/g, (all: string, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return NAMED[name] ?? all;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code > 0 && code <= HIGHEST ? String.fromCodePoint(code) : all;
  });
}
