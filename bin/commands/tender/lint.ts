// mimcheck tender lint: what the lawyer of the other side would say.

import {counted} from '../../../src/how-many.ts';
import {RULES, lintTender} from '../../../src/tender/lint/lint.ts';
import type {LintFinding, ListedProduct} from '../../../src/tender/lint/rule.ts';
import type {Tender} from '../../../src/tender/read/tender.ts';
import type {ClauseSet} from '../../../src/tender/clause-set.ts';
import {harmless, openTerminal} from '../../console.ts';
import {EXIT} from '../../exit-code.ts';
import {readListed} from '../../listed.ts';
import {readInput, tenderDesk} from '../../tender.ts';
import type {TenderDesk} from '../../tender.ts';

export interface TenderLintArguments {
  readonly tender?: string | undefined;
  readonly results?: string | undefined;
  readonly final: boolean;
  readonly rules: boolean;
  readonly json: boolean;
}

/** Prints what the rules find; bad input where one of them is an error. */
export async function tenderLint({tender: file, results, final, rules, json}: TenderLintArguments): Promise<number> {
  const terminal = openTerminal(json);
  if (rules || file === undefined) {
    const all = RULES.map(({id, title, severity, explanation}) => ({id, title, severity, explanation}));
    terminal.print(json ? JSON.stringify(all, null, 2) : all.map(({id, title, severity, explanation}) => `${id} ${title} (${severity})\n     ${explanation}`).join('\n'));
    return EXIT.conformant;
  }
  const desk = await tenderDesk();
  const tender = await desk.read(readInput(file), file);
  const findings = await findingsOf(desk, {tender, set: await desk.resolve(tender, !final), listed: results === undefined ? null : readListed(results)});
  const errors = findings.filter(({severity}) => severity === 'error').length;
  if (json) terminal.print(JSON.stringify({tender: file, errors, warnings: findings.length - errors, findings}, null, 2));
  else {
    for (const one of findings) terminal.print(lineOf(one));
    terminal.print(findings.length === 0 ? 'Nothing to complain about.' : `${counted(errors, 'error')}, ${counted(findings.length - errors, 'warning')}. mimcheck tender lint --rules explains the rules.`);
  }
  return errors > 0 ? EXIT['bad-input'] : EXIT.conformant;
}

export interface Linted {
  readonly tender: Tender;
  readonly set: ClauseSet;
  readonly listed: readonly ListedProduct[] | null;
}

/** What the rules find today. */
export async function findingsOf({library, tenders, texts}: TenderDesk, {tender, set, listed}: Linted): Promise<readonly LintFinding[]> {
  const {units} = await texts(tender.language);
  const say = (key: string): string => units.get(key)?.text.trim() ?? key;
  return lintTender({tender, set, library, tenders, words: tenders.words, say, today: new Date().toISOString().slice(0, 10), listed});
}

/** `tender.yaml:12:3 L006 error: the weights make 90, not 100 (…)`. */
export function lineOf({at, rule, severity, message, remedy}: LintFinding): string {
  return harmless(`${at} ${rule} ${severity}: ${message} (${remedy})`);
}
