import {describe, expect, it} from 'vitest';
import {named} from '../../src/plan/routes.ts';
import {selects} from '../../src/suite/lint/routes.ts';

describe('a pattern of a route', () => {
  const IDS = ['A-ENT-01', 'A-ENT-01[row]', 'A-ENT-010', 'A-ENT-02[row]', 'B-ENT-01'];
  const PATTERNS = ['A-ENT-01', 'A-ENT-01*', 'A-ENT-*', 'A-*', '*', 'A-ENT-01[row]', 'A-ENT-02', 'C-*', 'A-ENT'];

  it('selects a case by its id, by its id without the row, or by its beginning', () => {
    expect(IDS.filter((id) => selects('A-ENT-01', id))).toEqual(['A-ENT-01', 'A-ENT-01[row]']);
    expect(IDS.filter((id) => selects('A-ENT-0*', id))).toEqual(['A-ENT-01', 'A-ENT-01[row]', 'A-ENT-010', 'A-ENT-02[row]']);
    expect(IDS.filter((id) => selects('A-ENT-02[row]', id))).toEqual(['A-ENT-02[row]']);
    expect(IDS.filter((id) => selects('A-ENT', id))).toEqual([]);
  });

  it('means to the linter what it means to the plan', () => {
    for (const pattern of PATTERNS) expect(IDS.filter((id) => selects(pattern, id)), pattern).toEqual(IDS.filter((id) => named(pattern, id)));
  });
});
