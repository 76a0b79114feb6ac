// Rules on requirements: need, proof, testability.

import type {ClauseRequirement} from '../clause-set.ts';
import {isOpen} from '../words.ts';
import {pointerOf} from './citations.ts';
import type {LintContext, Remark, Rule} from './rule.ts';

/** A remark for each requirement of which something holds. */
function* each({set, tender}: LintContext, holds: (one: ClauseRequirement) => Omit<Remark, 'pointer'> | null): Generator<Remark> {
  for (const one of set.requirements) {
    const found = holds(one);
    if (found !== null) yield {pointer: pointerOf(tender, one.id), ...found};
  }
}

const isGate = ({use}: ClauseRequirement): boolean => use === 'gate';

export const unproven: Rule = {
  id: 'L003', title: 'A gate without proof', severity: 'error',
  explanation: 'A minimum requirement decides who is excluded; it must be possible to verify it effectively (article 67(4) for criteria, 56(1) for the tender as a whole). A tick in a box verifies nothing.',
  check: (context) => each(context, (one) => (isGate(one) && one.evidence.every(({type, attestation}) => type === 'declaration' && attestation === 'assertion')
    ? {message: `the gate ${one.id} is proved by a bare assertion only`, remedy: 'add harness-run, technical-dossier, inspection or demonstration under evidence'} : null)),
};

export const needless: Rule = {
  id: 'L004', title: 'A requirement without a need', severity: 'error',
  explanation: 'A requirement must be linked to the subject-matter (article 42(1)). The reason is printed, and it is the first thing that is read when the tender is contested.',
  check: (context) => each(context, (one) => (isOpen(one.need) ? {message: `${one.id} does not say why it is needed`, remedy: 'say it under why', ...(isGate(one) ? {} : {severity: 'warning' as const})} : null)),
};

export const disproportionate: Rule = {
  id: 'L029', title: 'A gate without a note on proportionality', severity: 'error',
  explanation: 'A gate excludes; the buyer has to be able to say why no less would do (articles 18(1) and 42(1)).',
  check: (context) => each(context, (one) => (isGate(one) && isOpen(one.proportionality) ? {message: `the gate ${one.id} does not say why no less would do`, remedy: 'say it under proportionality'} : null)),
};

export const equivalentBody: Rule = {
  id: 'L009', title: "A third party's report as the only proof", severity: 'error',
  explanation: 'Where a report of a body is asked for, those of equivalent bodies and other appropriate means must be accepted if the tenderer has no access to it (article 44(1) and (2)). No accredited scheme for MIMs exists today.',
  check: (context) => each(context, (one) => (one.use !== 'information' && one.evidence.every(({attestation}) => attestation === 'accredited' || attestation === 'third-party')
    ? {message: `${one.id} can be proved by an independent or accredited body only`, remedy: 'add technical-dossier under evidence'} : null)),
};

export const untested: Rule = {
  id: 'L011', title: 'A test that does not exist', severity: 'error',
  explanation: 'A test run is named as proof, and the catalogue that is installed holds no case for it, or no fingerprint of its suite. Nobody could provide such a proof.',
  *check(context) {
    yield* each(context, (one) => {
      const tested = one.routes.filter((route) => route.kind === 'tested');
      if (tested.some(({cases}) => cases === 0)) return {message: `a way to meet ${one.id} names cases that the installed suites do not hold`, remedy: 'install the suites that belong to this version'};
      return tested.length === 0 && one.evidence.some(({type}) => type === 'harness-run') ? {message: `${one.id} asks for a test run, and there is no test for it yet`, remedy: 'take harness-run away under evidence'} : null;
    });
    for (const {id, digest} of context.set.test.suites) {
      if (!/^sha256:[0-9a-f]{64}$/.test(digest)) yield {pointer: '/profile', message: `the suite ${id} has no fingerprint`, remedy: 'install mimcheck again'};
    }
  },
};

