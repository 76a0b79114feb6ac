// A file of cases.

import {expectDefs} from './expect.ts';
import {stepDefs} from './steps.ts';
import {anything, closed, duration, flag, formed, list, mapOf, oneOf, published, ref, SLUG, slug, text} from './words.ts';
import type {Schema} from './words.ts';

const clause: Schema = {
  ...closed("A clause of the mechanism's standard, or of another document.", {
    document: text('As cited: RFC 9110.'),
    version: text('Version or date of the document, in quotes.'),
    clause: text('Number of the clause, in quotes.'),
    url: {type: 'string', format: 'uri', description: 'Where it can be read.'},
  }, ['document', 'version', 'clause']),
  type: ['string', 'object'], minLength: 1,
};

const NAME = '^[a-z][a-z0-9-]*$';
const names = {propertyNames: {pattern: NAME, errorMessage: 'a name is of small letters, digits and hyphens'}};

const testCase = closed("A conformance test of a mechanism against clauses of its standard.", {
  id: formed('^[A-Z][A-Z0-9]*(-[A-Z0-9]+)+$', 'a case id is of capitals, digits and hyphens: NGSILD-ENT-01', 'Permanent. A change of meaning gets a new id.'),
  title: text('One plain sentence that says what a right platform does.'),
  why: text('How the clause was read, where it leaves room.'),
  clause: {...clause, type: ['string', 'object', 'array'], items: clause, minItems: 1, description: "Clauses of the mechanism's standard, or { document, version, clause, url }; one or a list."},
  since: formed('^[0-9]+(\\.[0-9]+)*$', 'a version is of numbers and dots, in quotes: "1.6.1"', 'First version of the standard that demands it. A platform that claims an older one gets not applicable.'),
  level: oneOf(['must', 'should', 'may'], 'How binding it is; default must.'),
  etsi: list(text('Id of a test.'), 'Tests of the ETSI NGSI-LD test suite that this case subsumes.'),
  ogc: list(text('Id of a test.'), 'Tests of OGC abstract test suites that this case subsumes.'),
  needs: list(slug('A feature of the mechanism.'), 'Features the vendor must claim; otherwise not applicable.'),
  timeout: duration('For the whole case; default 30s.'),
  exclusive: flag('True: runs alone, because it looks at or changes state that others see.'),
  variables: {...mapOf(anything('A value, with names above it.'), 'Names for values.'), ...names},
  listeners: {
    ...mapOf({
      type: ['object', 'null'],
      description: 'Answers 200 with an empty body, unless it says otherwise.',
      properties: {reply: ref('reply'), replies: list(ref('reply'), 'The first whose `when` is met; otherwise those without one, in turn, and the last one stays.')},
      additionalProperties: false,
      allOf: [{not: {required: ['reply', 'replies']}, errorMessage: 'has both reply and replies'}],
    }, 'Addresses that the runner opens.'), ...names,
  },
  'for-each': list({
    type: 'object',
    properties: {row: formed(SLUG, 'the name of a row is text of small letters, digits and hyphens', 'Name of the row; the case becomes ID[name].')},
    required: ['row'],
    additionalProperties: true,
  }, 'The case is run for each row; its values are {{ row.key }}.'),
  steps: list(ref('step'), 'In order. The first step that is not met ends the case.'),
}, ['id', 'title', 'clause', 'steps']);

const unjudged = closed('Parts of answers at which no case looks, because no clause binds them.', {
  operations: list(text('As `npm run mutation` names it: GET /collections/{}. * stands for anything.'), 'In whose answers.'),
  changes: list(text('As `npm run mutation` names it: item-duplicate, header-* link. * stands for anything.'), 'What may change.'),
  clause: {...clause, type: ['string', 'object', 'array'], items: clause, minItems: 1, description: 'Where the standard says so, or would if it did; as in a case.'},
  why: text('How the clause was read.'),
}, ['operations', 'changes', 'clause', 'why']);

/** JSON Schema of a file of cases. */
export const suiteSchema: Schema = published('mimcheck suite', closed('Cases of one mechanism.', {
  suite: slug('Id of the suite.'),
  title: text('What its cases are about.'),
  mechanism: slug('Key of the mechanism in mechanisms.yaml.'),
  cases: list(ref('case'), 'The cases.'),
  unjudged: list(ref('unjudged'), 'Changes of answers that no case notices, each kind explained.'),
}, ['suite', 'title', 'mechanism', 'cases']), {case: testCase, unjudged, ...stepDefs, ...expectDefs});
