import {describe, expect, it} from 'vitest';
import {RULES, lintTender} from '../../../src/tender/lint/lint.ts';
import {GOOD, desk, read, resolved, yaml} from '../samples.ts';

describe('the rules', () => {
  it('have ids without a gap, each once, L001 to L024 of the reference among them', () => {
    const ids = RULES.map(({id}) => id).sort();
    expect(ids).toEqual(Array.from({length: RULES.length}, (_, index) => `L${String(index + 1).padStart(3, '0')}`));
    expect(ids.length).toBeGreaterThanOrEqual(24);
  });

  it('say what they are and why', () => {
    for (const {id, title, explanation} of RULES) {
      expect(title.length, id).toBeLessThan(70);
      expect(explanation, id).toMatch(/^[A-Z].{40,}\.$/);
    }
  });

  it.each([['en', 'eu'], ['fr', 'fr']])('find no error in any profile whose values are filled in, in %s', async (language, jurisdiction) => {
    const {library, tenders} = await desk();
    for (const {id} of tenders.profiles) {
      const tender = await read(yaml({profile: id, tender: {...(GOOD['tender'] as object), language, jurisdiction}, parameters: {...(GOOD['parameters'] as object), 'ai-form': 'light'}}));
      const set = await resolved(tender, false);
      const errors = lintTender({tender, set, library, tenders, words: tenders.words, say: (key) => key, today: '2026-11-22', listed: null}).filter(({severity}) => severity === 'error');
      expect(errors, id).toEqual([]);
    }
  });

  it('are told in the order of their places', async () => {
    const {library, tenders} = await desk();
    const tender = await read(yaml({object: 'An ArcGIS.', acceptance: ['A Grafana.'], need: 'A Databricks.'}));
    const found = lintTender({tender, set: await resolved(tender), library, tenders, words: tenders.words, say: (key) => key, today: '2026-11-22', listed: null});
    const lines = found.map(({at}) => Number(at.split(':')[1]));
    expect(lines).toEqual(lines.toSorted((a, b) => a - b));
    expect(found.filter(({rule}) => rule === 'L002')).toHaveLength(3);
  });
});
