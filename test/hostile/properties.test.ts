import {asyncProperty, assert, array, constantFrom, dictionary, jsonValue, property, string, stringMatching, uint8Array, integer, oneof, constant, tuple} from 'fast-check';
import {describe, expect, it} from 'vitest';
import {parseBody} from '../../src/check/body.ts';
import {parseLinkHeader} from '../../src/check/links.ts';
import {match, matchExactly, matches, startMatching} from '../../src/check/matcher.ts';
import {InputError} from '../../src/error.ts';
import {CHAIN_START, nextMark, withMark} from '../../src/journal/chain.ts';
import {eachLine} from '../../src/journal/lines.ts';
import {createRedactor} from '../../src/journal/redact.ts';
import {formsOf} from '../../src/journal/secret-forms.ts';
import {withoutTokens} from '../../src/journal/tokens.ts';
import type {Json} from '../../src/model.ts';
import {readYaml} from '../../src/suite/yaml.ts';

const SPOT = {where: '', option: ''};
/** JSON without words of the matcher. */
const plain = jsonValue({maxDepth: 4}).map((value) => JSON.parse(JSON.stringify(value).replaceAll('"$', '"_')) as Json);

function mismatches(matcher: typeof match, expected: Json, actual: Json): number {
  const run = startMatching(new Map(), () => undefined);
  matcher(expected, actual, SPOT, run);
  return run.out.length;
}

describe('the matcher', () => {
  it('finds every value equal to itself', () => assert(property(plain, (value) => mismatches(match, value, value) === 0 && mismatches(matchExactly, value, value) === 0)));

  it('takes two values for the same only where they are', () => assert(property(plain, plain, (a, b) => {
    const same = mismatches(matchExactly, a, b) === 0 && mismatches(matchExactly, b, a) === 0;
    expect(same).toBe(stable(a) === stable(b));
  })));

  it('holds an object that has more, and none that has less', () => assert(property(dictionary(string().map((key) => `k${key}`), plain, {minKeys: 1}), plain, (object, more) => {
    expect(mismatches(match, object, {...object, zz: more})).toBe(0);
    const [first = ''] = Object.keys(object);
    const {[first]: _, ...less} = object;
    expect(mismatches(match, object, less)).toBeGreaterThan(0);
  })));

  it('says the opposite under $not', () => assert(property(plain, plain, (expected, actual) => {
    const run = startMatching(new Map(), () => undefined);
    expect(matches({$not: expected}, actual, SPOT, run)).toBe(!matches(expected, actual, SPOT, run));
  })));

  it('finds the items of a list in any order, and misses one that is gone', () => assert(property(array(plain, {minLength: 1, maxLength: 6}), integer(), (list, seed) => {
    const shuffled = list.toSorted((a, b) => Math.sin(seed + stable(a).length) - Math.sin(seed + stable(b).length));
    expect(mismatches(match, {$unordered: list}, shuffled)).toBe(0);
    expect(mismatches(match, {$unordered: list}, shuffled.slice(1))).toBeGreaterThan(0);
  })));
});

describe('a body', () => {
  it('is read as JSON.parse reads it, or not at all', () => assert(property(oneof(string(), plain.map((value) => JSON.stringify(value)), string().map((text) => `{"a":${text}}`)), (text) => {
    const parsed = parseBody({status: 200, method: null, asked: null, url: 'http://x.invalid/', headers: [], body: text, facts: []});
    if (parsed.ok) expect(stable(parsed.value)).toBe(stable(JSON.parse(text) as Json));
  })));

  it('may have any Link header', () => assert(property(string({unit: 'binary', maxLength: 500}), (text) => Array.isArray(parseLinkHeader(text)))));
});

// Long enough to be no part of anything else.
const secret = stringMatching(/^[ -~äöü€]{12,40}$/).filter((text) => text.trim() === text && !text.includes('[') && !text.includes(']'));

describe('redaction', () => {
  it('leaves no form of a secret, wherever it stands', () => assert(property(secret, string(), string(), integer({min: 0, max: 200}), (value, before, after, pick) => {
    const redactor = createRedactor([{name: 'city', value}]);
    const forms = [...formsOf(value)];
    const form = forms[pick % forms.length] ?? value;
    const clean = redactor.text(`${before}${form}${after}`);
    expect(clean).not.toContain(value);
    expect(clean).toContain('[secret city]');
    // What has been through it passes the last scan, as text and as JSON.
    redactor.scan(clean, 'text');
    redactor.scan(JSON.stringify({clean}), 'json');
    redactor.scan(JSON.stringify({clean: JSON.stringify({clean})}), 'json in json');
  })));

  it('is done once only', () => assert(property(secret, string(), (value, text) => {
    const redactor = createRedactor([{name: 'city', value}]);
    const once = redactor.text(`${text}${value}${text}`);
    expect(redactor.text(once)).toBe(once);
  })));

  it('leaves a text alone that holds none', () => assert(property(string({unit: 'binary'}), (text) => createRedactor([]).text(text) === text)));

  it('takes out tokens wherever they stand', () => assert(property(stringMatching(/^[A-Za-z0-9_-]{8,40}$/), stringMatching(/^[A-Za-z0-9_-]{0,40}$/), string(), (head, part, around) => {
    expect(withoutTokens(`${around} eyJ${head}.${part}.${part} ${around}`, () => undefined)).not.toContain(`eyJ${head}`);
  })));
});

