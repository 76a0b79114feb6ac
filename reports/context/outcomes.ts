// How outcomes are shown, in which order, and which of them need words.

import type {Outcome} from '../../src/model.ts';
import type {Say} from '../words.ts';

const SYMBOL: Readonly<Record<Outcome, string>> = {
  passed: '✓', attested: '✎', warning: '!', 'not-applicable': '–', 'not-run': '○', untested: '?', blocked: '■', error: '⚠', failed: '✗',
};
/** The order of tables. */
export const WORST_FIRST: readonly Outcome[] = ['failed', 'error', 'blocked', 'untested', 'not-run', 'warning', 'attested', 'passed', 'not-applicable'];
/** Those that are shown with their exchange. */
export const DETAILED: readonly Outcome[] = ['failed', 'warning', 'error', 'blocked'];
/** Those after which nobody knows. */
export const OPEN: readonly Outcome[] = ['error', 'blocked', 'not-run', 'untested'];

/** An outcome with its sign and its word. */
export function badge(outcome: Outcome, say: Say, words: 'outcome' | 'caseOutcome') {
  return {outcome, symbol: SYMBOL[outcome], word: say(`${words}.${outcome}`)};
}

/** Nobody knows whether it is met. */
export function isOpen({verdict}: {readonly verdict: Outcome}): boolean {
  return OPEN.includes(verdict);
}

/** To sort by, the worst first. */
export function byOutcome(a: {readonly verdict: Outcome}, b: {readonly verdict: Outcome}): number {
  return WORST_FIRST.indexOf(a.verdict) - WORST_FIRST.indexOf(b.verdict);
}

/** Where in the document links to an id lead. */
export function anchorOf(id: string): string {
  return `id-${id.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/-+$/g, '')}`;
}
