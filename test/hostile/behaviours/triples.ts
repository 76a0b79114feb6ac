import {requestStep} from '../../run/plans.ts';
import {undecided} from '../behaviour.ts';
import type {Behaviour} from '../behaviour.ts';
import {pouring, raw, saying} from '../wire.ts';

export const behaviours: readonly Behaviour[] = [
  {
    title: 'answers with RDF of a million triples',
    start: raw((socket) => {
      let count = 0;
      socket.write('HTTP/1.1 200 OK\r\nContent-Type: text/turtle\r\nConnection: close\r\n\r\n');
      pouring(socket, () => {
        count += 100;
        if (count >= 1_000_000) socket.end();
        return `<urn:s:${count}> <urn:p> <urn:o:${count}> .\n`.repeat(100);
      });
    }),
    steps: [requestStep('GET /', {expect: {text: {$contains: 'urn:p'}}})],
    recorded: {kind: 'answer', facts: ['body-over-cap']},
    verdict: undecided('body-over-cap'),
  },
  {
    title: 'answers with JSON-LD of 60,000 things',
    start: saying(JSON.stringify(Array.from({length: 60_000}, (_, i) => ({'@id': `urn:${i}`, 'http://p.example/': i}))), ['Content-Type: application/ld+json']),
    steps: [requestStep('GET /', {expect: {'jsonld-equals': {document: {'@id': 'urn:a', '@context': {}}}}})],
    recorded: {kind: 'answer', facts: []},
    verdict: undecided('body-over-cap'),
  },
];