export const onlyOneWay: Rule = {
  id: 'L023', title: 'One way only', severity: 'error',
  explanation: 'If a standard is the only way, and nothing says what an equivalent solution has to show, "or equivalent" is empty. Outcomes are the yardstick.',
  check: (context) => each(context, (one) => {
    const direct = new Set(one.routes.flatMap((route) => ('mechanism' in route ? [route.mechanism] : [])));
    if (direct.size !== 1) return null;
    if (!one.routes.some(({kind}) => kind === 'equivalent')) return {message: `${one.id} can be met in one way only, and not by equivalence`, remedy: 'admit equivalence'};
    return one.outcomes.length === 1 && one.outcomes[0] === one.text ? {message: `${one.id} names one mechanism, and no outcome by which an equivalent one could be measured`, remedy: 'describe the outcomes in the catalogue, or make it a requirement for information', severity: 'warning'} : null;
  }),
};

export const untestable: Rule = {
  id: 'L025', title: 'A clause that nobody can test', severity: 'error',
  explanation: 'What can be neither tested nor inspected nor declared cannot decide on an award.',
  *check(context) {
    const reasons = new Map(context.library.requirements.map(({id, untestable: reason}) => [id, reason]));
    yield* each(context, (one) => {
      if (one.use === 'information') return null;
      if (reasons.get(one.id) !== undefined) return {message: `nobody can test ${one.id}: ${reasons.get(one.id)}`, remedy: 'ask for it for information, or leave it out'};
      return one.routes.every(({kind}) => kind === 'planned' || kind === 'equivalent') ? {message: `there is no test yet for any way to meet ${one.id}`, remedy: 'rely on dossier, inspection or demonstration, which the clause names, or ask for it for information', severity: 'warning'} : null;
    });
  },
};

export const ownChoice: Rule = {
  id: 'L026', title: 'A gate where the MIM only recommends', severity: 'error',
  explanation: "The buyer may demand what a MIM only recommends, as its own declared choice. It must then say why, because nobody else's text does.",
  check: (context) => each(context, (one) => (one.ownChoice && (isOpen(one.need) || isOpen(one.proportionality))
    ? {message: `${one.id} is a gate although the MIM says "${one.keyword}", and the reason is missing`, remedy: 'say why and proportionality, or make it scored'} : null)),
};

export const provisionalGate: Rule = {
  id: 'L028', title: 'A provisional requirement as a gate', severity: 'error',
  explanation: "OASC has published no such requirement: the wording is the project's own and may change. Nobody should be excluded by it.",
  check: (context) => each(context, (one) => (isGate(one) && one.provisional ? {message: `the gate ${one.id} is provisional`, remedy: 'make it scored or for information'} : null)),
};

export const tooLate: Rule = {
  id: 'L032', title: 'A gate that cannot be decided', severity: 'error',
  explanation: 'A gate decides on the award, so it must be met, or promised for acceptance, at a time that the clause names. What is owed only during operation or at the end is a condition of the contract. When a minimum requirement must be met is a matter of real disputes.',
  check: (context) => each(context, (one) => (isGate(one) && one.appliesAt.every((phase) => phase === 'operation' || phase === 'exit')
    ? {message: `the gate ${one.id} is to be met ${one.appliesAt.join(' and ')} only`, remedy: 'add tender, award or acceptance under applies-at, or make it a condition of the contract'} : null)),
};

export const oldEvidence: Rule = {
  id: 'L022', title: 'Proof older than its suite', severity: 'error',
  explanation: 'A report that is accepted for longer than its suite is supported can no longer be repeated.',
  *check(context) {
    const longest = context.words['suite-support-days'];
    yield* each(context, (one) => {
      const age = Math.max(0, ...one.evidence.map(({maxAgeDays}) => maxAgeDays ?? 0));
      return age > longest ? {message: `${one.id} accepts proof of ${age} days, and suites are supported for ${longest}`, remedy: `ask for at most ${longest} days`} : null;
    });
    const days = daysOf(context.tender.parameters['report-age'] ?? context.tenders.parameters['report-age']?.default);
    if (days > longest) yield {pointer: '/parameters/report-age', message: `test reports of ${days} days are accepted, and suites are supported for ${longest}`, remedy: `ask for at most ${longest} days`};
  },
};

const DAYS: Readonly<Record<string, number>> = {hour: 1 / 24, day: 1, week: 7, month: 30, year: 365};

/** Days of a duration, such as `2 months`; 0 where it is none. */
export function daysOf(duration: string | number | undefined): number {
  const [, count, unit] = /^(\d+) (hour|day|week|month|year)s?$/.exec(String(duration ?? '')) ?? [];
  return Number(count ?? 0) * (DAYS[unit ?? ''] ?? 0);
}
