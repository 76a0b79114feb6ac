import {cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {MATCHER_WORDS} from '../../src/check/matcher.ts';
import {PROOFS} from '../../src/model.ts';
import type {JsonObject} from '../../src/model.ts';
import {expectDefs} from '../../src/suite/format/expect.ts';
import {requirementsSchema} from '../../src/suite/format/requirements.ts';
import {suiteSchema} from '../../src/suite/format/suite.ts';
import {lintSuiteFile} from '../../src/suite/lint.ts';
import {readSuites} from '../../src/suite/read.ts';

const SUITES = join(import.meta.dirname, '../../suites');
const README = readFileSync(join(SUITES, 'README.md'), 'utf8');
const [suite = '', requirements = '', frameworks = '', ...others] = [...README.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text]) => text ?? '');

/** Words in code in the first column of the table that follows a heading. */
function firstColumn(heading: string): readonly string[] {
  const section = README.slice(README.indexOf(heading));
  const rows = section.slice(0, section.indexOf('\n\n', section.indexOf('| ---'))).split('\n').filter((line) => line.startsWith('| `'));
  return rows.flatMap((row) => [...(row.split(' | ')[0] ?? '').matchAll(/`([^`]+)`/g)].flatMap(([, code = '']) => code.split(' ')).filter((word) => /^[$a-z][a-z-]*:?$/.test(word)))
    .map((word) => word.replace(':', ''));
}
const propertiesOf = (name: string, schema = suiteSchema): readonly string[] => {
  const definitions = (schema['$defs'] ?? {}) as Readonly<Record<string, JsonObject>>;
  return Object.keys((definitions[name]?.['properties'] ?? {}) as JsonObject);
};

describe('suites/README.md', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'mimcheck-'));
    cpSync(join(SUITES, 'mechanisms.yaml'), join(folder, 'mechanisms.yaml'));
    for (const name of ['ngsi-ld', 'requirements']) mkdirSync(join(folder, 'mim1', name), {recursive: true});
    writeFileSync(join(folder, 'mim1/ngsi-ld/readme.yaml'), suite);
    writeFileSync(join(folder, 'mim1/requirements/9.0.yaml'), requirements);
    writeFileSync(join(folder, 'frameworks.yaml'), frameworks);
  });
  afterAll(() => {
    rmSync(folder, {recursive: true});
  });

  it('shows a suite, requirements and frameworks that can be read', async () => {
    expect(others).toEqual([]);
    const library = await readSuites(folder);
    expect(library.suites.flatMap(({cases}) => cases.map(({id}) => id))).toEqual(['NGSILD-ENT-01']);
    expect(library.requirements.map(({id, routes}) => [id, routes.length])).toEqual([['MIM1-9.0-R1.1', 2]]);
    expect(library.frameworks.map(({id, bearings}) => [id, bearings.length])).toEqual([['gdpr', 1]]);
  });

  it('shows a suite that lint finds nothing wrong with', async () => {
    const {mechanisms} = await readSuites(folder);
    expect(await lintSuiteFile(join(folder, 'mim1/ngsi-ld/readme.yaml'), mechanisms)).toEqual([]);
  });

  it('explains every key of a case, every kind of expectation and every matcher, and no other', () => {
    expect([...firstColumn('### Of a case')].sort()).toEqual([...propertiesOf('case')].sort());
    expect([...firstColumn('### What no case looks at')].sort()).toEqual([...propertiesOf('unjudged')].sort());
    const words = firstColumn('**Matchers**').filter((word) => word.startsWith('$'));
    expect([...new Set(words)].sort()).toEqual([...MATCHER_WORDS].sort());
    const kinds = [...propertiesOf('anyExpect')].sort();
    expect([...new Set(firstColumn('### What is expected'))].filter((word) => kinds.includes(word)).sort()).toEqual(kinds);
  });

  it('explains every key of a requirement and every means of proof, and no other', () => {
    const rows = firstColumn('A requirement becomes a clause');
    expect([...rows].sort()).toEqual([...propertiesOf('requirement', requirementsSchema)].sort());
    expect(firstColumn('| proof |')).toEqual([...PROOFS]);
  });

  it('knows the matchers that are compared, in the same order', () => {
    expect(Object.keys((expectDefs['matchers']?.['properties'] ?? {}) as JsonObject)).toEqual([...MATCHER_WORDS]);
  });

  it('shows parts of a step that can be used as they stand', async () => {
    const {mechanisms} = await readSuites(folder);
    const code = [...README.matchAll(/`((?:query|headers|eventually|consistently|undo|capture|as|follow-redirects): [^`]*)`/g)].map(([, text]) => text ?? '');
    const parts = code.filter((text) => !text.includes('row.') && !text.includes('…'));
    expect(parts.length).toBeGreaterThan(7);
    for (const part of parts) {
      const step = `      - request: GET /entities/{{ entity }}\n        ${part}\n        expect: { status: 200 }\n`;
      writeFileSync(join(folder, 'part.yaml'), suite.slice(0, suite.indexOf('      - name')) + step);
      const complaints = await lintSuiteFile(join(folder, 'part.yaml'), mechanisms);
      expect(complaints.filter(({message}) => !message.endsWith('is never used')), part).toEqual([]);
    }
  });
});
