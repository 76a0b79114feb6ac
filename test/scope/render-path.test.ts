import {expect, test} from 'vitest';
import {select} from '../../src/check/json-path.ts';
import {renderPath} from '../../src/scope/render-path.ts';

test.each([
  ['a number', '$[?@.a < {{ v }}]', 5, '$[?@.a < 5]'],
  ['a text outside quotes', '$[?@.a == {{ v }}]', 'x', '$[?@.a == "x"]'],
  ['a text inside double quotes', '$["{{ v }}"]', 'a"b\\c', '$["a\\"b\\\\c"]'],
  ['a text inside single quotes', "$['{{ v }}']", `a'b"c`, `$['a\\'b"c']`],
  ['a quote that is closed before', "$['x'][?@ == {{ v }}]", 'y', `$['x'][?@ == "y"]`],
  ['members after a dot', '$.{{ v }}[0]', 'result.records', '$["result"]["records"][0]'],
  ['members after a dot that would be more', '$.{{ v }}', '*..x', '$["*"]["x"]'],
  ['no member after a dot', '$.{{ v }}', '', '$'],
  ['an object, as text', '$[?@ == {{ v }}]', {a: 1}, '$[?@ == "{\\"a\\":1}"]'],
])('%s', (_, path, v, rendered) => expect(renderPath(path, {v})).toBe(rendered));

test('a row may name a part of the path', () => expect(renderPath('$.{{ row.p }}', {'row.p': 'a.b[0]'})).toBe('$.a.b[0]'));

test('what a platform answers cannot change what a path selects', () => {
  const evil = `x"] , $..* , $["y`;
  expect(select(renderPath('$["{{ v }}"]', {v: evil}), {x: 1, y: 2, [evil]: 3})).toMatchObject([{value: 3}]);
});

test('a text where a number was meant selects nothing, and breaks nothing', () => {
  expect(select(renderPath('$[?@ <= {{ v }}]', {v: 'mutant'}), [1, 2])).toEqual([]);
});
