import {requestStep} from '../../run/plans.ts';
import {undecided} from '../behaviour.ts';
import type {Behaviour} from '../behaviour.ts';
import {answer, raw} from '../wire.ts';

const EQUAL = requestStep('GET /', {expect: {'jsonld-equals': {document: {'@id': 'urn:a', '@context': {}}}}});
const TYPE = ['Content-Type: application/ld+json'];
const unknown = undecided('jsonld-context-unknown');
const document = (body: (origin: string) => unknown) => raw((socket, _, origin) => { socket.write(answer(JSON.stringify(body(origin)), TYPE)); });

export const behaviours: readonly Behaviour[] = [
  {title: 'answers with a context that is the answer itself', start: document((origin) => ({'@context': `${origin}/`, '@id': 'urn:a'})), steps: [EQUAL], recorded: {kind: 'answer'}, verdict: unknown},
  {title: 'answers with a context of another host', start: document(() => ({'@context': ['http://169.254.169.254/c'], '@id': 'urn:a'})), steps: [EQUAL], recorded: {kind: 'answer'}, verdict: unknown},
  {
    title: 'hides the context of another host further inside',
    start: document(() => ({'@context': {p: {'@id': 'http://p.example/', '@context': 'file:///etc/passwd'}}, '@id': 'urn:a', p: {'@id': 'urn:b'}})),
    steps: [EQUAL],
    recorded: {kind: 'answer'},
    verdict: unknown,
  },
  {
    title: 'imports the context of another host',
    start: document(() => ({'@context': {'@version': 1.1, '@import': 'http://169.254.169.254/c'}, '@id': 'urn:a'})),
    steps: [EQUAL],
    recorded: {kind: 'answer'},
    verdict: unknown,
  },
  {
    title: 'defines the terms of its context by each other',
    start: document(() => ({'@context': {a: 'b:x', b: 'a:y'}, '@id': 'urn:a', a: 1})),
    steps: [EQUAL],
    recorded: {kind: 'answer'},
    verdict: {outcome: 'failed', findings: [{code: 'jsonld-invalid'}]},
  },
];
