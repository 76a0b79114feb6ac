// The report as SARIF 2.1.0, for code scanners' views. It fits only so far: what failed is a platform, not a line of somebody's code.

import type {Level, Outcome} from '../../src/model.ts';
import type {Report, ReportedCase} from '../report.ts';
import {profileName} from '../scope.ts';
import {visibleJson} from '../visible.ts';
import type {Words} from '../words.ts';
import {clausesOf, messageOf} from './message.ts';

const KIND: Readonly<Record<Outcome, string>> = {
  passed: 'pass', warning: 'fail', failed: 'fail', attested: 'review', error: 'open', blocked: 'open', untested: 'open', 'not-run': 'open', 'not-applicable': 'notApplicable',
};
const SEVERITY: Readonly<Record<Level, string>> = {must: 'error', should: 'warning', may: 'note'};

/** A rule and a result for each case; places are those of the case in its suite, and of the value in the answer. */
export function toSarif(report: Report, words: Words): string {
  const {tool, run, profile, cases} = report;
  return `${visibleJson({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0',
    runs: [{
      tool: {driver: {
        name: tool.name, semanticVersion: tool.version,
        rules: cases.map((one) => ({id: one.id, shortDescription: {text: one.title}, fullDescription: {text: one.why ?? one.title}, help: {text: clausesOf(one)}, defaultConfiguration: {level: SEVERITY[one.level]}, properties: {tags: [one.mechanism, one.suite]}})),
      }},
      automationDetails: {id: `mimcheck/${run.id}`},
      invocations: [{executionSuccessful: run.ended === 'completed', startTimeUtc: run.started}],
      results: cases.map((one, index) => resultOf(one, index, words)),
      properties: {verdict: profile.verdict, profile: profileName(profile.scope), planDigest: run.planDigest},
    }],
  })}\n`;
}

function resultOf(one: ReportedCase, ruleIndex: number, words: Words): object {
  const kind = KIND[one.verdict];
  const [, file = '', line = '1', column = '1'] = /^(.*?):(\d+):(\d+)$/.exec(one.findings[0]?.at ?? one.step?.at ?? '') ?? [];
  return {
    ruleId: one.id, ruleIndex, kind, level: kind === 'fail' ? SEVERITY[one.level] : 'none',
    message: {text: [one.title, messageOf(one, words)].filter((part) => part !== '').join('\n')},
    locations: [{
      ...(file === '' ? {} : {physicalLocation: {artifactLocation: {uri: `suites/${file}`}, region: {startLine: Number(line), startColumn: Number(column)}}}),
      logicalLocations: [{fullyQualifiedName: [one.step?.exchange?.request.url ?? one.mechanism, one.findings[0]?.where ?? ''].filter((part) => part !== '').join(' '), kind: 'resource'}],
    }],
    properties: {verdict: one.verdict},
  };
}
