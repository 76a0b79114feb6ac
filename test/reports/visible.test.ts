import {expect, test} from 'vitest';
import {visible, visibleJson} from '../../reports/visible.ts';
import {documents, FORMATS} from '../../reports/write.ts';
import {exchange, journal, record, requirement, sampleCase, step, target} from '../model-samples.ts';
import {judged} from './samples.ts';

const TURNING = '\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069';
const OBEYED = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

test('what a terminal or a browser would obey is seen as its number', () => {
  expect(visible('a\u202eb\u0000\u001b\u009b\uffff')).toBe('a[U+202E]b[U+0000][U+001B][U+009B][U+FFFF]');
  expect(visible(TURNING)).toBe('[U+061C][U+200E][U+200F][U+202A][U+202B][U+202C][U+202D][U+202E][U+2066][U+2067][U+2068][U+2069]');
});

test.each(['שלום, עולם!', 'مرحبا بالعالم', 'a\tb\nc', '👩‍💻 é ç', 'ouvert\u00a0: oui\u202f!'])('%j stays as it is', (text) => expect(visible(text)).toBe(text));

test('JSON keeps the value, and shows it', () => {
  const value = {[TURNING]: `\u0085${TURNING}שלום`};
  expect(visibleJson(value)).not.toMatch(OBEYED);
  expect(visibleJson(value)).toContain('\\u202e');
  expect(visibleJson(value)).toContain('שלום');
  expect(JSON.parse(visibleJson(value))).toEqual(value);
});

test('no document of a run holds them, wherever they come from, and the JSON report keeps the values', async () => {
  const hostile = `שלום ${TURNING}`;
  const one = sampleCase({id: 'X-01', title: hostile, steps: [step({expect: [{kind: 'json', options: {name: 'expected'}, at: 'x.yaml:1:1', places: {}}]})]});
  const run = journal({
    header: {...journal().header, target: {...target, product: hostile, vendor: hostile, declarations: {'MIM1-9.0-R1.1': {statement: hostile, by: hostile, date: '2026-11-01'}}}},
    requirements: [requirement({routes: [{kind: 'cases', mechanism: 'ngsi-ld', cases: ['X-01']}]})],
    cases: [one], records: {'X-01': record(one, exchange(200, JSON.stringify({name: hostile})))},
  });
  const made = await documents({...(await judged(run)), formats: FORMATS, language: 'en', templates: 'templates/report'});
  for (const [name, text] of made) expect(text, name).not.toMatch(OBEYED);
  for (const name of ['report.html', 'report.md', 'junit.xml']) expect(made.get(name)?.replaceAll('\\', ''), name).toContain('שלום [U+061C][U+200E][U+200F][U+202A]');
  const {target: {product}, cases} = JSON.parse(made.get('report.json') ?? '') as {target: {product: string}; cases: {findings: {actual: unknown}[]}[]};
  expect([product, cases[0]?.findings[0]?.actual]).toEqual([hostile, hostile]);
});
