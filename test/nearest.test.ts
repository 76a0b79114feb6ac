import {expect, test} from 'vitest';
import {nearest} from '../src/nearest.ts';

test.each([
  ['endpoint', ['endpoints', 'auth'], "did you mean 'endpoints'?"],
  ['ngsi', ['ngsi-ld', 'http'], "did you mean 'ngsi-ld'?"],
  ['X-1', ['X-01', 'Y-99'], "did you mean 'X-01'?"],
  ['zzz', ['a', 'b'], 'known are a, b'],
  ['zzz', Array.from({length: 30}, (_, i) => `word${i}`), 'mimcheck list shows what there is'],
])('%s: %j', (word, known, remedy) => expect(nearest(word, known)).toBe(remedy));
