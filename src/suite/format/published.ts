// The schemas as they are published in suites/schema, for editors.

import {assessmentSchema} from './assessment.ts';
import {evidenceSchema} from './evidence.ts';
import {frameworksSchema} from './frameworks.ts';
import {mechanismsSchema} from './mechanisms.ts';
import {requirementsSchema} from './requirements.ts';
import {reviewSchema} from './review.ts';
import {suiteSchema} from './suite.ts';
import {targetSchema} from './target.ts';
import type {Schema} from './words.ts';

/** By the name of the file: `suite` becomes `suite.schema.json`. */
export const publishedSchemas: Readonly<Record<string, Schema>> = {
  suite: suiteSchema, requirements: requirementsSchema, mechanisms: mechanismsSchema, frameworks: frameworksSchema, target: targetSchema, evidence: evidenceSchema, review: reviewSchema,
  assessment: assessmentSchema,
};
