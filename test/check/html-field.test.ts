import {expect, it} from 'vitest';
import {htmlField} from '../../src/check/html-field.ts';

it.each([
  ['with quotation marks', '<form><input type="hidden" name="csrf" value="a b">', 'a b'],
  ['with apostrophes, in capitals, over lines', "<INPUT\n  NAME='csrf'\n  VALUE='a'\n/>", 'a'],
  ['without either', '<input name=csrf value=a/b>', 'a/b'],
  ['with a value before its name', '<input value="a" name="csrf">', 'a'],
  ['with spaces around the equals sign', '<input name = "csrf" value = "a">', 'a'],
  ['with characters written as references', '<input name="csrf" value="a&#x2B;b&#61;&amp;&quot;&unknown;">', 'a+b=&"&unknown;'],
  ['with a sign that ends no tag in its value', '<input name="csrf" value="a>b">', 'a>b'],
  ['without a value', '<input name="csrf">', ''],
  ['of which there are two, the first', '<input name="csrf" value="1"><input name="csrf" value="2">', '1'],
  ['with an attribute twice, the first', '<input name="csrf" value="1" value="2" name="x">', '1'],
  ['after what only looks like it', '<inputs name="csrf" value="no"><p name="csrf" value="no"><!-- <input name="csrf" value="no"> --><input name="csrf" value="yes">', 'yes'],
])('reads a field %s', (_, page, value) => {
  expect(htmlField(page, 'csrf')).toBe(value);
});

it.each(['', '<', '<input', '<input name="csrf', '<p>csrf</p>', '<input name="CSRF" value="a">', '<!-- <input name="csrf" value="a">', '<textarea name="csrf">a</textarea>'])('finds none in %j', (page) => {
  expect(htmlField(page, page.startsWith('<input name="csrf') ? 'other' : 'csrf')).toBeNull();
});

it('takes no longer than the page is long', () => {
  const started = performance.now();
  for (const piece of ['<input ', '<!--', '<input name="', '<input a=', '&#', '<']) expect(htmlField(piece.repeat(200_000), 'csrf')).toBeNull();
  expect(performance.now() - started).toBeLessThan(5_000);
});
