// Strings that are credentials by their shape or their name, whoever made them. By hand and in one pass: what a platform sends must not
// keep a regular expression busy, or make it run out of stack.

import {isMark} from './mark.ts';
import type {Found} from './withheld.ts';

const RUN = /[\w.-]{12,}/g;
const MEMBER = /"(?:access_token|refresh_token|id_token|client_secret)"\s{0,100}:\s{0,100}"/g;
const SHORTEST_HEAD = 11;

/** JOSE compact serialisation (its first part is the base64url of `{"`) becomes `[token]`. `found` is told of each. */
export function withoutTokens(text: string, found: Found): string {
  if (!text.includes('eyJ')) return text;
  return text.replaceAll(RUN, (run) => (run.includes('eyJ') ? withoutTokensIn(run.split('.'), found) : run));
}

/** Of parts between dots: one that begins a token, with the two to four that follow. */
function withoutTokensIn(parts: readonly string[], found: Found): string {
  const kept: string[] = [];
  for (let i = 0; i < parts.length; i += 1) {
    const part = parts[i] ?? '';
    const from = i + 2 < parts.length ? beginning(part) : -1;
    if (from >= 0) {
      kept.push(`${part.slice(0, from)}[token]`);
      const more = Math.min(4, parts.length - 1 - i);
      found('token', [part.slice(from), ...parts.slice(i + 1, i + 1 + more)].join('.'));
      i += more;
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

/** The values of members that are named like tokens become `[token]`; one that is cut off goes to the end. `found` is told of each but marks. */
export function withoutTokenMembers(text: string, found: Found): string {
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
    const withheld = value !== '' && !isMark(value);
    if (withheld) found('token', value);
    clean += text.slice(from, start) + (withheld ? '[token]' : value);
    from = end;
    MEMBER.lastIndex = end;
  }
  return clean + text.slice(from);
}
