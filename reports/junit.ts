// The report as JUnit XML, for build servers. It has no words for warnings or what was not tested: those are in properties and as skipped.

import type {Outcome} from '../src/model.ts';
import {cameText, expectedText} from './expected.ts';
import {reasonWords} from './reason.ts';
import type {Report, ReportedCase} from './report.ts';
import type {Say, Words} from './words.ts';
import {speak} from './words.ts';
import {escapeAttribute, escapeXml} from './xml.ts';

/** A suite an element, a case an element. Only what the platform failed is a failure. */
export function toJunit(report: Report, words: Words): string {
  const say = speak(words);
  const suites = new Map<string, ReportedCase[]>();
  for (const one of report.cases) suites.set(one.suite, [...(suites.get(one.suite) ?? []), one]);
  const body = [...suites].map(([suite, cases]) => suiteXml({suite, cases, time: report.run.started, say}));
  const name = escapeAttribute(`${report.target.product} ${report.target.version}`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="${name}" ${counts(report.cases)}>\n${body.join('\n')}\n</testsuites>\n`;
}

interface SuiteXml {
  readonly suite: string;
  readonly cases: readonly ReportedCase[];
  readonly time: string;
  readonly say: Say;
}

function suiteXml({suite, cases, time, say}: SuiteXml): string {
  const rows = cases.map((one) => caseXml(one, say));
  return `  <testsuite name="${escapeAttribute(suite)}" timestamp="${escapeAttribute(time.replace(/\.\d+Z$/, ''))}" ${counts(cases)}>\n${rows.join('\n')}\n  </testsuite>`;
}

function caseXml(one: ReportedCase, say: SuiteXml['say']): string {
  const properties = [['verdict', one.verdict], ['level', one.level], ['mechanism', one.mechanism], ['clause', one.clauses.map(({document, version, clause}) => `${document} ${version}, ${clause}`).join('; ')]] as const;
  const lines = properties.map(([name, value]) => `        <property name="${name}" value="${escapeAttribute(value)}"/>`).join('\n');
  const open = `    <testcase classname="${escapeAttribute(one.suite)}" name="${escapeAttribute(`${one.id} ${one.title}`)}">\n      <properties>\n${lines}\n      </properties>`;
  return `${open}${outcomeXml(one, say)}\n    </testcase>`;
}

function outcomeXml(one: ReportedCase, say: SuiteXml['say']): string {
  const reason = reasonWords(one.reason, say);
  const label = (name: string): string => `${say(`labels.${name}`)}${say('labels.colon')}`;
  const findings = one.findings.map((finding) =>
    `${say(`finding.${finding.code}`)}\n${label('where')} ${finding.where}\n${label('expected')} ${expectedText(finding, say, 'line')}\n${label('came')} ${cameText(finding, say, 'line')}\n${finding.at}`);
  const text = [reason, ...findings, one.step?.exchange?.curl ?? ''].filter((part) => part !== '').join('\n\n');
  const first = one.findings[0] === undefined ? reason : say(`finding.${one.findings[0].code}`);
  const element = ELEMENT[one.verdict];
  if (element === null) return one.verdict === 'warning' ? `\n      <system-out>${escapeXml(text)}</system-out>` : '';
  return element === 'skipped' ? `\n      <skipped message="${escapeAttribute(reason || one.verdict)}"/>` : `\n      <${element} type="${one.verdict}" message="${escapeAttribute(first)}">${escapeXml(text)}</${element}>`;
}

const ELEMENT: Readonly<Record<Outcome, 'failure' | 'error' | 'skipped' | null>> = {
  passed: null, warning: null, attested: null, failed: 'failure', error: 'error', blocked: 'skipped', untested: 'skipped', 'not-run': 'skipped', 'not-applicable': 'skipped',
};

function counts(cases: readonly ReportedCase[]): string {
  const count = (element: string): number => cases.filter(({verdict}) => ELEMENT[verdict] === element).length;
  return `tests="${cases.length}" failures="${count('failure')}" errors="${count('error')}" skipped="${count('skipped')}"`;
}
