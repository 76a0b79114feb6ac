import {expect, test} from 'vitest';
import {harmless} from '../../bin/console.ts';

test('what a terminal would obey is printed as its number; letters of every script stay', () => {
  expect(harmless('a\u001b[31m\u202e\r\n\tשלום مرحبا\u200f')).toBe('a[U+001B][31m[U+202E][U+000D]\n\tשלום مرحبا[U+200F]');
});
