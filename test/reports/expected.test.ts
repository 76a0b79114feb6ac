import {describe, expect, test} from 'vitest';
import {cameText, expectedText} from '../../reports/expected.ts';
import {readWords, speak} from '../../reports/words.ts';
import {MATCHER_WORDS} from '../../src/check/matcher.ts';
import type {Json} from '../../src/model.ts';

const say = speak(await readWords('templates/report', 'en'));
const french = speak(await readWords('templates/report', 'fr'));
const wanted = (expected: Json): string => expectedText({code: 'value-unexpected', expected}, say, 'line');

/** One of each word of the format. */
const PHRASES: Readonly<Record<(typeof MATCHER_WORDS)[number], readonly [Json, string]>> = {
  $any: [true, 'anything'],
  $absent: [true, 'nothing'],
  $optional: ['x', 'nothing, or "x"'],
  $type: [['string', 'number'], 'a value of the type "string" or "number"'],
  $matches: ['^\\d+$', 'a text that has the form /^\\d+$/'],
  $part: [{of: 'age=(\\d+)', is: {$gte: 1}}, 'a text in which /age=(\\d+)/ finds at least 1'],
  '$one-of': [['*', 'a'], 'one of "*" or "a"'],
  $contains: [['x', 'y'], 'something that contains ["x","y"]'],
  $each: [{id: {$type: 'string'}}, 'a list that is not empty, each item of which is {"id":‹a value of the type "string"›}'],
  $unordered: [[1, {$any: true}], 'a list of exactly these, in any order: [1,‹anything›]'],
  $length: [{$gte: 1}, 'of the length at least 1'],
  $gt: [1, 'more than 1'],
  $gte: [1, 'at least 1'],
  $lt: [1, 'less than 1'],
  $lte: [1, 'at most 1'],
  $not: ['x', 'anything but "x"'],
  $format: ['uri', 'a text of the format "uri"'],
  $exactly: [{a: 1}, 'exactly {"a":1}'],
  $approx: [{value: 1.5, within: 0.1}, '1.5, give or take 0.1'],
  '$meets-box': [{box: [4, 51, 5, 52], within: 0.001}, 'a geometry that meets the box [4,51,5,52] or lies no farther than 0.001 degrees beside it'],
  $rings: ['right-hand', 'a geometry whose outer rings run anticlockwise and whose holes run clockwise'],
  $literal: [{$ref: 'x'}, '{"$ref":"x"}'],
};

describe('what was expected', () => {
  test.each(MATCHER_WORDS)('is said in words where the suite says %s', (word) => {
    const [option, phrase] = PHRASES[word];
    expect(wanted({[word]: option})).toBe(phrase);
    expect(expectedText({code: 'value-unexpected', expected: {[word]: option}}, french, 'line')).not.toContain('no words');
  });
  test('joins what must hold together', () => {
    expect(wanted({$gte: 1, $lt: 3})).toBe('at least 1, and less than 3');
  });
  test('stays JSON around the words', () => {
    expect(expectedText({code: 'value-unexpected', expected: {type: 'Property', value: {$type: 'number'}}}, say, 'lines')).toBe('{\n "type": "Property",\n "value": ‹a value of the type "number"›\n}');
  });
  test('is bare text in a place of its own, and in quotes within a line', () => {
    expect(expectedText({code: 'value-unexpected', expected: 'x'}, say, 'lines')).toBe('x');
    expect(wanted('x')).toBe('"x"');
  });
  test('is nothing where nothing may be', () => {
    expect(expectedText({code: 'header-forbidden', expected: null}, say, 'lines')).toBe('nothing');
    expect(wanted(null)).toBe('null');
  });
});

describe('what came', () => {
  test('is nothing where something is missing, and null where that is the value', () => {
    expect(cameText({code: 'header-missing', actual: null}, say, 'lines')).toBe('nothing');
    expect(cameText({code: 'value-unexpected', actual: null}, say, 'lines')).toBe('null');
  });
  test('is never read for words: it is data of the platform', () => {
    expect(cameText({code: 'value-unexpected', actual: {$any: '\u0000' + '0'}}, say, 'line')).toBe('{"$any":"\\u00000"}');
  });
});