/** The text of a journal of lines, each with its mark. */
function chained(bare: readonly string[]): Buffer {
  let mark = CHAIN_START;
  return Buffer.from(bare.map((line) => {
    mark = nextMark(mark, line);
    return `${withMark(line, mark)}\n`;
  }).join(''));
}

const journals = array(plain, {maxLength: 8}).map((values) => [
  '{"kind":"header","format":"mimcheck-journal/1"}', ...values.map((value) => JSON.stringify({kind: 'callback', reachable: false, detail: value})),
]);

function linesOf(pieces: Iterable<Uint8Array>): readonly string[] {
  return [...eachLine(pieces, 'journal.jsonl')].map((line) => JSON.stringify(line));
}

describe('the reader of journals', () => {
  it('gives back what was written, in whatever pieces it comes', () => assert(property(journals, integer({min: 1, max: 50}), (bare, size) => {
    const bytes = chained(bare);
    const pieces = Array.from({length: Math.ceil(bytes.length / size)}, (_, i) => bytes.subarray(i * size, (i + 1) * size));
    expect(linesOf(pieces)).toEqual(bare.map((line) => JSON.stringify(JSON.parse(line))));
  })));

  it('notices whatever is changed', () => assert(property(journals, integer({min: 0}), integer({min: 1, max: 255}), (bare, at, change) => {
    const bytes = chained(bare);
    const altered = Buffer.from(bytes);
    const place = at % bytes.length;
    altered[place] = (altered[place] ?? 0) ^ change;
    // A changed line end may make the last line look cut off, which is no lie either: it is left out.
    const before = linesOf([bytes]);
    try {
      const after = linesOf([altered]);
      expect(after.length).toBeLessThan(before.length);
      expect(before.slice(0, after.length)).toEqual(after);
    } catch (error) {
      expect(error).toBeInstanceOf(InputError);
    }
  })));

  it('reads as far as a cut, and no further', () => assert(property(journals, integer({min: 0}), (bare, at) => {
    const bytes = chained(bare);
    const cut = bytes.subarray(0, at % (bytes.length + 1));
    const whole = cut.filter((byte) => byte === 0x0a).length;
    if (whole === 0) expect(() => linesOf([cut])).toThrow(InputError);
    else expect(linesOf([cut])).toHaveLength(whole);
  })));

  it('refuses any bytes that are no journal', () => assert(property(uint8Array({maxLength: 300}), (bytes) => { expect(() => linesOf([bytes])).toThrow(InputError); })));
});

const yamlPiece = oneof(string({maxLength: 12}), constantFrom('\n', '  ', '- ', ': ', '&a ', '*a', '!!t ', '<<: ', '{', '}', '[', ']', '"', "'", '|', '>', '---\n', '? ', '#', '%', '\t', '\u0000', '{{ x }}'), constant('a: 1\n'));

describe('the reader of suites', () => {
  it('reads any text, or refuses it with a place', async () => assert(asyncProperty(array(yamlPiece, {maxLength: 40}), async (pieces) => {
    try {
      const {value} = readYaml(pieces.join(''), 'suite.yaml');
      JSON.stringify(value);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      for (const {at} of error.complaints) expect(at).toMatch(/^suite\.yaml:\d+:\d+$/);
    }
  })));

  it('reads JSON as what it is', () => assert(property(plain, (value) => {
    const text = JSON.stringify(value);
    // Two names of a map may be the same to YAML; numbers beyond doubles are refused.
    try {
      expect(stable(readYaml(text, 'suite.yaml').value)).toBe(stable(value));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
    }
  })));

  it('reads bytes, or refuses them', () => assert(property(tuple(uint8Array({maxLength: 60}), string()), ([bytes, text]) => {
    try {
      readYaml(Buffer.concat([bytes, Buffer.from(text)]), 'suite.yaml');
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
    }
  })));
});

/** One text for equal values; -0 is 0, as JSON has it. */
function stable(value: Json): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item) => stable(item as Json)).join(',')}]`;
  return `{${Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => `${JSON.stringify(key)}:${stable(item as Json)}`).join(',')}}`;
}
