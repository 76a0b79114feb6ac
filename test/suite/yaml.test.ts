import {describe, expect, it} from 'vitest';
import {InputError} from '../../src/error.ts';
import {readYaml} from '../../src/suite/yaml.ts';

function mistakes(text: string | Uint8Array): readonly string[] {
  try {
    readYaml(text, 'f.yaml');
    return [];
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.complaints.map(({at, message}) => `${at} ${message}`);
  }
}

describe('readYaml', () => {
  it('reads YAML 1.2: yes and dates are text, numbers are numbers', () => {
    expect(readYaml('a: yes\nb: 2026-11-01\nc: 1.10\nd: 0x10\ne: ~\nf: 1.8.1\n200: x', 'f.yaml').value)
      .toEqual({a: 'yes', b: '2026-11-01', c: 1.1, d: 16, e: null, f: '1.8.1', 200: 'x'});
  });

  it('knows the place of values and keys, and how a value is written', () => {
    const document = readYaml('a: 1\nb:\n  - c/d: 1.10\n', 'f.yaml');
    expect(document.placeOf('/b/0/c~1d')).toBe('f.yaml:3:10');
    expect(document.keyPlaceOf('/b/0/c~1d')).toBe('f.yaml:3:5');
    expect(document.positionOf('/b/0')).toBe('3:5');
    expect(document.sourceOf('/b/0/c~1d')).toBe('1.10');
    expect(document.placeOf('/b/0/nothing/there')).toBe('f.yaml:3:5');
  });

  it.each([
    ['a: &x 1\nb: *x', ['f.yaml:1:7 anchors are not allowed: &x', 'f.yaml:2:4 aliases are not allowed']],
    ['a: 1\nb: {a: 1}\na: 2', [`f.yaml:3:1 the key 'a' stands at 1:1 already, in the same map`]],
    ['x: {a: 1, "a": 2, b: 3, ? b : 4}', [`f.yaml:1:11 the key 'a' stands at 1:5 already, in the same map`, `f.yaml:1:27 the key 'b' stands at 1:19 already, in the same map`]],
    ['a: !!str 1\nb: !own {}', ['f.yaml:1:10 tags are not allowed: tag:yaml.org,2002:str', 'f.yaml:2:9 tags are not allowed: !own']],
    ['<<: {a: 1}', ['f.yaml:1:1 merge keys are not allowed: <<']],
    ['a: {{ x }}', ['f.yaml:1:5 a key must be text, not a map or a list']],
    ['a: 1\n---\nb: 2', ['f.yaml:2:1 a file holds one document, so there is no second ---']],
    ['a: 12345678901234567890\nb: .inf', ['f.yaml:1:4 a number of so many digits would be rounded', 'f.yaml:2:4 is no number that JSON knows']],
  ])('refuses %j', (text, expected) => {
    expect(mistakes(text)).toEqual(expected);
  });

  it('says what to do about a key that stands twice', () => {
    expect(() => readYaml('a: 1\na: 2', 'f.yaml')).toThrow('(take one of the two away, or put what they hold under one)');
  });

  it('says where a text is no YAML', () => {
    expect(mistakes('a: [1\nb: 2').join()).toMatch(/^f\.yaml:2:1 is no YAML: /);
  });

  it('refuses what would break the parser, without breaking', () => {
    expect(mistakes('['.repeat(3000))).toEqual(['f.yaml:1:1 is nested too deeply']);
    expect(mistakes(`${'['.repeat(300)}${']'.repeat(300)}`)).toEqual(['f.yaml:1:101 is nested too deeply']);
    expect(mistakes(`${'- '.repeat(200)}a`)).toEqual(['f.yaml:1:201 is nested too deeply']);
    for (const sign of ['- ', '? ', '  ']) expect(mistakes(`${sign.repeat(9000)}a`)).toEqual(['f.yaml:1:1 is nested too deeply']);
    expect(mistakes(`a: ${'x'.repeat(30_000)}`)).toEqual(['f.yaml:1:1 is longer than 20000 characters']);
    expect(mistakes('a: b\n'.repeat(500_000))).toEqual(['f.yaml:1:1 is larger than 2 MB']);
    expect(mistakes(Uint8Array.of(0x61, 0x3a, 0x20, 0xff))).toEqual(['f.yaml:1:1 is not UTF-8']);
  });

  it('does not mind brackets in quotes', () => {
    expect(mistakes('- "["\n'.repeat(600))).toEqual([]);
  });

  it('takes a member named __proto__ as any other', () => {
    const {value} = readYaml('__proto__: {a: 1}', 'f.yaml');
    expect(Object.keys(value as object)).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });
});
