// Report × language → what the templates show. All thinking is here: templates only walk.

import {knownOf} from '../../src/model.ts';
import type {Outcome} from '../../src/model.ts';
import type {Report, ReportedRequirement} from '../report.ts';
import {scopeWords} from '../scope.ts';
import type {Say, Words} from '../words.ts';
import {own, speak} from '../words.ts';
import {caseRow, countsOf, detailOf, isLeftOut, notTestedOf} from './cases.ts';
import {DETAILED, OPEN, anchorOf, byOutcome, isOpen} from './outcomes.ts';
import {mimsOf, outOfScope} from './requirements.ts';

/** Of the requirements that decided the verdict, how many stand under it; all are in the table. */
const SHOWN_REASONS = 8;

/** In which language a report speaks, and what it knows in it. */
interface Speech {
  readonly words: Words;
  readonly language: string;
  readonly sentences?: ReadonlyMap<string, string>;
}

/** Everything the templates of a report need, in one language. */
export function reportContext(report: Report, {words, language, sentences}: Speech) {
  const say = speak(words, sentences);
  const scoped = report.requirements.filter(({inScope}) => inScope);
  const detailed = report.cases.filter(({verdict}) => DETAILED.includes(verdict));
  return {
    language,
    t: words,
    title: `${say('title')}${say('labels.colon')} ${[report.target.product, ...knownOf([report.target.version])].join(' ')}`,
    verdict: verdictOf(report, say),
    original: say('original'),
    warnings: warningsOf(report, say),
    leftovers: report.run.leftovers.map((codeCommand) => ({codeCommand})),
    hasLeftovers: report.run.leftovers.length > 0,
    kept: (report.run.kept ?? []).map(({look, why}) => ({codeCommand: look, why: say(`keptWhy.${why}`)})),
    hasKept: (report.run.kept ?? []).length > 0,
    numbers: numbersOf(report, say),
    counts: countsOf(report.cases, say),
    target: targetOf(report, say),
    mims: mimsOf(scoped, report, say),
    outOfScope: outOfScope(report, say),
    hasOutOfScope: report.requirements.some(({inScope}) => !inScope),
    details: [...detailed].sort(byOutcome).map((one) => detailOf(one, say)),
    hasDetails: detailed.length > 0,
    tooSoon: report.run.tooSoon === undefined ? '' : say('tooSoon', {count: report.run.tooSoon}),
    notTested: notTestedOf(report, scoped, say),
    hasNotTested: scoped.some(isOpen) || report.cases.some(({verdict}) => isLeftOut(verdict)),
    cases: report.cases.map((one) => caseRow(one, say)),
    how: howOf(report, say, language),
  };
}

/** What `reportContext` gives: the shape that templates rely on. */
export type ReportContext = ReturnType<typeof reportContext>;

function verdictOf({profile, mandatory, target, requirements}: Report, say: Say) {
  const gates = gatesIn(requirements);
  const count = (outcomes: readonly Outcome[]): number => gates.filter(({verdict}) => outcomes.includes(verdict)).length;
  const product = [target.product, ...knownOf([target.version])].join(' ');
  const [vendor] = knownOf([target.vendor]);
  const values = {
    subject: vendor === undefined ? product : say('subject', {product, vendor}), applicable: mandatory.applicable, count: mandatory.applicable, failed: count(['failed']),
    met: profile.verdict === 'undecided' ? say('verdictPart.met', {count: mandatory.met, applicable: mandatory.applicable}) : mandatory.met,
    declared: say('verdictPart.declared', {count: count(['attested'])}), open: say('verdictPart.open', {count: count(OPEN)}),
  };
  const nothing = mandatory.applicable === 0;
  return {
    code: profile.verdict,
    word: say(`verdictWord.${profile.verdict}`),
    symbol: {conformant: '✓', 'conformant-as-declared': '✎', 'not-conformant': '✗', undecided: '?'}[profile.verdict],
    sentence: nothing ? say('nothingMandatory') : say(`verdict.${profile.verdict}`, values),
    meaning: say(`meaning.${profile.verdict}`),
    scope: scopeWords(profile.scope, say),
    because: profile.because.slice(0, SHOWN_REASONS).map((id) => ({id, anchor: anchorOf(id), text: say.quote(requirements.find((one) => one.id === id)?.text ?? '')})),
    hasBecause: profile.because.length > 0,
    more: profile.because.length > SHOWN_REASONS ? `+${profile.because.length - SHOWN_REASONS}` : '',
  };
}

/** The mandatory requirements that count. */
function gatesIn(requirements: readonly ReportedRequirement[]): readonly ReportedRequirement[] {
  return requirements.filter((one) => one.inScope && one.level === 'must' && !one.provisional);
}

function warningsOf({run, target}: Report, say: Say): readonly string[] {
  return [
    ...(run.ended === 'completed' ? [] : [say(`incomplete.${run.ended ?? 'null'}`)]),
    ...(target.tlsVerified ? [] : [say('tlsUnverified')]),
    ...(run.readOnly ? [say('readOnly')] : []),
    ...(run.settleMs === undefined ? [] : [say('settle', {ms: run.settleMs})]),
  ];
}

function numbersOf({mandatory, recommended, coverage, assurance, requirements}: Report, say: Say) {
  const declared = gatesIn(requirements).filter(({verdict}) => verdict === 'attested').length;
  const exact = recommended.low === recommended.high;
  return [
    {label: say('numbers.mandatory'), value: say(declared === 0 ? 'numbers.mandatoryValue' : 'numbers.mandatoryDeclared', {...mandatory, count: declared})},
    {label: say('numbers.recommended'), value: say(exact ? 'numbers.recommendedExact' : 'numbers.recommendedValue', recommended)},
    {label: say('numbers.coverage'), value: say('numbers.coverageValue', {...coverage, count: coverage.automated})},
    {label: say('numbers.assurance'), value: say('numbers.assuranceValue', {level: assurance, title: say(`assuranceTitle.${assurance}`)})},
  ];
}

function targetOf({target, run}: Report, say: Say) {
  return {
    product: [target.product, ...knownOf([target.version])].join(' '),
    by: [...knownOf([target.vendor]), run.started.slice(0, 16).replace('T', ' ').concat(' UTC')].join(' · '),
    endpoints: target.endpoints.map(({title, url, version, without}) => ({
      title: say.quote(title), url, version: version ?? say('labels.newest'), without: without.length === 0 ? own(say('labels.none')) : say.quote(without.map((one) => one.title).join('; ')),
    })),
  };
}

function howOf({tool, run}: Report, say: Say, language: string) {
  const number = (value: number, digits: number): string => new Intl.NumberFormat(language, {minimumFractionDigits: digits, maximumFractionDigits: digits}).format(value);
  return {
    rows: [
      {label: say('labels.tool'), value: `${tool.name} ${tool.version}`},
      {label: say('labels.run'), value: run.id},
      {label: say('labels.seed'), value: run.seed},
      {label: say('labels.plan'), value: run.planDigest},
      {label: say('labels.exchanges'), value: run.exchanges === null ? '?' : number(run.exchanges, 0)},
      {label: say('labels.took'), value: run.tookMs === null ? '?' : say('labels.seconds', {count: number(run.tookMs / 1000, 1)})},
    ],
    recompute: say('labels.recompute', {command: 'mimcheck judge DIR'}),
  };
}
