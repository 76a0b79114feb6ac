import {expect, it} from 'vitest';
import {readAssessment} from '../../../src/tender/comparison/read-assessment.ts';
import {asked, scored, tender} from './samples.ts';

const SET = tender([asked('MIM7-9.0-R1.1'), scored('MIM7-9.0-R4.1', 100, [0, 0.5, 1])], {procedure: {...tender([]).procedure, lots: [{id: '1', title: 'One'}]}});

function read(text: string): Promise<unknown> {
  return readAssessment(text, 'assessment.yaml', {set: SET, bidders: ['acme', 'globex']});
}

it('an assessment says what the buyer found, with reasons', async () => {
  expect(await read(`
by: Ada Lovelace
bids:
  acme:
    lots: ["1"]
    requirements:
      MIM7-9.0-R4.1: { finding: partially, value: 0.5, reason: Half of the layers keep their ids., date: 2026-11-20 }
    decision: { outcome: admitted, reason: All gates are met., date: 2026-11-21 }
  globex: {}
`)).toEqual({
    by: 'Ada Lovelace',
    bids: {
      acme: {
        lots: ['1'], requirements: {'MIM7-9.0-R4.1': {finding: 'partially', value: 0.5, reason: 'Half of the layers keep their ids.', date: '2026-11-20'}},
        decision: {outcome: 'admitted', reason: 'All gates are met.', date: '2026-11-21'},
      },
      globex: {requirements: {}},
    },
  });
});

it.each([
  ['a bid that is not there', 'bids: {acmee: {}}', "there is no bid 'acmee' (did you mean 'acme'?)"],
  ['a lot that is not there', 'bids: {acme: {lots: ["2"]}}', "there is no lot '2' (did you mean '1'?)"],
  ['a requirement that the tender does not ask for', 'bids: {acme: {requirements: {MIM7-9.0-R1.2: {finding: met, reason: x, date: 2026-11-20}}}}', "there is no requirement 'MIM7-9.0-R1.2' (did you mean 'MIM7-9.0-R1.1'?)"],
  ['points for a gate', 'bids: {acme: {requirements: {MIM7-9.0-R1.1: {finding: met, value: 1, reason: x, date: 2026-11-20}}}}', 'MIM7-9.0-R1.1 gives no points in this tender'],
  ['a level that was not published', 'bids: {acme: {requirements: {MIM7-9.0-R4.1: {finding: met, value: 0.7, reason: x, date: 2026-11-20}}}}', 'its published levels are 0, 0.5, 1'],
  ['points for what is not met', 'bids: {acme: {requirements: {MIM7-9.0-R4.1: {finding: not-met, value: 1, reason: x, date: 2026-11-20}}}}', 'what is not met has no points'],
  ['points for what does not apply', 'bids: {acme: {requirements: {MIM7-9.0-R4.1: {finding: not-applicable, value: 0.5, reason: x, date: 2026-11-20}}}}', 'what does not apply has no value of its own'],
  ['partially without saying how far', 'bids: {acme: {requirements: {MIM7-9.0-R4.1: {finding: partially, reason: x, date: 2026-11-20}}}}', 'how far MIM7-9.0-R4.1 is met is not said'],
  ['a finding without a reason', 'bids: {acme: {requirements: {MIM7-9.0-R4.1: {finding: met, date: 2026-11-20}}}}', "'reason' is missing"],
  ['a date in words', 'bids: {acme: {requirements: {MIM7-9.0-R4.1: {finding: met, reason: x, date: yesterday}}}}', 'a date is year-month-day'],
])('%s is refused at its place', async (_what, text, message) => {
  await expect(read(`by: Ada\n${text}`)).rejects.toThrow(message);
  await expect(read(`by: Ada\n${text}`)).rejects.toThrow(/^assessment\.yaml:2:\d+ /);
});
