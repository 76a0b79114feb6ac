// A buyer's review of what is declared in a bundle.

import {closed, flag, mapOf, published, ref, text} from './words.ts';
import type {Schema} from './words.ts';

/** JSON Schema of a review file. */
export const reviewSchema: Schema = published('mimcheck review', closed("A buyer's review of what is declared in a bundle.", {
  'reviewed-by': text('The person who looked.'),
  reviews: mapOf(ref('review'), 'By id of the requirement or case.'),
}, ['reviewed-by', 'reviews']), {
  review: closed('What was found of one declaration.', {
    accepted: flag('Whether what is declared, and what was handed in for it, shows that the requirement is met.'),
    reason: text('Why, in whole sentences.'),
  }, ['accepted', 'reason']),
});
