import {describe, expect, test} from 'vitest';
import {assuranceOf, attestedIn} from '../../src/evidence/assurance.ts';
import type {Attestation} from '../../src/evidence/attestations.ts';
import {publicHalf} from '../../src/evidence/keys.ts';
import type {Role} from '../../src/evidence/keys.ts';
import type {Signed} from '../../src/evidence/statement.ts';
import type {JsonObject, Outcome, RequirementVerdict, Score} from '../../src/model.ts';
import {journal, requirement, target} from '../model-samples.ts';
import {keyFor} from './small-run.ts';

const declaration = {statement: 'So it is.', by: 'Jane', date: '2026-11-01'};
const base = journal();
// The first rests on the word for a case and on one of its own, the second on tests.
const run = journal({
  header: {...base.header, target: {...target, declarations: {'MIM1-9.0-R1.1': declaration, 'X-09': declaration}}},
  requirements: [requirement(), requirement({id: 'MIM1-9.0-R1.2'}), requirement({id: 'MIM1-9.0-R1.3', level: 'should'})],
});
const verdict = (id: string, outcome: Outcome, because: readonly string[]): RequirementVerdict => ({id, outcome, route: 0, because, routes: []});
const score = {requirements: [verdict('MIM1-9.0-R1.1', 'attested', ['X-09']), verdict('MIM1-9.0-R1.2', 'passed', ['X-01']), verdict('MIM1-9.0-R1.3', 'attested', [])]} as unknown as Score;

async function signed(kind: Signed['kind'], role: Role, content: JsonObject = {}): Promise<Attestation> {
  return {file: 'attestations/x.dsse.json', signed: {kind, signer: publicHalf(await keyFor(role)), at: '2026-11-22T09:00:00.000Z', content} as Signed, wrong: null, trusted: true, name: role};
}

describe('the assurance of what is declared', () => {
  const levelWith = async (accepted: Readonly<Record<string, boolean>>) => assuranceOf({
    journal: run, score, checks: [], attestations: [await signed('run', 'vendor'), await signed('review', 'buyer', {reviews: Object.entries(accepted).map(([id, one]) => ({requirement: id, accepted: one, reason: 'Read.', by: 'Ada'}))})],
  });

  test('is that of a review once everything that a requirement rests on was accepted, its own word and those for its cases', async () => {
    expect(await levelWith({'MIM1-9.0-R1.1': true, 'X-09': true})).toEqual({overall: 'E1', tested: 'E1', declared: 'E4'});
  });

  test.each([[{'MIM1-9.0-R1.1': true}], [{'X-09': true}], [{'MIM1-9.0-R1.1': true, 'X-09': false}], [{}]])('is that of the vendor with %j', async (accepted) => {
    expect((await levelWith(accepted as Readonly<Record<string, boolean>>)).declared).toBe('E1');
  });

  test('counts the mandatory requirements that rest on a word', () => {
    expect(attestedIn(run.requirements, score).map(({id}) => id)).toEqual(['MIM1-9.0-R1.1']);
  });
});
