import {describe, expect, test} from 'vitest';
import {pathProblem, select} from '../../src/check/json-path.ts';

const pointers = (path: string, value: Parameters<typeof select>[1]): readonly string[] => select(path, value).map(({pointer}) => pointer);

describe('a path', () => {
  test('selects values with their pointers, in order', () => {
    expect(select('$.a[*].b', {a: [{b: 1}, {c: 2}, {b: 3}]})).toEqual([{pointer: '/a/0/b', value: 1}, {pointer: '/a/2/b', value: 3}]);
  });

  test('that does not parse is told', () => {
    expect(pathProblem('$.a[')).not.toBeNull();
    expect(pathProblem("$[?match(@.a, 'x')]")).toBeNull();
  });
});

describe('a pattern in a path (RFC 9535, 2.4.6 and 2.4.7)', () => {
  const list = [{a: '5'}, {a: 5}, {a: null}, {a: ['5']}, {a: {b: '5'}}, {}, {a: 'x5'}];

  test('matches text as a whole, and nothing else: no number by its digits', () => {
    expect(pointers("$[?match(@.a, '5')]", list)).toEqual(['/0']);
  });

  test('is searched for in text, and in nothing else', () => {
    expect(pointers("$[?search(@.a, '5')]", list)).toEqual(['/0', '/6']);
  });

  test('is not found where something is missing, and that can be said', () => {
    expect(pointers("$[?!match(@.a, '.*')]", list)).toEqual(['/1', '/2', '/3', '/4', '/5']);
  });
});
