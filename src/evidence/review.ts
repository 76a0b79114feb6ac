// What a buyer finds of what is declared: laid over it, with his name and reason, and never put in its place.

import type {JsonObject} from '../model.ts';

export interface Review {
  /** Id of the requirement or case. */
  readonly requirement: string;
  readonly accepted: boolean;
  readonly reason: string;
  /** The person. */
  readonly by: string;
}

/** The reviews in what was signed. */
export function reviewsIn({reviews}: JsonObject): readonly Review[] {
  if (!Array.isArray(reviews)) return [];
  return (reviews as readonly Partial<Review>[]).flatMap(({requirement, accepted, reason, by}) => (
    typeof requirement === 'string' && typeof accepted === 'boolean' && typeof reason === 'string' && typeof by === 'string' ? [{requirement, accepted, reason, by}] : []
  ));
}
