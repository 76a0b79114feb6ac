import {expect, it} from 'vitest';
import {withDefaults} from '../../src/run/default-headers.ts';

it('a request says who sends it and that any representation will do', () => {
  expect(withDefaults([['Tenant', 't']], 'm/1')).toEqual([['User-Agent', 'm/1'], ['Accept', '*/*'], ['Tenant', 't']]);
});

it('what the target says takes the place of both, in whichever letter case', () => {
  expect(withDefaults([['user-agent', 'u'], ['ACCEPT', 'text/csv']], 'm/1')).toEqual([['user-agent', 'u'], ['ACCEPT', 'text/csv']]);
});
