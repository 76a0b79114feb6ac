// Keeps secrets out of everything that is written. One place: the journal's writer passes every line through here first.

import {inputError} from '../error.ts';
import type {Arrival, Exchange, HeaderField, JournalLine, Seen, SentRequest} from '../model.ts';
import {withholdHeader} from './header-secrets.ts';
import {isMark} from './mark.ts';
import {redactTarget} from './redact-target.ts';
import {mapSame, withSame} from './same.ts';
import {SHORTEST_SECRET, formsOf, writtenForms} from './secret-forms.ts';
import {withoutTokenMembers, withoutTokens} from './tokens.ts';
import {gatherWithheld} from './withheld.ts';
import type {Secret} from './withheld.ts';

export interface Redactor {
  /** Registers a secret that became known on the way, such as a token. Too short ones are no secrets and are left alone. */
  readonly add: (secret: Secret) => void;
  /** What became known, or was recognised and replaced, since this was last called: to be committed to. */
  readonly withheld: () => readonly Secret[];
  /** A text with every registered secret and every token-shaped string replaced. */
  readonly text: (text: string) => string;
  /** What was seen, without secrets; the very same object where there were none. */
  readonly seen: (seen: Seen) => Seen;
  readonly request: (request: SentRequest) => SentRequest;
  readonly exchange: (exchange: Exchange) => Exchange;
  readonly line: (line: JournalLine) => JournalLine;
  /** Throws an `InputError` when a registered secret stands in the text of a file; `what` names the file. */
  readonly scan: (text: string, what: string) => void;
}

/** Makes a redactor. A secret given from the start that is too short to be kept out is the user's mistake. */
export function createRedactor(secrets: readonly Secret[]): Redactor {
  const {found, within, take, add: toCommit} = gatherWithheld();
  const names = new Map<string, string>();
  let pattern: RegExp | null = null;
  /** What came out of here before need not be looked at again, until another secret is known. */
  let clean = new WeakSet<Exchange>();

  const add = (secret: Secret): void => {
    const {name, value} = secret;
    if (value.length < SHORTEST_SECRET || names.has(value)) return;
    const safe = name.replaceAll(/[^\w.-]+/g, '-') || 'unnamed';
    toCommit({...secret, name: safe});
    // Also as they stand in a file of ours: a platform may have read one, and what the scan would find must have been replaced before.
    for (const form of [...formsOf(value)].flatMap(writtenForms)) if (!names.has(form)) names.set(form, safe);
    pattern = anyOf(names.keys(), names.values());
    clean = new WeakSet();
  };
  const text = (value: string): string => {
    const replaced = pattern === null ? value : value.replaceAll(
      pattern, (form) => (names.has(form) ? `[secret ${names.get(form) ?? ''}]` : form),
    );
    return withoutTokens(replaced, found);
  };
  const body = (value: string): string => withoutTokenMembers(text(value), found);
  const header = (field: HeaderField): HeaderField => {
    const [name, value] = [text(field[0]), text(field[1])];
    return withholdHeader(name === field[0] && value === field[1] ? field : [name, value], found);
  };
  const sent = (one: SentRequest): SentRequest => withSame(one, {
    url: text(one.url),
    headers: mapSame(one.headers, header),
    ...(one.body === undefined ? {} : {body: body(one.body)}),
  });
  const request = (one: SentRequest): SentRequest => within(one, () => sent(one), whereOf);
  const exchange = (one: Exchange): Exchange => {
    if (clean.has(one)) return one;
    const {outcome} = one;
    const result = within(one, () => withSame(one, {
      request: sent(one.request),
      outcome: outcome.kind === 'silence'
        ? withSame(outcome, {detail: text(outcome.detail)})
        : withSame(outcome, {headers: mapSame(outcome.headers, header), body: body(outcome.body)}),
    }), (cleaned) => whereOf(cleaned.request));
    clean.add(result);
    return result;
  };
  const arrival = (one: Arrival): Arrival => within(
    one, () => withSame(one, {path: text(one.path), headers: mapSame(one.headers, header), body: body(one.body)}), ({method, path}) => `${method} ${path}`,
  );
  const seen = (one: Seen): Seen =>
    withSame(one, {exchanges: mapSame(one.exchanges, exchange), arrivals: mapSame(one.arrivals, arrival)});

  // Suites are public: what the plan says goes in as it is, and the scan speaks up if a secret is one of its words.
  const line = (one: JournalLine): JournalLine => {
    switch (one.kind) {
      case 'header': return {...one, target: redactTarget(one.target, {text, found})};
      case 'step': return withSame(one, {exchanges: mapSame(one.exchanges, exchange), arrivals: mapSame(one.arrivals, arrival)});
      case 'undo': return withSame(one, {exchange: exchange(one.exchange)});
      case 'case-end': return one.detail === undefined ? one : withSame(one, {detail: text(one.detail)});
      case 'callback': return withSame(one, {detail: text(one.detail)});
      case 'footer': return withSame(one, {leftovers: mapSame(one.leftovers, request)});
      default: return one;
    }
  };
  const scan = (value: string, what: string): void => {
    if (pattern === null) return;
    // One by one: a platform may have been told a secret, and may say it a million times.
    let found: string | undefined;
    for (const [match] of value.matchAll(pattern)) {
      if (isMark(match)) continue;
      found = match;
      break;
    }
    if (found === undefined) return;
    const name = names.get(found) ?? 'unnamed';
    throw inputError(
      what,
      `is not written: it would hold the secret '${name}'`,
      'a secret must not be a word that suites or reports use; take a longer one',
    );
  };

  for (const secret of secrets) {
    const {name, value} = secret;
    if (value.length < SHORTEST_SECRET) {
      throw inputError(
        name, `is a secret of fewer than ${SHORTEST_SECRET} characters, which cannot be kept out of the evidence`, 'use a longer one',
      );
    }
    add(secret);
  }
  return {add, withheld: take, text, seen, request, exchange, line, scan};
}

function whereOf({method, url}: SentRequest): string {
  return `${method} ${url}`;
}

/**
 * Matches any of the texts, longest first, so that no rest of a longer form is left behind; and, before them, the marks that stand for
 * secrets already.
 */
function anyOf(texts: Iterable<string>, names: Iterable<string>): RegExp {
  const marks = [...new Set(names)].map((name) => `[secret ${name}]`);
  const sorted = [...new Set(texts)].sort((a, b) => b.length - a.length);
  return new RegExp([...marks, ...sorted].map((text) => text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')).join('|'), 'g');
}
