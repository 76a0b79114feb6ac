// mimcheck evidence: the open questions of a plan as a file to be filled in; and the buyer's review of what was declared.

import {existsSync} from 'node:fs';
import {basename, dirname, join, resolve} from 'node:path';
import {inputError} from '../../src/error.ts';
import {attested} from '../../src/evidence/attestations.ts';
import type {Review} from '../../src/evidence/review.ts';
import {counted} from '../../src/how-many.ts';
import type {Declaration, Level, Plan, Release, Route, Target} from '../../src/model.ts';
import {RELEASES} from '../../src/model.ts';
import {nearest} from '../../src/nearest.ts';
import {reviewSchema} from '../../src/suite/format/review.ts';
import {readYamlAs} from '../../src/suite/read-yaml-as.ts';
import {render} from '../../reports/render.ts';
import {JOURNAL, read, writeBundle} from '../bundle.ts';
import {eachLine} from '../../src/journal/lines.ts';
import {openTerminal} from '../console.ts';
import {writeFiles} from '../files.ts';
import {loadLibrary} from '../library.ts';
import {planOf} from '../line.ts';
import {TEMPLATES} from '../root.ts';
import {mimsOf, releasesOf} from '../selection.ts';
import {targetOf} from '../target.ts';
import {keyOf, wholeBundle} from './sign.ts';

export interface TemplateArguments {
  readonly target: string;
  readonly release?: readonly string[] | undefined;
  readonly mim?: readonly string[] | undefined;
  readonly out?: string | undefined;
}

/** Writes evidence.yaml beside a target: every question of its plan that no endpoint answers and nobody has answered yet. */
export async function evidenceTemplate({target: file, release, mim, out}: TemplateArguments): Promise<number> {
  const terminal = openTerminal(false);
  const library = await loadLibrary();
  const target = await targetOf({target: file}, library);
  const releases: readonly Release[] = release === undefined ? RELEASES.slice(0, 1) : releasesOf(release);
  const plan = planOf({library, target, seed: 'template', selection: {releases, mims: mim === undefined ? null : mimsOf(mim), suites: null, cases: null, readOnly: false}});
  const questions = openQuestions(plan, target);
  const path = resolve(out ?? join(dirname(file), 'evidence.yaml'));
  if (existsSync(path)) throw inputError(path, 'is there already', `name another with --out and take over what is missing: ${questions.map(({id}) => id).slice(0, 8).join(', ')}${questions.length > 8 ? ' …' : ''}`);
  const text = await render({folder: join(TEMPLATES, 'target'), template: 'evidence.yaml.hbs', escape: false}, {none: questions.length === 0, questions});
  writeFiles(dirname(path), new Map([[basename(path), text]]), null);
  terminal.print(`${path} holds ${counted(questions.length, 'question')} that no endpoint answers. Fill in what you can show, and take away the rest: what is missing counts as untested.`);
  return 0;
}

interface Question {
  readonly id: string;
  readonly level: string;
  readonly lines: readonly string[];
}

/** Of requirements in scope that no claimed endpoint can show, and of cases that ask; without those that are declared already. */
function openQuestions({requirements, cases}: Plan, {endpoints, declarations}: Target): readonly Question[] {
  const declared = (id: string): Declaration | undefined => declarations[id];
  // Tests on a claimed endpoint suffice, unless they cannot see all of it.
  const suffices = (route: Route): boolean => route.kind === 'cases' && route.besides === undefined && endpoints[route.mechanism] !== undefined;
  const questionsOf = (routes: readonly Route[]): readonly string[] => routes.flatMap((route) => {
    if (route.kind === 'cases') return route.besides === undefined || endpoints[route.mechanism] === undefined ? [] : [route.besides];
    return 'question' in route ? [route.question] : [];
  });
  const asked = requirements.filter(({inScope, id, routes}) => inScope && declared(id) === undefined && !routes.some(suffices) && questionsOf(routes).length > 0);
  const asking = cases.filter(({id, steps}) => declared(id) === undefined && steps.some(({kind}) => kind === 'ask'));
  return [
    ...asked.map(({id, level, text, routes}) => ({id, level: LEVEL[level], lines: linesOf([text, ...questionsOf(routes)])})),
    ...asking.map(({id, level, title, steps}) => ({id, level: LEVEL[level], lines: linesOf([title, ...steps.flatMap((step) => (step.kind === 'ask' ? [step.question] : []))])})),
  ];
}

const LEVEL: Readonly<Record<Level, string>> = {must: 'Mandatory', should: 'Recommended', may: 'Optional'};

/** A line each, none twice: a requirement may be shown in several ways that ask the same. */
function linesOf(texts: readonly string[]): readonly string[] {
  return [...new Set(texts.map((text) => text.replaceAll(/\s+/g, ' ').trim()))];
}

export interface ReviewArguments {
  readonly bundle: string;
  readonly file: string;
  readonly key: string;
}

/** Signs a buyer's review into a bundle, over what is declared and never instead of it. */
export async function evidenceReview({bundle, file, key: keyFile}: ReviewArguments): Promise<number> {
  const key = await keyOf(keyFile, 'buyer');
  const files = await wholeBundle(bundle);
  const document = await readYamlAs(reviewSchema, read(file), file);
  // The schema vouches for the shape.
  const raw = document.value as unknown as {readonly 'reviewed-by': string; readonly reviews: Readonly<Record<string, {readonly accepted: boolean; readonly reason: string}>>};
  const ids = declaredIn(files, bundle);
  const reviews = Object.entries(raw.reviews).map(([requirement, {accepted, reason}]): Review => {
    if (!ids.includes(requirement)) throw inputError(document.keyPlaceOf(`/reviews/${requirement}`), `nothing is declared for '${requirement}' in ${bundle}`, nearest(requirement, ids));
    return {requirement, accepted, reason, by: raw['reviewed-by']};
  });
  const path = resolve(bundle);
  writeBundle(dirname(path), basename(path), attested(files, {kind: 'review', key, at: new Date().toISOString(), content: {reviews: reviews.map((one) => ({...one}))}}));
  openTerminal(false).print(`${counted(reviews.length, 'review')} of ${counted(ids.length, 'declaration')} ${reviews.length === 1 ? 'is' : 'are'} signed in ${bundle} by ${key.name}.`);
  return 0;
}

/** Ids of what is declared in a bundle. */
function declaredIn(files: ReadonlyMap<string, Uint8Array>, file: string): readonly string[] {
  for (const line of eachLine([files.get(JOURNAL) ?? new Uint8Array()], file)) if (line.kind === 'header') return Object.keys(line.target.declarations);
  throw new Error('a journal begins with its header');
}
