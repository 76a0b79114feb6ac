import {requestStep} from '../../run/plans.ts';
import {failed, silence, undecided} from '../behaviour.ts';
import type {Behaviour} from '../behaviour.ts';
import {saying} from '../wire.ts';

const NEXT = requestStep('GET /', {expect: {links: {next: {href: {$any: true}}}}});
const field = (value: string): readonly string[] => ['Content-Type: application/json', `Link: ${value}`];

export const behaviours: readonly Behaviour[] = [
  {title: 'sends a Link header of a megabyte', start: saying('{}', field('<a>, '.repeat(200_000))), steps: [NEXT], recorded: silence('header-cap'), verdict: undecided('no-answer', 'silence')},
  {title: 'opens 60,000 links and closes none', start: saying('{}', field('<'.repeat(60_000))), steps: [NEXT], recorded: {kind: 'answer'}, verdict: failed('link-missing')},
  {title: 'gives a link parameters that never end', start: saying('{}', field(`<a>${';a="'.repeat(15_000)}`)), steps: [NEXT], recorded: {kind: 'answer'}, verdict: failed('link-missing')},
];
