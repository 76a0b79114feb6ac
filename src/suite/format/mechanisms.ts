// The file mechanisms.yaml.

import {anything, closed, mapOf, published, ref, SLUG, text} from './words.ts';
import type {Schema} from './words.ts';

const keys = {propertyNames: {pattern: SLUG, errorMessage: 'a key is of small letters, digits and hyphens'}};

const mechanism = closed('A technical way to meet requirements.', {
  title: text('What people call it.'),
  standard: closed('The standard its cases are written from.', {
    id: text('As cited: ETSI GS CIM 009.'),
    version: text('In quotes.'),
    url: {type: 'string', format: 'uri', description: 'Where it can be read.'},
  }, ['id', 'version', 'url']),
  features: {...mapOf(text('What it means.'), 'Optional features a vendor may leave out of the claim.'), ...keys},
  parameters: {
    ...mapOf(closed('Something only the vendor knows.', {
      title: text('What it is.'),
      example: anything('An example.'),
      default: anything('What holds when the target says nothing.'),
    }, ['title']), 'What a target file may tell about its endpoint, used in cases as {{ target.NAME }}.'), ...keys,
  },
}, ['title', 'standard', 'features', 'parameters']);

/** JSON Schema of mechanisms.yaml. */
export const mechanismsSchema: Schema = published('mimcheck mechanisms', closed('The mechanisms.', {
  mechanisms: {...mapOf(ref('mechanism'), 'By the key of the endpoint in a target file.'), minProperties: 1, ...keys},
}, ['mechanisms']), {mechanism});
