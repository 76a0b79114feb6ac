import {expect, it} from 'vitest';
import {loadLibrary} from '../../bin/library.ts';
import {tryCases} from '../faults/try-cases.ts';

const LAG_MS = 60;
// Longer than the slowest machine takes to read what it has written.
const LONG_LAG_MS = 5_000;
// Something created, changed, removed, and a batch with an entity twice.
const CASES = ['NGSILD-CREATE-01', 'NGSILD-CREATE-10', 'NGSILD-ATTR-DELETE-01[property]', 'NGSILD-DELETE-01', 'NGSILD-BATCH-DELETE-04'];

it('a broker that shows writes late fails for want of a moment after each, and for nothing else', async () => {
  const library = await loadLibrary();
  const outcomes = async (lagMs: number, settleMs?: number): Promise<readonly (string | undefined)[]> => {
    const tried = await tryCases({library, cases: new Set(CASES), faults: [], concurrency: 8, lagMs, ...(settleMs === undefined ? {} : {settleMs})});
    return CASES.map((id) => tried.outcomes.get(id));
  };
  expect(await outcomes(LAG_MS, 4 * LAG_MS)).toEqual(CASES.map(() => 'passed'));
  expect(await outcomes(LONG_LAG_MS)).not.toContain('passed');
});
