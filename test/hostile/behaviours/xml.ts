import {requestStep} from '../../run/plans.ts';
import {failed, undecided} from '../behaviour.ts';
import type {Behaviour} from '../behaviour.ts';
import {saying} from '../wire.ts';

const READ = requestStep('GET /', {expect: {xml: {a: '1'}}});
const TYPE = ['Content-Type: application/xml'];
const laughs = Array.from({length: 9}, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('');

export const behaviours: readonly Behaviour[] = [
  {title: 'names a file as an entity', start: saying('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', TYPE), steps: [READ], recorded: {kind: 'answer'}, verdict: failed('body-not-xml')},
  {title: 'names another host as an entity', start: saying('<!DOCTYPE a SYSTEM "http://169.254.169.254/a.dtd"><a>1</a>', TYPE), steps: [READ], recorded: {kind: 'answer'}, verdict: failed('body-not-xml')},
  {title: 'laughs a billion times', start: saying(`<!DOCTYPE a [<!ENTITY l0 "ha">${laughs}]><a>&l9;</a>`, TYPE), steps: [READ], recorded: {kind: 'answer'}, verdict: failed('body-not-xml')},
  {title: 'nests its XML 100,000 deep', start: saying('<a>'.repeat(100_000) + '</a>'.repeat(100_000), TYPE), steps: [READ], recorded: {kind: 'answer'}, verdict: undecided('body-not-xml')},
  {title: 'names an element __proto__', start: saying('<a><__proto__><b>1</b></__proto__></a>', TYPE), steps: [READ], recorded: {kind: 'answer'}, verdict: undecided('body-not-xml')},
];
