// The report as CTRF (Common Test Report Format, pre-1.0): a flat list of cases for build servers. Our own words stand under `extra.mimcheck`.

import type {Outcome} from '../../src/model.ts';
import type {Report, ReportedCase} from '../report.ts';
import {profileName} from '../scope.ts';
import {visibleJson} from '../visible.ts';
import type {Words} from '../words.ts';
import {clausesOf, messageOf} from './message.ts';

type Status = 'passed' | 'failed' | 'skipped' | 'other';
const STATUS: Readonly<Record<Outcome, Status>> = {
  passed: 'passed', warning: 'passed', failed: 'failed', error: 'other', attested: 'other', blocked: 'skipped', untested: 'skipped', 'not-run': 'skipped', 'not-applicable': 'skipped',
};
const VERSION = '0.0.0';

/** Every case; requirements and the verdict of the profile go into `extra`. */
export function toCtrf(report: Report, words: Words): string {
  const {run, target, tool} = report;
  const start = Date.parse(run.started);
  const count = (status: Status): number => report.cases.filter(({verdict}) => STATUS[verdict] === status).length;
  return `${visibleJson({
    reportFormat: 'CTRF', specVersion: VERSION, runId: run.id, generatedBy: `${tool.name} ${tool.version}`,
    results: {
      tool: {name: tool.name, version: tool.version},
      summary: {
        tests: report.cases.length, passed: count('passed'), failed: count('failed'), skipped: count('skipped'), pending: 0, other: count('other'),
        suites: new Set(report.cases.map(({suite}) => suite)).size, start, stop: start + Math.round(run.tookMs ?? 0),
      },
      tests: report.cases.map((one) => testOf(one, words)),
      environment: {reportName: profileName(report.profile.scope), appName: target.product, appVersion: target.version},
      extra: {mimcheck: {
        verdict: report.profile.verdict, because: report.profile.because, mandatory: report.mandatory, recommended: report.recommended, coverage: report.coverage, planDigest: run.planDigest,
        requirements: report.requirements.filter(({inScope}) => inScope).map(({id, level, verdict}) => ({id, level, verdict})),
      }},
    },
  })}\n`;
}

function testOf(one: ReportedCase, words: Words): object {
  const message = messageOf(one, words);
  return {
    testId: one.id, name: `${one.id} ${one.title}`, status: STATUS[one.verdict], rawStatus: one.verdict,
    // How long each case took is in the journal only.
    duration: 0, suite: [`MIM${one.mim}`, one.suite], tags: [one.level, one.mechanism], ...(message === '' ? {} : {message}),
    ...(one.step?.exchange == null ? {} : {trace: one.step.exchange.curl}),
    extra: {mimcheck: {level: one.level, mechanism: one.mechanism, clauses: clausesOf(one), compared: one.compared}},
  };
}
