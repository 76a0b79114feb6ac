// What is expected of an answer, and the matchers.

import {FORMAT_NAMES} from '../../check/format.ts';
import type {ExpectationKind} from '../../model.ts';
import {anything, closed, duration, formed, list, mapOf, oneOf, ONLY_VARIABLE, ref, refAs, status, text} from './words.ts';
import type {Schema} from './words.ts';

const TYPES = ['string', 'number', 'integer', 'boolean', 'object', 'array', 'null'];
const type: Schema = {type: 'string', pattern: `^(${TYPES.join('|')})$|${ONLY_VARIABLE}`, errorMessage: `a type is one of ${TYPES.join(', ')}`};
const INSTANT = '^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9:.]+([Zz]|[+-][0-9:]+)$';
const bound = (description: string): Schema => ({
  type: ['number', 'string'], pattern: `${INSTANT}|${ONLY_VARIABLE}`, errorMessage: 'must be a number, or an instant in RFC 3339 form', description,
});
const number = (description: string): Schema => ({type: ['number', 'string'], pattern: ONLY_VARIABLE, errorMessage: 'must be a number', description});
const words = (errorMessage: string): Schema => ({minItems: 1, pattern: ONLY_VARIABLE, errorMessage});

const matchers = closed('Words that start with $, all of which must hold.', {
  $any: {const: true, description: 'There is a value, whatever it is.'},
  $absent: {const: true, description: 'There is no such member, or nothing is selected.'},
  $optional: refAs('matcher', 'There is no such member, or nothing is selected, or what is there matches.'),
  $type: {...type, type: ['string', 'array'], items: type, minItems: 1, description: 'The type, or one of several.'},
  $matches: text('A regular expression (RE2, linear time) that the string matches somewhere; anchor it yourself.'),
  $part: closed('A part of a string.', {
    of: text('A regular expression (RE2, linear time) with one group, which catches the part.'),
    is: refAs('matcher', 'What the part must be.'),
  }, ['of', 'is']),
  '$one-of': {type: ['array', 'string'], ...words('$one-of takes a list'), items: ref('matcher'), description: 'Equal to (partially) one of these.'},
  $contains: refAs('matcher', 'An array that has an item for each of these, in any order; a string that has this part.'),
  $each: refAs('matcher', 'An array, not empty, whose every item matches.'),
  $unordered: {type: ['array', 'string'], pattern: ONLY_VARIABLE, errorMessage: '$unordered takes a list', items: ref('matcher'), description: 'An array of exactly these items, in any order.'},
  $length: {
    ...closed('Of an array, a string, or the members of an object.', {
      $gt: number('Longer than.'), $gte: number('At least so long.'), $lt: number('Shorter than.'), $lte: number('At most so long.'),
    }),
    type: ['integer', 'object', 'string'], minimum: 0, pattern: ONLY_VARIABLE, minProperties: 1,
    errorMessage: '$length takes a whole number, or bounds such as { $gte: 1 }',
  },
  $gt: bound('Greater than: a number, or an instant in RFC 3339 form.'),
  $gte: bound('Greater or equal: a number, or an instant in RFC 3339 form.'),
  $lt: bound('Less than: a number, or an instant in RFC 3339 form.'),
  $lte: bound('Less or equal: a number, or an instant in RFC 3339 form.'),
  $not: refAs('matcher', 'There is a value and it does not match.'),
  $format: {type: 'string', enum: FORMAT_NAMES, description: 'A string of that format.'},
  $exactly: refAs('matcher', 'Deep equality, nothing extra, at this spot.'),
  $approx: closed('A number that is near.', {
    value: number('The number.'),
    within: number('How far the answer may be from it.'),
  }, ['value', 'within']),
  '$meets-box': closed('A GeoJSON geometry that has a position in common with a box.', {
    box: {type: ['array', 'string'], minItems: 4, maxItems: 4, items: number('A longitude or a latitude.'), pattern: ONLY_VARIABLE, errorMessage: 'a box is [west, south, east, north]', description: 'West, south, east, north, in degrees.'},
    within: number('How far beside the box it may lie, in degrees.'),
  }, ['box', 'within']),
  $rings: {const: 'right-hand', description: 'A GeoJSON geometry whose outer rings run anticlockwise and whose holes run clockwise.'},
  $literal: anything('The value itself, when it has members that start with $.'),
});

