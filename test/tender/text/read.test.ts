import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {InputError} from '../../../src/error.ts';
import type {Library, Requirement} from '../../../src/model.ts';
import {wordingFingerprint} from '../../../src/tender/text/english.ts';
import {readTexts} from '../../../src/tender/text/read.ts';
import {todo, translationState} from '../../../src/tender/text/state.ts';
import {fingerprint} from '../../../src/tender/text/units.ts';

const REQUIREMENT: Requirement = {
  id: 'MIM0-9.0-R1.1', release: '9.0', mim: 0, mimTitle: 'Accessing Data', number: 'R1.1', title: 'A format', capability: 'C1', keyword: 'SHALL', level: 'must', text: 'There is a format.', proof: ['declaration'], equivalence: ['It is read.'],
  source: {title: 'T', url: 'https://a.example', version: '1'}, aliases: [], routes: [{kind: 'declaration', question: 'Which?'}], at: 'x:1:1',
};
const library: Library = {mechanisms: [], requirements: [REQUIREMENT], suites: [], frameworks: [], noFramework: []};
const EN = 'exit:\n  heading: Exit\n  text: |\n    After {{value.exit-notice}}, see §{data}.\ndata:\n  text: Data.\n';
const EXIT = fingerprint(['Exit', 'After {{value.exit-notice}}, see §{data}.\n']);

describe('readTexts', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'texts-'));
    put('en', 'a.yaml', EN);
  });
  afterEach(() => rmSync(folder, {recursive: true}));
  const put = (language: string, name: string, text: string): void => {
    mkdirSync(join(folder, language), {recursive: true});
    writeFileSync(join(folder, language, name), text);
  };
  const read = (language: 'en' | 'fr') => readTexts({folder, library, profiles: []}, language);
  const wrong = async (): Promise<readonly string[]> => read('fr').then(() => [], (error: unknown) => {
    if (!(error instanceof InputError)) throw error;
    return error.complaints.map(({at, message}) => `${at} ${message}`);
  });
  const french = (text: string, more = `source: "${EXIT}"\n  status: reviewed`): void => put('fr', 'a.yaml', `exit:\n  heading: Sortie\n  text: ${JSON.stringify(text)}\n  ${more}\n`);

  it('reads English with what the catalogue says', async () => {
    const {units, wordings} = await read('en');
    expect(units.get('exit')).toMatchObject({heading: 'Exit', status: 'source'});
    expect(units.get('mim.9.0.0')).toMatchObject({text: 'Accessing Data'});
    expect(wordings.get('MIM0-9.0-R1.1')).toMatchObject({title: 'A format', equivalence: ['It is read.'], questions: ['Which?'], status: 'source'});
  });

  it('takes a translation as reviewed while its source is the same, and as stale afterwards', async () => {
    french('Après {{value.exit-notice}}, voir §{data}.');
    expect((await read('fr')).units.get('exit')?.status).toBe('reviewed');
    put('en', 'a.yaml', EN.replace('After', 'Later than'));
    expect((await read('fr')).units.get('exit')?.status).toBe('stale');
  });

  it('has no text where none was translated', async () => {
    french('Après {{value.exit-notice}}, voir §{data}.');
    expect((await read('fr')).units.has('data')).toBe(false);
  });

  it('lets a bare number stand for a value with its unit', async () => {
    french('Après {{number.exit-notice}} jours, voir §{data}.');
    expect(await wrong()).toEqual([]);
  });

  it.each([
    ['a lost value', 'Voir §{data}.', undefined, "'exit' has lost {{value.exit-notice}}"],
    ['a lost reference', 'Après {{value.exit-notice}}.', undefined, "'exit' has lost §{data}"],
    ['a value of its own', 'Après {{value.exit-notice}}, {{value.other}}, voir §{data}.', undefined, "'exit' has {{value.other}}, which its source has not"],
    ['no status', 'Après {{value.exit-notice}}, voir §{data}.', `source: "${EXIT}"`, "'exit' lacks status"],
    ['no source', 'Après {{value.exit-notice}}, voir §{data}.', 'status: draft', "'exit' lacks source"],
  ])('complains about %s, at the unit', async (_, text, more, complaint) => {
    french(text, more);
    expect(await wrong()).toEqual([`templates/tender/fr/a.yaml:1:1 ${complaint}`]);
  });

  it('complains about a key that English has not, and about one that stands twice', async () => {
    put('fr', 'a.yaml', 'exot:\n  text: A.\n  status: draft\n  source: "000000000000"\n');
    expect(await wrong()).toEqual(["templates/tender/fr/a.yaml:1:1 no English text has the key 'exot'"]);
    put('en', 'b.yaml', 'exit:\n  heading: Again\n');
    expect(await wrong()).toEqual(["templates/tender/en/b.yaml:1:1 the text 'exit' stands at templates/tender/en/a.yaml:1:1 already"]);
  });

  it('reads wordings, and holds them against the catalogue', async () => {
    french('Après {{value.exit-notice}}, voir §{data}.');
    const source = wordingFingerprint({title: 'A format', text: 'There is a format.', condition: '', equivalence: ['It is read.'], questions: ['Which?']});
    const wording = `MIM0-9.0-R1.1:\n  title: Un format\n  text: Il y a un format.\n  equivalence: [Il est lu.]\n  questions: [Lequel ?]\n  status: draft\n  source: "${source}"\n`;
    put('fr', 'requirements.yaml', wording);
    expect((await read('fr')).wordings.get('MIM0-9.0-R1.1')).toMatchObject({title: 'Un format', status: 'draft'});
    put('fr', 'requirements.yaml', wording.replace(source, '000000000000'));
    expect((await read('fr')).wordings.get('MIM0-9.0-R1.1')?.status).toBe('stale');
    put('fr', 'requirements.yaml', wording.replace('  questions: [Lequel ?]\n', ''));
    expect(await wrong()).toEqual([expect.stringContaining('does not have 1 outcomes, 1 questions and no condition')]);
    put('fr', 'requirements.yaml', wording.replace('R1.1', 'R9.9'));
    expect(await wrong()).toEqual([expect.stringContaining("there is no requirement 'MIM0-9.0-R9.9'")]);
  });

  it('tells what is still to do, as YAML that can be pasted', async () => {
    french('Après {{value.exit-notice}}, voir §{data}.');
    const english = await read('en');
    const state = translationState(english, await read('fr'));
    expect(state).toEqual({missing: ['data', 'mim.9.0.0', 'requirement.MIM0-9.0-R1.1'], stale: [], draft: [], reviewed: ['exit']});
    const text = todo(english, state);
    const [units = '', wordings = ''] = text.split('# requirements.yaml');
    put('fr', 'b.yaml', units);
    put('fr', 'requirements.yaml', wordings);
    expect(translationState(english, await read('fr'))).toMatchObject({missing: [], stale: [], draft: ['data', 'mim.9.0.0', 'requirement.MIM0-9.0-R1.1']});
  });
});
