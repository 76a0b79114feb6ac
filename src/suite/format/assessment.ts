// A buyer's assessment of bids: what people found, with their reasons, beside what the tests show.

import {closed, formed, list, mapOf, oneOf, published, ref, text} from './words.ts';
import type {Schema} from './words.ts';

const date = formed('^[0-9]{4}-[0-9]{2}-[0-9]{2}$', 'a date is year-month-day: 2026-11-22', 'The day it was found, as 2026-11-22.');

/** JSON Schema of an assessment file. */
export const assessmentSchema: Schema = published('mimcheck assessment', closed("The buyer's assessment of bids.", {
  by: text('Who answers for it.'),
  bids: mapOf(ref('bid'), 'By the name of the folder of a bid.'),
}, ['by', 'bids']), {
  bid: closed('What was found of one bid.', {
    lots: list(text('Id of a lot.'), 'The lots that the bid is for; otherwise all.'),
    requirements: mapOf(ref('finding'), 'By the id of a requirement of the tender.'),
    decision: closed("The buyer's decision on the bid.", {
      outcome: oneOf(['admitted', 'rejected', 'awarded'], 'What was decided.'),
      reason: text('Why, in whole sentences; it is printed in the letter to the bidder.'),
      date,
    }, ['outcome', 'reason', 'date']),
  }),
  finding: closed('What was found of one requirement.', {
    finding: oneOf(['met', 'met-by-equivalence', 'partially', 'not-met', 'not-applicable'], 'What the buyer finds, whatever the tests show. Not applicable is only what is worded with a condition that is not there.'),
    value: {type: 'number', minimum: 0, maximum: 1, description: 'The level reached, as one of the values of the published scale; only of what is scored.'},
    reason: text('Why, in whole sentences; it is printed in the comparison and in the letter to the bidder.'),
    date,
  }, ['finding', 'reason', 'date']),
});