const OPTIONS: Readonly<Record<ExpectationKind, Schema>> = {
  status: {...status, type: ['integer', 'string', 'array'], items: status, minItems: 1, description: 'The status, or a list of those that are right.'},
  method: {
    type: ['string', 'object'], pattern: `^[A-Z]+$|${ONLY_VARIABLE}`, errorMessage: 'a method is text in capitals, or words that start with $',
    if: {type: 'object'}, then: {$ref: '#/$defs/matchers', minProperties: 1}, description: 'The method of what arrived.',
  },
  path: refAs('textMatcher', 'The path of what arrived, percent-decoded, without its query; the address of the listener stands before it.'),
  query: {...mapOf(ref('textMatcher'), 'Parameters of the query of what arrived, by name, decoded; several of one name are joined with a comma.'), minProperties: 1},
  headers: {
    ...mapOf(ref('textMatcher'), 'Header fields by name, letter case ignored; several of one name are joined with a comma.'), minProperties: 1,
    propertyNames: {pattern: `^[A-Za-z][A-Za-z0-9._-]*$|\\{\\{`, errorMessage: 'it is no name of a header field'},
  },
  json: refAs('matcher', 'The body, partially: objects may have more members, arrays are compared by position and length, scalars by type and value.'),
  exactly: refAs('matcher', 'The whole body, nothing extra.'),
  at: {
    ...mapOf(ref('matcher'), 'Every value that an RFC 9535 path selects; a path that selects nothing fails, unless the matcher is { $absent: true }.'),
    minProperties: 1, propertyNames: {pattern: '^\\$', errorMessage: 'a JSONPath starts with $'},
  },
  schema: text('Path of a JSON Schema (2020-12), relative to this file.'),
  'described-by': closed('What an OpenAPI description (3.1 or later) says of this answer: path, method, status, header fields, media type, and the schema of a JSON body.', {
    document: formed(ONLY_VARIABLE, 'must be one variable, a description that an earlier step captured with { at: $ }', 'The description.'),
    at: text('The address of the description, which relative addresses of servers start from.'),
    parameter: text('Only whether the operation that was asked names this parameter of the query.'),
  }, ['document', 'at']),
  description: list(oneOf(['references', 'examples'], 'references: they lead somewhere; examples: they follow their schemas.'), 'The body is an OpenAPI description (3.1 or later) that agrees with itself.'),
  'jsonld-equals': closed('The body after JSON-LD expansion, so that compacted and expanded answers both pass.', {
    document: {type: ['object', 'array', 'string'], description: 'What the body must say.'},
    ignore: list(text('An expanded or core term.'), 'Terms to leave out of the comparison.'),
  }, ['document']),
  links: {...mapOf(ref('linkMatcher'), 'Web links by relation: the Link header (RFC 8288) and a links array in a JSON body; at least one link must match.'), minProperties: 1},
  xml: refAs('xmlMatcher', 'An XML body as an object (attributes as @name, text as #text, prefixes dropped), partially.'),
  csv: refAs('matcher', 'A table in CSV with a header line (RFC 4180), as a list of rows: maps of the names in the first line to texts.'),
  text: refAs('textMatcher', 'The body as text.'),
};

const pick = (description: string, kinds: readonly ExpectationKind[]): Schema => ({
  ...closed(description, Object.fromEntries(kinds.map((kind) => [kind, OPTIONS[kind]]))), minProperties: 1,
});

const ONE_SOURCE = 'takes one of header, link, at, cookies, field and status';

/** Exactly one of these keys; where there is none, the last is missing. Written so that an editor tells one mistake once. */
function oneSource([first = '', ...others]: readonly string[]): Schema {
  if (others.length === 0) return {required: [first]};
  return {
    if: {required: [first]},
    then: {not: {anyOf: others.map((other) => ({required: [other]}))}, errorMessage: ONE_SOURCE},
    else: oneSource(others),
  };
}

