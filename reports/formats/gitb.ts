// The report for the EU's Interoperability Test Bed: a conformance statement and a TAR, as gitb_tr.xsd has them. Four results only.

import type {Outcome} from '../../src/model.ts';
import type {Report, ReportedCase} from '../report.ts';
import {profileName} from '../scope.ts';
import type {Words} from '../words.ts';
import {escapeAttribute, escapeXml} from '../xml.ts';
import {clausesOf, messageOf} from './message.ts';

type Result = 'SUCCESS' | 'FAILURE' | 'WARNING' | 'UNDEFINED';
const RESULT: Readonly<Record<Outcome, Result>> = {
  passed: 'SUCCESS', warning: 'WARNING', failed: 'FAILURE', attested: 'UNDEFINED', error: 'UNDEFINED', blocked: 'UNDEFINED', untested: 'UNDEFINED', 'not-run': 'UNDEFINED', 'not-applicable': 'UNDEFINED',
};
const PROFILE: Readonly<Record<Report['profile']['verdict'], Result>> = {conformant: 'SUCCESS', 'conformant-as-declared': 'UNDEFINED', 'not-conformant': 'FAILURE', undecided: 'UNDEFINED'};
const WORST: readonly Result[] = ['FAILURE', 'UNDEFINED', 'WARNING', 'SUCCESS'];
const NAMESPACES = 'xmlns="http://www.gitb.com/tr/v1/" xmlns:core="http://www.gitb.com/core/v1/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** A `ConformanceStatementReport`: the product against the profile, every case with its result, and what is not a success in detail. */
export function toGitbStatement(report: Report, words: Words): string {
  const {target, profile, run} = report;
  const suites = [...new Set(report.cases.map(({suite}) => suite))];
  const details = report.cases.filter(({verdict}) => verdict !== 'passed');
  return `${HEAD}<ConformanceStatementReport ${NAMESPACES}>
  <metadata><reportTime>${run.started}</reportTime></metadata>
  <statement id="${escapeAttribute(run.id)}">
    <definition>
      <party><organisation>${element('name', target.vendor)}</organisation><system>${element('name', target.product)}${element('version', target.version)}</system></party>
      <domain>${element('name', 'Minimal Interoperability Mechanisms')}</domain>
      <specification>${element('name', profileName(profile.scope))}</specification>
      <actor>${element('name', target.endpoints.map(({title}) => title).join(', ') || 'Platform')}</actor>
    </definition>
    <summary>${element('status', PROFILE[profile.verdict])}${counts(report.cases)}</summary>
    <lastUpdate>${run.started}</lastUpdate>
    <testOverview>
${suites.length === 0 ? '      <testSuite><result>UNDEFINED</result></testSuite>' : suites.map((suite) => suiteXml(suite, report.cases.filter((one) => one.suite === suite))).join('\n')}
    </testOverview>${details.length === 0 ? '' : `
    <testDetails>
${details.map((one) => detailXml(one, report, words)).join('\n')}
    </testDetails>`}
  </statement>
</ConformanceStatementReport>
`;
}

/** A `TAR`: one report on everything, an item for each case. */
export function toGitbTar({cases, run, profile, tool, target}: Report, words: Words): string {
  const items = cases.map((one) => {
    const kind = {FAILURE: 'error', WARNING: 'warning', SUCCESS: 'info', UNDEFINED: 'info'}[RESULT[one.verdict]];
    const text = messageOf(one, words);
    return `    <${kind} xsi:type="BAR">${element('assertionID', one.id)}${element('description', [`${one.title} (${one.verdict})`, text].filter((part) => part !== '').join('\n'))}`
      + `${element('location', one.findings[0]?.where ?? '')}${element('test', clausesOf(one))}${element('value', one.verdict)}</${kind}>`;
  });
  const count = (result: Result): number => cases.filter(({verdict}) => RESULT[verdict] === result).length;
  return `${HEAD}<TestStepReport ${NAMESPACES} xsi:type="TAR" name="${escapeAttribute(`${target.product} ${target.version}`)}">
  <date>${run.started}</date>
  ${element('result', PROFILE[profile.verdict])}
  <overview>${element('profileID', profileName(profile.scope))}${element('transactionID', run.id)}${element('validationServiceName', tool.name)}${element('validationServiceVersion', tool.version)}${element('note', profile.verdict)}</overview>
  <counters>${element('nrOfAssertions', String(cases.length))}${element('nrOfErrors', String(count('FAILURE')))}${element('nrOfWarnings', String(count('WARNING')))}</counters>${items.length === 0 ? '' : `
  <reports>
${items.join('\n')}
  </reports>`}
</TestStepReport>
`;
}

/** What only recommends or may be counts apart: the test bed calls it ignored. */
function counts(cases: readonly ReportedCase[]): string {
  const sum = (binding: boolean, results: readonly Result[]): string => String(cases.filter(({level, verdict}) => (level === 'must') === binding && results.includes(RESULT[verdict])).length);
  return [true, false].map((binding) => {
    const end = binding ? '' : 'Ignored';
    return `${element(`succeeded${end}`, sum(binding, ['SUCCESS', 'WARNING']))}${element(`failed${end}`, sum(binding, ['FAILURE']))}${element(`incomplete${end}`, sum(binding, ['UNDEFINED']))}`;
  }).join('');
}

function suiteXml(suite: string, cases: readonly ReportedCase[]): string {
  const binding = cases.filter(({level}) => level === 'must').map(({verdict}) => RESULT[verdict]);
  const result = WORST.find((one) => binding.includes(one)) ?? 'SUCCESS';
  const rows = cases.map((one) => `        <testCase${one.level === 'must' ? '' : ' optional="true"'}><metadata>${core('name', one.id)}${core('description', one.title)}</metadata>${element('result', RESULT[one.verdict])}</testCase>`);
  return `      <testSuite><metadata>${core('name', suite)}</metadata>${element('result', result)}<testCases>\n${rows.join('\n')}\n      </testCases></testSuite>`;
}

function detailXml(one: ReportedCase, {run}: Report, words: Words): string {
  const text = messageOf(one, words);
  return `      <testCase id="${escapeAttribute(one.id)}"><metadata>${core('name', one.id)}${core('description', `${one.title} [${clausesOf(one)}]`)}</metadata>${element('sessionId', run.id)}`
    + `<startTime>${run.started}</startTime>${element('result', RESULT[one.verdict])}${element('message', [one.verdict, text].filter((part) => part !== '').join(': '))}</testCase>`;
}

function element(name: string, text: string): string {
  return `<${name}>${escapeXml(text)}</${name}>`;
}

function core(name: string, text: string): string {
  return element(`core:${name}`, text);
}
