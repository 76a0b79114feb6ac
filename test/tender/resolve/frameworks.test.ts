import {describe, expect, it} from 'vitest';
import type {Framework} from '../../../src/model.ts';
import {citedFrameworks, frameworksOn} from '../../../src/tender/resolve/frameworks.ts';
import type {Speech} from '../../../src/tender/resolve/speech.ts';

const framework = (id: string, requirements: readonly string[], checkedOn: string | null = '2026-11-22'): Framework => ({
  id, title: id, kind: 'law', reference: id, url: `https://example.org/${id}`, validFrom: null, validTo: null, checkedOn, at: 'frameworks.yaml:1:1',
  bearings: [{clause: 'Article 1', requirements, how: 'It bears.', checkedOn: null}, {clause: 'Article 2', requirements, how: 'It bears.', checkedOn: null}],
});
const all = [framework('first', ['A', 'B']), framework('unread', ['A'], null), framework('second', ['B']), framework('third', ['C'])];
const speech = {say: (key: string) => `in French: ${key}`} as Speech;

describe('the frameworks that a tender cites', () => {
  it('are those that bear on its requirements, each once, named in its language', () => {
    const requirements = ['B', 'A'].map((id) => ({frameworks: frameworksOn(id, all)}));
    expect(citedFrameworks(all, requirements, speech)).toEqual([
      {id: 'first', title: 'in French: framework.first', url: 'https://example.org/first', checkedOn: '2026-11-22', validFrom: null},
      {id: 'second', title: 'in French: framework.second', url: 'https://example.org/second', checkedOn: '2026-11-22', validFrom: null},
    ]);
  });

  it('are none that nobody has looked at', () => expect(frameworksOn('A', all)).toEqual(['first']));
});
