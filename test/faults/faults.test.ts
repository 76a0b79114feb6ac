import {beforeAll, describe, expect, it} from 'vitest';
import {loadLibrary} from '../../bin/library.ts';
import {stableDigest} from '../../src/journal/digest.ts';
import type {Case, Library} from '../../src/model.ts';
import {FAULTS} from '../../src/sandbox/faults.ts';
import {readEvidence} from '../mutation/evidence.ts';
import {readMatrix} from './matrix.ts';
import {PARTS, casesConcerned, partOf} from './parts.ts';
import {sample} from './sample.ts';
import {noticing, tryAlone, tryCases} from './try-cases.ts';

const OTHERS = 40;
const LANES = 6;
/** Faults tried at a time, each in a sandbox of its own. */
const AT_A_TIME = 4;
/** Of a fault that very many cases notice, no sample is quick. */
const MOST_NAMED = 40;

/** Cases that neither the matrix nor the evidence can name, and why. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'HTTPS-CERT-02': 'The sandbox has no certificate of a public authority, so the case does not apply to it.',
  'OGCF-COLL-10': 'The sandbox names no licence: the case warns without any fault.',
  'OGCF-CORE-09': 'The sandbox lets only one other site read its answers: the case warns without any fault.',
};

/** Without pages to load, without long handshakes and without waiting for what does not come. */
function isQuick({steps, listeners}: Case): boolean {
  return Object.keys(listeners).length === 0 && steps.every((step) =>
    step.kind === 'request' && step.eventually === undefined && step.consistently === undefined);
}

const matrix = readMatrix();

/**
 * What the sample is drawn by: the matrix and the cases. With each change of them other faults come under the magnifying glass, and the same state of the files
 * always gives the same ones; a seed for good would leave out the same faults for good.
 */
function seedOf({suites}: Library): string {
  return stableDigest({matrix, suites: suites.map(({id, digest}) => [id, digest])}).slice(-12);
}

/** A fault of each part that quick cases notice: all of them are tried by one case each, and these by all that the matrix names and by many that it does not. */
function sampled(library: Library, quick: ReadonlyMap<string, Case>): readonly string[] {
  const usable = FAULTS.map(({name}) => name).filter((name) => {
    const named = matrix[name] ?? [];
    return named.length <= MOST_NAMED && named.some((id) => quick.has(id));
  });
  return PARTS.flatMap((part) => sample(usable.filter((name) => partOf(name) === part), 1, seedOf(library)));
}

describe('a fault of the sandbox', () => {
  let library: Library;
  let quick: ReadonlyMap<string, Case>;
  let faults: readonly string[];
  let seed: string;
  let others: Readonly<Record<string, readonly string[]>>;
  beforeAll(async () => {
    library = await loadLibrary();
    quick = new Map(library.suites.flatMap(({cases}) => cases.filter(isQuick).map((one) => [one.id, one] as const)));
    seed = seedOf(library);
    faults = sampled(library, quick);
    const drawn = Object.fromEntries(faults.map((fault) => [fault, sample(casesConcerned(library, fault).filter((id) => quick.has(id) && matrix[fault]?.includes(id) !== true), OTHERS, `${seed} ${fault}`)]));
    // What does not pass against a sandbox without faults says nothing about one.
    const outcomes = await tryAlone({library, cases: [...new Set(Object.values(drawn).flat())], faults: [], seed}, LANES);
    others = Object.fromEntries(Object.entries(drawn).map(([fault, ids]) => [fault, ids.filter((id) => outcomes.get(id) === 'passed')]));
  }, 60_000);

  it('of every part is in the sample', () => {
    expect(new Set(faults.map(partOf))).toEqual(new Set(PARTS));
    for (const fault of faults) expect(others[fault]?.length, fault).toBeGreaterThan(20);
  });

  it('fails a case that the matrix names, whichever fault it is', async () => {
    const missed: string[] = [];
    const todo = FAULTS.flatMap(({name}) => sample((matrix[name] ?? []).filter((id) => quick.has(id)), 1, name).map((id) => ({name, id}))).values();
    // They share one list: who has done takes the next.
    const lane = async (): Promise<void> => {
      for (const {name, id} of todo) {
        const {outcomes} = await tryCases({library, cases: new Set([id]), faults: [name], concurrency: 1, seed});
        if (noticing(outcomes).length === 0) missed.push(`${name}: ${id} ${outcomes.get(id)}`);
      }
    };
    await Promise.all(Array.from({length: AT_A_TIME}, lane));
    expect(missed).toEqual([]);
  }, 120_000);

  it('of a sample fails exactly the cases that the matrix names', async () => {
    for (const fault of faults) {
      const named = (matrix[fault] ?? []).filter((id) => quick.has(id));
      const outcomes = await tryAlone({library, cases: [...named, ...(others[fault] ?? [])], faults: [fault], seed}, LANES);
      expect(noticing(outcomes), `${fault}, drawn by ${seed}`).toEqual([...named].sort());
    }
  }, 120_000);
});

describe('the matrix', () => {
  it('has a row for every fault, and no other', () => {
    expect(Object.keys(matrix).sort()).toEqual(FAULTS.map(({name}) => name).sort());
  });

  it('names cases that exist', async () => {
    const {suites} = await loadLibrary();
    const known = new Set(suites.flatMap(({cases}) => cases.map(({id}) => id)));
    expect(Object.values(matrix).flat().filter((id) => !known.has(id))).toEqual([]);
    expect(Object.keys(readEvidence()).filter((id) => !known.has(id))).toEqual([]);
  });

  it('or the evidence of mutation names every case: there is none that cannot fail', async () => {
    const {suites} = await loadLibrary();
    const shown = new Set([...Object.values(matrix).flat(), ...Object.keys(readEvidence())]);
    // What a vendor declares is attested or untested, and never fails.
    const failing = suites.flatMap(({cases}) => cases.filter(({steps}) => !steps.every(({kind}) => kind === 'ask')));
    expect(failing.map(({id}) => id).filter((id) => !shown.has(id) && ELSEWHERE[id] === undefined)).toEqual([]);
  });
});
