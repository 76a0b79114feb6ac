// A small description, which tests change.

import type {JsonObject} from '../../../src/model.ts';

/** A description in OpenAPI 3.1 of lists and items of lamps. */
export const DESCRIPTION: JsonObject = {
  openapi: '3.1.1',
  info: {title: 'Lamps', version: '1'},
  servers: [{url: '/v1'}],
  paths: {
    '/lamps': {get: {responses: {
      200: {
        description: 'Lamps',
        headers: {'X-Count': {required: true, schema: {type: 'integer', minimum: 0}}, 'x-tags': {schema: {type: 'array', items: {type: 'integer'}}}},
        content: {'application/json': {schema: {type: 'array', items: {$ref: '#/components/schemas/Lamp'}}, example: [{id: 'a', height: 3}]}, 'text/csv': {schema: {type: 'string'}}},
      },
      '4XX': {$ref: '#/components/responses/problem'},
    }}},
    '/lamps/{id}': {get: {responses: {200: {description: 'A lamp', content: {'application/*': {schema: {$ref: '#/components/schemas/Lamp'}}}}, default: {$ref: '#/components/responses/problem'}}}},
    '/lamps/latest': {get: {responses: {200: {description: 'Its id', content: {'application/json': {schema: {type: 'string'}}}}}}},
  },
  components: {
    schemas: {Lamp: {type: 'object', required: ['id'], properties: {id: {type: 'string', pattern: '^[a-z]+$'}, height: {type: ['number', 'null']}, next: {$ref: '#/components/schemas/Lamp'}}}},
    responses: {problem: {description: 'Not so', content: {'application/problem+json': {schema: {type: 'object', required: ['title']}}}}},
  },
};
