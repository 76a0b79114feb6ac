// The report as EARL 1.0 (W3C Note) in JSON-LD. Five outcomes only: what is lost is told in docs/formats.md.

import type {Outcome} from '../../src/model.ts';
import type {Report, ReportedCase, ReportedRequirement} from '../report.ts';
import {profileName} from '../scope.ts';
import {visibleJson} from '../visible.ts';
import type {Words} from '../words.ts';
import {clausesOf, messageOf} from './message.ts';

const CONTEXT = {
  earl: 'http://www.w3.org/ns/earl#', dct: 'http://purl.org/dc/terms/', doap: 'http://usefulinc.com/ns/doap#', foaf: 'http://xmlns.com/foaf/0.1/', xsd: 'http://www.w3.org/2001/XMLSchema#',
  mimcheck: 'urn:mimcheck:',
  assertedBy: {'@id': 'earl:assertedBy', '@type': '@id'}, subject: {'@id': 'earl:subject', '@type': '@id'}, test: {'@id': 'earl:test', '@type': '@id'}, mode: {'@id': 'earl:mode', '@type': '@id'},
  outcome: {'@id': 'earl:outcome', '@type': '@id'}, result: 'earl:result', info: 'earl:info', date: {'@id': 'dct:date', '@type': 'xsd:dateTime'}, title: 'dct:title', description: 'dct:description',
  identifier: 'dct:identifier', source: 'dct:source', hasPart: {'@id': 'dct:hasPart', '@type': '@id'}, verdict: 'mimcheck:verdict', level: 'mimcheck:level', planDigest: 'mimcheck:plan-digest',
  name: 'foaf:name', homepage: {'@id': 'doap:homepage', '@type': '@id'}, revision: 'doap:revision',
} as const;

// A recommendation that is not followed is no failure; what is only declared was seen by nobody.
const OUTCOME: Readonly<Record<Outcome, string>> = {
  passed: 'earl:passed', warning: 'earl:passed', failed: 'earl:failed', error: 'earl:cantTell', attested: 'earl:cantTell',
  blocked: 'earl:untested', untested: 'earl:untested', 'not-run': 'earl:untested', 'not-applicable': 'earl:inapplicable',
};

/** Requirements and cases, an assertion each, as one graph. */
export function toEarl(report: Report, words: Words): string {
  const {target, tool, run} = report;
  const graph = [
    {'@id': 'urn:mimcheck:tool', '@type': ['earl:Assertor', 'earl:Software'], title: `${tool.name} ${tool.version}`, revision: tool.version},
    {
      '@id': 'urn:mimcheck:subject', '@type': ['earl:TestSubject', 'earl:Software'], title: target.product, revision: target.version, name: target.vendor,
      hasPart: target.endpoints.map(({url}) => url),
    },
    ...report.requirements.filter(({inScope}) => inScope).flatMap((one) => requirementNodes(one, report)),
    ...report.cases.flatMap((one) => caseNodes(one, report, words)),
  ];
  return `${visibleJson({'@context': CONTEXT, '@id': `urn:mimcheck:run:${run.id}`, title: profileName(report.profile.scope), verdict: report.profile.verdict, planDigest: run.planDigest, date: run.started, '@graph': graph})}\n`;
}

function requirementNodes(one: ReportedRequirement, report: Report): readonly object[] {
  const id = `urn:mimcheck:requirement:${one.id}`;
  return [
    {
      '@id': id, '@type': ['earl:TestRequirement', 'earl:TestCriterion'], identifier: one.id, title: one.text, level: one.level, source: one.source.url,
      hasPart: [...new Set(one.routes.flatMap(({cases}) => cases))].map(caseId),
    },
    assertion(id, report, {verdict: one.verdict, description: one.verdict === 'attested' ? one.declaration?.statement ?? '' : one.because.join(', '), manual: one.verdict === 'attested'}),
  ];
}

function caseNodes(one: ReportedCase, report: Report, words: Words): readonly object[] {
  return [
    {'@id': caseId(one.id), '@type': ['earl:TestCase', 'earl:TestCriterion'], identifier: one.id, title: one.title, level: one.level, source: clausesOf(one)},
    assertion(caseId(one.id), report, {verdict: one.verdict, description: messageOf(one, words), manual: one.verdict === 'attested'}),
  ];
}

function assertion(test: string, {run}: Report, {verdict, description, manual}: {readonly verdict: Outcome; readonly description: string; readonly manual: boolean}): object {
  return {
    '@type': 'earl:Assertion', assertedBy: 'urn:mimcheck:tool', subject: 'urn:mimcheck:subject', test, mode: manual ? 'earl:manual' : 'earl:automatic',
    result: {'@type': 'earl:TestResult', outcome: OUTCOME[verdict], verdict, date: run.started, ...(description === '' ? {} : {description})},
  };
}

function caseId(id: string): string {
  return `urn:mimcheck:case:${encodeURIComponent(id)}`;
}
