import {expect, it} from 'vitest';
import {counted} from '../src/how-many.ts';

it('one is one case, all other numbers are cases', () => {
  expect([0, 1, 2].map((count) => counted(count, 'case'))).toEqual(['0 cases', '1 case', '2 cases']);
});
