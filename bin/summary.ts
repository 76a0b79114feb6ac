// The one summary a run prints: the sentence first, then requirements by MIM, then what is not right.

import {attestedIn} from '../src/evidence/assurance.ts';
import type {Journal, Outcome, Score, Verdict} from '../src/model.ts';
import {knownOf} from '../src/model.ts';
import {counted} from '../src/how-many.ts';
import {tooSoon} from '../reports/too-soon.ts';
import {coloured as colour, harmless, table} from './console.ts';
import type {Terminal} from './console.ts';

export interface Judged {
  readonly journal: Journal;
  readonly verdicts: readonly Verdict[];
  readonly score: Score;
}

const HEADLINE: Readonly<Record<Score['profile']['verdict'], string>> = {
  conformant: 'Conformant', 'conformant-as-declared': 'Conformant as declared', 'not-conformant': 'Not conformant', undecided: 'Undecided',
};
const SHOWN: readonly Outcome[] = ['passed', 'attested', 'warning', 'failed', 'error', 'blocked', 'untested', 'not-run', 'not-applicable'];
const BAD_FIRST: readonly Outcome[] = ['failed', 'error', 'blocked', 'warning'];

/** The summary as text. */
export function summary({journal, verdicts, score}: Judged, terminal: Terminal): string {
  const {bold, dim} = terminal.colours;
  const {target} = journal.header;
  return [
    '',
    `${bold(HEADLINE[score.profile.verdict])}: ${harmless([target.product, ...knownOf([target.version])].join(' '))}`,
    `mandatory requirements met ${score.mandatory.met} of ${score.mandatory.applicable}${onlyDeclared(journal, score)} · recommended ${range(score)} of ${score.recommended.applicable} · judged by testing ${score.coverage.judged} of ${score.coverage.requirements}`,
    ...(journal.footer === null ? [terminal.colours.yellow('The recording breaks off: the run was cut short.')] : []),
    '',
    requirementTable(journal, score),
    '',
    `cases: ${SHOWN.filter((one) => score.cases[one] > 0).map((one) => colour(one, `${score.cases[one]} ${one}`, terminal)).join(' · ') || 'none'}`,
    ...worst(journal, verdicts, terminal),
    ...hint(tooSoon(journal, verdicts), terminal),
    ...(journal.footer?.leftovers.length ? [dim(`${counted(journal.footer.leftovers.length, 'thing')} could not be removed from the platform; the report says how.`)] : []),
  ].join('\n');
}

/** What may be no fault at all, as no clause says how soon a write must show. */
function hint(cases: number, terminal: Terminal): readonly string[] {
  if (cases === 0) return [];
  return ['', terminal.colours.yellow(`In ${cases} of these the platform answered 404 less than a second after it had accepted a write. If it needs a moment until what is written shows, say how long in the target file, as limits: { settle: 500ms }, and run again.`)];
}

/** How many of what is met rest on a word only. */
function onlyDeclared({requirements}: Journal, score: Score): string {
  const declared = attestedIn(requirements, score).length;
  return declared === 0 ? '' : ` (${declared} only declared)`;
}

function range({recommended: {low, high}}: Score): string {
  return low === high ? String(low) : `${low}–${high}`;
}

function requirementTable({requirements}: Journal, score: Score): string {
  const groups = new Map<string, Map<Outcome, number>>();
  requirements.forEach(({inScope, mim, mimTitle, release}, i) => {
    if (!inScope) return;
    const key = `MIM${mim} ${mimTitle}\u0000${release}`;
    const counts = groups.get(key) ?? new Map<Outcome, number>();
    const outcome = score.requirements[i]?.outcome ?? 'untested';
    groups.set(key, counts.set(outcome, (counts.get(outcome) ?? 0) + 1));
  });
  const columns = SHOWN.filter((outcome) => [...groups.values()].some((counts) => counts.has(outcome)));
  const rows = [...groups].map(([key, counts]) => [...key.split('\u0000'), ...columns.map((outcome) => String(counts.get(outcome) ?? '·'))]);
  return table([['requirements', 'release', ...columns], ...rows]);
}

function worst({cases}: Journal, verdicts: readonly Verdict[], terminal: Terminal): readonly string[] {
  const titles = new Map(cases.map(({id, title}) => [id, title]));
  const bad = BAD_FIRST.flatMap((outcome) => verdicts.filter((verdict) => verdict.outcome === outcome));
  const shown = bad.slice(0, 25).map(({case: id, outcome}) => `  ${colour(outcome, outcome.padEnd(8), terminal)} ${harmless(`${id}  ${titles.get(id) ?? ''}`)}`);
  return [...(shown.length > 0 ? [''] : []), ...shown, ...(bad.length > shown.length ? [`  … and ${bad.length - shown.length} more, in the report`] : [])];
}
