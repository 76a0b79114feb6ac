import {expect, it} from 'vitest';
import {placeInTarget} from '../../src/target/place.ts';

it('what a target names is found in its file, or what is above it, or the file', () => {
  const text = 'auth:\n  city: { bearer: { env: X } }\nendpoints:\n  a: { headers: { X-Key: { env: Y } } }\n';
  expect(placeInTarget(text, 't.yaml', 'auth.city.bearer')).toBe('t.yaml:2:19');
  expect(placeInTarget(text, 't.yaml', 'endpoints.a.headers.X-Key')).toBe('t.yaml:4:26');
  expect(placeInTarget(text, 't.yaml', 'auth.city.other')).toBe('t.yaml:2:9');
  expect(placeInTarget('a: [', 't.yaml', 'auth.city.bearer')).toBe('t.yaml');
});
