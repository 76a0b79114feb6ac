// What verifying came to, in plain words: the answer first, then what it rests on.

import type {Check, Verification} from '../src/evidence/check.ts';
import {scopeWords} from '../reports/scope.ts';
import type {Words} from '../reports/words.ts';
import {speak} from '../reports/words.ts';
import {harmless} from './console.ts';
import type {Terminal} from './console.ts';

const ORDER: readonly Check['status'][] = ['altered', 'unknown', 'ok', 'note'];

/** The verification as text; what was altered comes before the rest. */
export function verificationText({answer, about, assurance, checks}: Verification, words: Words, {colours}: Terminal): string {
  const say = speak(words);
  const colour = {genuine: colours.green, altered: colours.red, 'cannot-tell': colours.yellow}[answer];
  const headline = about === null ? '' : say('about', {product: about.product, version: about.version, vendor: about.vendor, started: about.started.slice(0, 10)});
  const {overall, tested, declared} = assurance;
  const both = tested === null || declared === null ? '' : ` ${say('both', {tested, declared})}`;
  const text = [
    say(answer === 'genuine' && about === null ? 'explain.genuine-part' : `explain.${answer}`),
    ...(about === null ? [] : ['', say(about.mandatory.declared === 0 ? 'result' : 'resultDeclared', {verdict: say(`verdict.${about.profile.verdict}`), ...about.mandatory, count: about.mandatory.declared, title: scopeWords(about.profile.scope, say)})]),
    ...(answer === 'altered' || about === null ? [] : [`${say('assurance', {level: overall, meaning: say(`level.${overall}`)})}${both}`]),
    '',
    say('checks'),
    ...ORDER.flatMap((status) => checks.filter((one) => one.status === status)).map(({status, code, values}) => `  ${say(`status.${status}`).padEnd(4)}  ${say(`check.${code}`, readable(values, words))}`),
  ];
  return `${colour(colours.bold(say(`answer.${answer}`)))}${harmless(headline)}\n${harmless(text.join('\n'))}`;
}

/** Values that have words of their own, by the name of the value. */
const NAMED: ReadonlySet<string> = new Set(['role', 'ended', 'verdict']);

/** Moments, roles and the like as people read them. */
function readable(values: Check['values'], words: Words): Check['values'] {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => {
    if (typeof value !== 'string') return [name, value];
    const own = NAMED.has(name) ? words[name] : undefined;
    const word = typeof own === 'object' && Object.hasOwn(own, value) ? own[value] : undefined;
    return [name, typeof word === 'string' ? word : value.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d).*Z$/, '$1 $2 UTC')];
  }));
}
