// Strings that are credentials by their shape or their name, whoever made them. By hand and in one pass: what a platform sends must not
// keep a regular expression busy, or make it run out of stack.

const RUN = /[\w.-]{12,}/g;
const MEMBER = /"(?:access_token|refresh_token|id_token|client_secret)"\s{0,100}:\s{0,100}"/g;
const SHORTEST_HEAD = 11;

/** JOSE compact serialisation (its first part is the base64url of `{"`) becomes `[token]`. */
export function withoutTokens(text: string): string {
  if (!text.includes('eyJ')) return text;
  return text.replaceAll(RUN, (run) => (run.includes('eyJ') ? withoutTokensIn(run.split('.')) : run));
}

/** Of parts between dots: one that begins a token, with the two to four that follow. */
function withoutTokensIn(parts: readonly string[]): string {
  const kept: string[] = [];
  for (let i = 0; i < parts.length; i += 1) {
    const part = parts[i] ?? '';
    const from = i + 2 < parts.length ? beginning(part) : -1;
    if (from >= 0) {
      kept.push(`${part.slice(0, from)}[token]`);
      i += Math.min(4, parts.length - 1 - i);
    } else kept.push(part);
  }
  return kept.join('.');
}

/** Where a token begins in a part, at a word boundary; -1: nowhere. */
function beginning(part: string): number {
  for (let at = part.indexOf('eyJ'); at >= 0; at = part.indexOf('eyJ', at + 1)) {
    if (part.length - at < SHORTEST_HEAD) return -1;
    if (at === 0 || part.charAt(at - 1) === '-') return at;
  }
  return -1;
}

/** The values of members that are named like tokens become `[token]`; one that is cut off goes to the end. `isMark` knows what is withheld already. */
export function withoutTokenMembers(text: string, isMark: (value: string) => boolean): string {
  if (!text.includes('_token"') && !text.includes('client_secret"')) return text;
  let clean = '';
  let from = 0;
  MEMBER.lastIndex = 0;
  for (let match = MEMBER.exec(text); match !== null; match = MEMBER.exec(text)) {
    const start = match.index + match[0].length;
    let end = start;
    while (end < text.length && text.charCodeAt(end) !== 0x22) end += text.charCodeAt(end) === 0x5c ? 2 : 1;
    end = Math.min(end, text.length);
    const value = text.slice(start, end);
    clean += text.slice(from, start) + (value === '' || isMark(value) ? value : '[token]');
    from = end;
    MEMBER.lastIndex = end;
  }
  return clean + text.slice(from);
}
