// The requirements of a report, by MIM.

import type {Level} from '../../src/model.ts';
import type {Report, ReportedDeclaration, ReportedRequirement} from '../report.ts';
import type {Piece, Say} from '../words.ts';
import {own, sayPieces} from '../words.ts';
import {declaredWords} from './declared.ts';
import {DETAILED, anchorOf, badge, byOutcome, isOpen} from './outcomes.ts';

/** Requirements by release and MIM, each MIM with the worst first. */
export function mimsOf(requirements: readonly ReportedRequirement[], report: Report, say: Say) {
  const groups = new Map<string, ReportedRequirement[]>();
  for (const one of requirements) groups.set(`${one.release}/${one.mim}`, [...(groups.get(`${one.release}/${one.mim}`) ?? []), one]);
  return [...groups.values()].map((group) => ({
    title: [own(`MIM${group[0]?.mim} `), say.quote(group[0]?.mimTitle ?? '')],
    release: group[0]?.release ?? '',
    anchor: `mim${group[0]?.mim}-${(group[0]?.release ?? '').replaceAll('.', '-')}`,
    note: group.every(({provisional}) => provisional) ? say('labels.allProvisional') : '',
    requirements: [...group].sort(byOutcomeAndLevel).map((one) => requirementRow(one, report, say)),
  }));
}

function requirementRow(one: ReportedRequirement, report: Report, say: Say) {
  const shown = new Set(report.cases.filter(({verdict}) => DETAILED.includes(verdict)).map(({id}) => id));
  const declarations = declarationsFor(one, report);
  return {
    id: one.id, anchor: anchorOf(one.id), number: one.number, text: say.quote(one.text), level: say(`level.${one.level}`), ...badge(one.verdict, say, 'outcome'),
    provisional: one.provisional, source: {title: `${one.source.title}, ${one.number}`, url: one.source.url},
    reasons: [
      ...declarations.flatMap(({id, declaration}) => declaredWords(declaration, id === one.id ? '' : id, say).map((line) => [own(line)])),
      ...(one.verdict === 'passed' || (one.verdict === 'attested' && declarations.length > 0) ? [] : whyNot(one, report, say)), ...leftOpen(one, say).map((line) => [own(line)]),
    ],
    decidedBy: say('labels.decidedBy', {count: one.because.length}),
    cases: one.verdict === 'passed' || one.verdict === 'not-applicable' ? [] : one.because.slice(0, 12).map((id) => ({id, linked: shown.has(id), anchor: anchorOf(id)})),
    more: one.because.length > 12 && one.verdict !== 'passed' ? `+${one.because.length - 12}` : '',
    condition: one.condition === null ? [] : [say.quote(one.condition)],
  };
}

function whyNot(one: ReportedRequirement, report: Report, say: Say): readonly (readonly Piece[])[] {
  if (one.untestable !== null) return [sayPieces(say, 'requirementReason.untestable', {text: one.untestable}, 'text')];
  const claimed = new Set(report.target.endpoints.map(({mechanism}) => mechanism));
  // No declaration outweighs what was seen, and what is declared need not be asked for.
  const helpful = one.routes.filter(({kind, outcome}) => (kind !== 'declaration' && kind !== 'inspection') || (isOpen(one) && outcome !== 'attested'));
  const words = helpful.map((route) => {
    const mechanism = route.mechanism ?? '';
    if (route.kind !== 'cases') return sayPieces(say, `requirementReason.${route.kind}`, {text: route.text ?? '', mechanism}, 'text');
    if (!claimed.has(mechanism)) return [own(say('requirementReason.noEndpoint', {mechanism}))];
    if (route.text !== null && route.outcome === 'untested') return sayPieces(say, 'requirementReason.besides', {mechanism, text: route.text}, 'text');
    return [own(say('requirementReason.cases', {mechanism, outcome: say(`outcome.${route.outcome}`)}))];
  });
  // Only what would be tested can be excused by a claim that is left out.
  const unexcusable = one.verdict === 'untested' && one.condition !== null && one.routes.every(({kind}) => kind !== 'cases');
  return unexcusable ? [...words, [own(say('requirementReason.condition', {id: one.id}))]] : words;
}

/** What is declared of a requirement itself, and of the cases that ask for it. */
function declarationsFor({id, declaration, routes}: ReportedRequirement, {cases}: Report): readonly {readonly id: string; readonly declaration: ReportedDeclaration}[] {
  const own = new Set(routes.flatMap((route) => route.cases));
  return [{id, declaration}, ...cases.filter((one) => own.has(one.id))].flatMap((one) => (one.declaration === null ? [] : [{id: one.id, declaration: one.declaration}]));
}

/** The recommendations of a requirement that were not judged. */
function leftOpen({routes}: ReportedRequirement, say: Say): readonly string[] {
  const ids = routes.flatMap(({unjudged}) => unjudged);
  const more = ids.length > 12 ? ` +${ids.length - 12}` : '';
  return ids.length === 0 ? [] : [say('requirementReason.unjudged', {cases: `${ids.slice(0, 12).join(', ')}${more}`})];
}

/** The MIMs that the run did not ask about. */
export function outOfScope({requirements}: Report, say: Say) {
  const all = new Map(requirements.filter(({inScope}) => !inScope).map((one) => [`${one.release}/${one.mim}`, one]));
  const named = [...all.values()].map(({release, mim, mimTitle}) => [own(`MIM${mim} `), say.quote(mimTitle), own(` (${release})`)]);
  return {sentence: say('labels.notClaimed'), mims: named.flatMap((pieces, index) => (index === 0 ? pieces : [own(`${say('labels.semicolon')} `), ...pieces]))};
}

const LEVELS: readonly Level[] = ['must', 'should', 'may'];

function byOutcomeAndLevel(a: ReportedRequirement, b: ReportedRequirement): number {
  return byOutcome(a, b) || LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level);
}