const BODY = ['json', 'exactly', 'at', 'schema'] as const;

export const expectDefs: Readonly<Record<string, Schema>> = {
  matcher: {
    description: 'A value to be equal to, or words that start with $.',
    if: {type: 'object', not: {propertyNames: {pattern: '^(?!\\$)'}}},
    then: ref('matchers'),
    else: {additionalProperties: ref('matcher'), items: ref('matcher')},
  },
  // What can only ever be text: another value in its place would fail every platform.
  textMatcher: {
    type: ['string', 'object'], errorMessage: 'must be text (put it in quotes), or words that start with $',
    if: {type: 'object'}, then: {$ref: '#/$defs/matchers', minProperties: 1},
  },
  linkMatcher: {type: ['object', 'string'], pattern: ONLY_VARIABLE, errorMessage: 'a link is a map, such as { href: … }', allOf: [ref('matcher')]},
  xmlMatcher: {
    type: ['string', 'object', 'array'], errorMessage: 'must be text (put it in quotes), for XML holds text only',
    if: {type: 'object', not: {propertyNames: {pattern: '^(?!\\$)'}}},
    then: ref('matchers'),
    else: {additionalProperties: ref('xmlMatcher'), items: ref('xmlMatcher')},
  },
  matchers,
  answerExpect: pick('What the answer must be.', ['status', 'headers', ...BODY, 'described-by', 'description', 'jsonld-equals', 'links', 'xml', 'csv', 'text']),
  arrivalExpect: pick('What an arrival must be.', ['method', 'path', 'query', 'headers', ...BODY, 'jsonld-equals', 'xml', 'csv', 'text']),
  callExpect: pick('What a call must be.', ['method', 'path', 'query', 'headers', 'text']),
  // Of any step: what is left to hold once rows are put in.
  anyExpect: pick('What must be.', Object.keys(OPTIONS) as ExpectationKind[]),
  observationExpect: pick('What was observed must be.', BODY),
  pageExpect: pick('What the page answered and what was observed must be.', ['status', 'headers', ...BODY]),
  capture: {
    ...mapOf({
      ...closed('Where the value is taken from: a header field, a web link, a JSONPath, the cookies, a field of a form or the status.', {
        header: text('The first field of that name.'),
        parameter: text('Of an address in that header field: the value of this parameter of its query.'),
        link: text('A relation: the address of the first web link of that relation, made absolute.'),
        at: formed('^\\$', 'a JSONPath starts with $', 'A JSONPath that selects exactly one value.'),
        cookies: {const: true, description: 'True: the cookies that the answer sets, as a browser sends them back.', errorMessage: 'is true, or left out'},
        field: text('Of an HTML page: the value of the first input of that name.'),
        status: list({type: 'integer', minimum: 200, maximum: 599, errorMessage: 'a status is a whole number from 200 to 599'}, 'The status, where it is one of these; any other counts as none.'),
        secret: {type: 'boolean', description: 'True: the value is never written anywhere.'},
        optional: {type: 'boolean', description: 'True: a platform may leave it out; then the case is not applicable.'},
        otherwise: {type: 'string', description: 'The value where a platform leaves it out.'},
      }),
      dependentRequired: {parameter: ['header']},
      ...oneSource(['at', 'link', 'cookies', 'field', 'status', 'header']),
      allOf: [{not: {required: ['optional', 'otherwise']}, errorMessage: 'has both optional and otherwise'}],
    }, 'Values for later steps, by name.'),
    propertyNames: {pattern: '^[a-z][a-z0-9-]*$', errorMessage: 'a name is of small letters, digits and hyphens'},
  },
  reply: closed('What a listener answers.', {
    when: refAs('callExpect', 'Only for calls that meet this; then it comes before all without `when`, and takes no turn of theirs.'),
    status: {type: 'integer', minimum: 200, maximum: 599, errorMessage: 'a status is a whole number from 200 to 599', description: 'Default 200.'},
    headers: mapOf({type: 'string'}, 'Header fields.'),
    json: anything('A JSON body, with variables.'),
    body: {type: 'string', description: 'A body as text.'},
    after: duration('Waits so long before it answers.'),
  }),
};
