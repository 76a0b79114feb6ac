// A JSON-LD context as a table of terms. Only the part of JSON-LD that clauses 4.4 and 5.5.7 allow: no scoped contexts.

import type {Broker} from '../broker.ts';
import {isObject, type Json, type JsonObject} from '../json.ts';
import {badData} from '../problem.ts';
import {coreDocument} from './pinned.ts';

interface Term {
  /** Null when the context takes the term out of use. */
  readonly iri: string | null;
  /** Usable before a colon. */
  readonly prefix: boolean;
}

export interface ActiveContext {
  readonly terms: ReadonlyMap<string, Term>;
  readonly vocab: string;
  /** From an IRI to its preferred term. */
  readonly inverse: ReadonlyMap<string, string>;
}

const KEYWORDS = new Set(['@base', '@vocab', '@version', '@protected', '@language', '@direction', '@propagate']);

let core: ActiveContext | undefined;

/** The core context alone. */
export function coreContext(): ActiveContext {
  core ??= build([coreDocument()['@context'] ?? {}], new Map());
  return core;
}

/**
 * The table for user contexts, already loaded and flattened, in the order in which they were given.
 * Core terms and the core vocabulary win, as if the core context stood last (clause 4.4).
 */
export function activeContext(users: readonly JsonObject[], wrong: Broker['wrong']): ActiveContext {
  if (users.length === 0) return coreContext();
  const scoped = users.flatMap((user) => Object.entries(user)).find(([, term]) => isObject(term) && '@context' in term);
  if (scoped !== undefined && !wrong('ngsi-ld-scoped-context-accepted'))
    throw badData(`the @context has a scoped @context in ${scoped[0]} (clause 5.5.7)`);
  const own = new Set(wrong('ngsi-ld-core-context-overridden') ? users.flatMap(Object.keys) : []);
  return build(users, new Map([...coreContext().terms].filter(([term]) => !own.has(term))));
}

/** A term, a prefixed name or an IRI as an IRI (JSON-LD 1.1 API, 5.2). Keywords stay as they are. */
export function expandName(context: ActiveContext, name: string): string {
  if (name.startsWith('@')) return name;
  const term = context.terms.get(name);
  if (term?.iri != null) return term.iri;
  return expandPrefixed(context.terms, name) ?? context.vocab + name;
}

/** An IRI as the shortest name the context has for it, else the IRI itself (clause 5.5.7). */
export function compactName(context: ActiveContext, iri: string): string {
  const term = context.inverse.get(iri);
  if (term !== undefined) return term;
  if (iri.startsWith(context.vocab)) {
    const rest = iri.slice(context.vocab.length);
    if (rest !== '' && !context.terms.has(rest)) return rest;
  }
  return compactPrefixed(context, iri) ?? iri;
}

function build(sources: readonly Json[], fixed: ReadonlyMap<string, Term>): ActiveContext {
  const terms = new Map(fixed);
  let vocab = fixed.size === 0 ? '' : coreContext().vocab;
  const coreVocab = vocab;
  for (const source of sources) {
    if (!isObject(source)) continue;
    if (typeof source['@vocab'] === 'string') vocab = source['@vocab'];
    new Definer(source, {terms, fixed, vocab}).all();
  }
  return {terms, vocab: fixed.size === 0 ? vocab : coreVocab, inverse: invert(terms)};
}

interface Surroundings {
  readonly terms: Map<string, Term>;
  readonly fixed: ReadonlyMap<string, Term>;
  readonly vocab: string;
}

/** Defines the terms of one context object; a class because terms may refer to later ones, which takes memory of what is under way. */
class Definer {
  readonly source: JsonObject;
  readonly around: Surroundings;
  readonly underWay = new Set<string>();
  readonly done = new Set<string>();

  constructor(source: JsonObject, around: Surroundings) {
    this.source = source;
    this.around = around;
  }

  all(): void {
    for (const term of Object.keys(this.source)) this.define(term);
  }

  define(term: string): void {
    if (this.done.has(term) || this.around.fixed.has(term)) return;
    if (term.startsWith('@')) {
      if (!KEYWORDS.has(term)) throw badData(`the @context uses ${term}, which a user @context may not`);
      return;
    }
    if (this.underWay.has(term)) throw badData(`the @context defines ${term} by itself`);
    this.underWay.add(term);
    this.around.terms.set(term, this.termFor(term, this.source[term] ?? null));
    this.underWay.delete(term);
    this.done.add(term);
  }

  private termFor(term: string, value: Json): Term {
    if (value === null) return {iri: null, prefix: false};
    if (typeof value === 'string') return this.simple(term, value);
    if (!isObject(value)) throw badData(`the @context gives ${term} neither a string nor an object`);
    const id = value['@id'];
    if (id === null) return {iri: null, prefix: false};
    if (id !== undefined && typeof id !== 'string') throw badData(`the @context gives ${term} an @id that is no string`);
    return {iri: this.iri(id ?? term, term), prefix: value['@prefix'] === true};
  }

  private simple(term: string, value: string): Term {
    const iri = this.iri(value, term);
    return {iri, prefix: /[:/?#[\]@]$/.test(iri)};
  }

  private iri(name: string, defining: string): string {
    if (name.startsWith('@')) return name;
    const colon = name.indexOf(':');
    const first = colon > 0 ? name.slice(0, colon) : name;
    if (first !== defining && Object.hasOwn(this.source, first)) this.define(first);
    const {terms, vocab} = this.around;
    if (name !== defining) {
      const known = terms.get(name);
      if (known?.iri != null) return known.iri;
    }
    return expandPrefixed(terms, name) ?? vocab + name;
  }
}

function expandPrefixed(terms: ReadonlyMap<string, Term>, name: string): string | undefined {
  const colon = name.indexOf(':');
  if (colon < 1) return undefined;
  const rest = name.slice(colon + 1);
  if (rest.startsWith('//')) return name;
  const prefix = terms.get(name.slice(0, colon));
  return prefix?.iri == null ? name : prefix.iri + rest;
}

function compactPrefixed(context: ActiveContext, iri: string): string | undefined {
  let best: string | undefined;
  for (const [name, term] of context.terms) {
    if (!term.prefix || term.iri === null || !iri.startsWith(term.iri) || iri.length === term.iri.length) continue;
    const compact = `${name}:${iri.slice(term.iri.length)}`;
    if (!context.terms.has(compact) && (best === undefined || shorter(compact, best))) best = compact;
  }
  return best;
}

function invert(terms: ReadonlyMap<string, Term>): ReadonlyMap<string, string> {
  const inverse = new Map<string, string>();
  for (const [name, {iri}] of terms) {
    if (iri === null || iri.startsWith('@')) continue;
    const rival = inverse.get(iri);
    if (rival === undefined || shorter(name, rival)) inverse.set(iri, name);
  }
  return inverse;
}

/** JSON-LD prefers the shortest name, then the one that sorts first. */
function shorter(a: string, b: string): boolean {
  return a.length < b.length || (a.length === b.length && a < b);
}
