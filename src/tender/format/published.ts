// The schemas of tenders as they are published in suites/schema, for editors.

import type {Schema} from '../../suite/format/words.ts';
import {lintWordsSchema} from '../read/lint-words.ts';
import {jurisdictionSchema, outlineSchema, parametersSchema, standardsSchema} from './legal.ts';
import {profileSchema} from './profile.ts';
import {tenderSchema} from './tender.ts';
import {textsSchema, wordingsSchema} from './texts.ts';

/** By the name of the file. */
export const publishedTenderSchemas: Readonly<Record<string, Schema>> = {
  tender: tenderSchema, profile: profileSchema, jurisdiction: jurisdictionSchema, standards: standardsSchema, parameters: parametersSchema, lint: lintWordsSchema,
  outline: outlineSchema, texts: textsSchema, wordings: wordingsSchema,
};
