import {requestStep} from '../../run/plans.ts';
import {failed} from '../behaviour.ts';
import type {Behaviour} from '../behaviour.ts';
import {saying} from '../wire.ts';

/** Whatever a browser, a template, a terminal, Markdown, XML or a shell could take for an order. */
export const ORDERS = [
  '<script>document.title="owned"</script><img src="http://169.254.169.254/x" onerror="alert(1)"><svg onload=alert(2)>', '{{constructor.constructor "return process"}} {{{html}}} {{#each this}}',
  '\u001b[2J\u001b]0;owned\u0007\u001b]8;;http://169.254.169.254/\u0007link\u001b]8;;\u0007 \u009b31m \u202e\u2066\u200f\u061c', '```\n# owned\n[x](javascript:alert(3)) ![y](http://169.254.169.254/y)', ']]></failure><x>&xxe;', "'; $(id) `id` \"",
].join(' ');

export const behaviours: readonly Behaviour[] = [
  {
    title: 'answers with orders to whoever reads them, in a text',
    start: saying(JSON.stringify({a: ORDERS})),
    recorded: {kind: 'answer', facts: []},
    verdict: failed('type-unexpected'),
  },
  {
    title: 'answers with orders to whoever reads them, in the names of members',
    start: saying(JSON.stringify({[ORDERS]: ORDERS})),
    steps: [requestStep('GET /', {expect: {exactly: {}}})],
    recorded: {kind: 'answer', facts: []},
    verdict: failed('member-extra'),
  },
  {
    title: 'answers with a page full of orders',
    start: saying(ORDERS, ['Content-Type: text/html']),
    recorded: {kind: 'answer', body: ORDERS},
    verdict: failed('body-not-json'),
  },
  {
    title: 'names a place full of markup',
    start: saying('', ['Location: "><script>alert(1)</script>', 'X-Note: {{constructor}} </td><script>alert(1)</script>'], '201 Created'),
    steps: [requestStep('POST /', {expect: {status: 201, headers: {Location: '/things/1'}}})],
    recorded: {kind: 'answer', status: 201},
    verdict: failed('header-unexpected'),
  },
];
