// The six kinds of steps, each a closed object.

import type {Step} from '../../model.ts';
import {anything, byKey, closed, duration, flag, formed, list, mapOf, oneOf, ref, refAs, slug, text} from './words.ts';
import type {Schema} from './words.ts';

/** The keys that make a step what it is; the first that is there decides. */
const STEP_KINDS: readonly Step['kind'][] = ['request', 'await', 'quiet', 'ask', 'tls', 'browser'];

const METHODS = 'GET|HEAD|OPTIONS|TRACE|POST|PUT|PATCH|DELETE';
const ADDRESS = '(/[^\\s{}]*(\\{\\{\\s*[^{}\\s]+\\s*\\}\\}[^\\s{}]*)*|\\{\\{\\s*[^{}\\s]+\\s*\\}\\})';
const PATH_RULE = 'a path that starts with /, or one variable such as {{ location }}';

const requestLine = (methods: string): string => `^(${methods}) ${ADDRESS}$`;

const plainStatus: Schema = {type: 'integer', minimum: 100, maximum: 599, errorMessage: 'a status is a whole number from 100 to 599'};

const common = {
  id: slug('A name other steps can point at.'),
  name: text('One plain phrase that says what the step does.'),
};
const setup = flag('True: the step only prepares; what is not met here blocks the case and never fails it.');
const capture = refAs('capture', 'Values for later steps, by name.');
const headers: Schema = {
  ...mapOf({type: ['string', 'null'], errorMessage: 'a header field is text (put it in quotes), or null to take it away'}, 'Header fields; null takes one away that would be sent.'),
  propertyNames: {pattern: '^[A-Za-z][A-Za-z0-9._-]*$', errorMessage: 'it is no name of a header field'},
};
const fromRow = (map: Schema): Schema => ({
  ...map, type: ['object', 'string'], pattern: '^\\{\\{\\s*row\\.[^{}\\s.]+\\s*\\}\\}$', errorMessage: 'takes a map, or {{ row.NAME }}',
});
const since = slug('Only what arrives after the step of this id was sent; absent: since the case began.');

const requestStep = {
  ...closed('Sends a request.', {
    ...common, setup, capture,
    request: formed(requestLine(`${METHODS}|\\{\\{\\s*row\\.[^{}\\s]+\\s*\\}\\}`),
      `a request is METHOD and path: a method of ${METHODS.replaceAll('|', ', ')}, a space, and ${PATH_RULE}`,
      'METHOD and path. The path continues the URL of the endpoint in the target file; a path that is only a variable is a URI reference.'),
    query: fromRow(mapOf(anything('Text, a number, true or false; a list repeats the name; null leaves it out.'), 'Query parameters, percent-encoded.')),
    headers: fromRow(headers),
    json: anything('A JSON body.'),
    body: {type: 'string', description: 'A body as text.'},
    form: fromRow(mapOf(anything('Text, a number, true or false; a list repeats the name.'), 'A form as body.')),
    as: formed('^[A-Za-z0-9._-]+$', 'a name under auth in the target file, or nobody', 'Whose credentials: nobody, or a name under auth in the target file.'),
    'follow-redirects': flag('True: redirects of the same origin are followed; otherwise the redirect is the answer.'),
    eventually: closed('Repeats a GET or HEAD until the expectations are met; the last attempt decides.', {
      within: duration('For how long it is repeated.'),
      every: duration('Pause between attempts; default 250ms.'),
      'give-up-on': list(plainStatus, 'Statuses after which repeating makes no sense.'),
    }, ['within']),
    consistently: closed('Repeats; every attempt must meet the expectations.', {
      for: duration('For how long it is repeated.'),
      every: duration('Pause between attempts; default 250ms.'),
    }, ['for']),
    expect: ref('answerExpect'),
    undo: closed('What takes back what this request created; run at the end whatever happened.', {
      request: formed(requestLine('DELETE|POST|PUT|PATCH'), `an undo is DELETE, POST, PUT or PATCH, a space, and ${PATH_RULE}`, 'METHOD and path.'),
      headers,
      accept: list(plainStatus, 'Statuses that count as undone besides 2xx, 404 and 410.'),
    }, ['request']),
  }, ['request', 'expect']),
  allOf: [
    {not: {required: ['json', 'body']}, errorMessage: 'has both json and body; a request has one body'},
    {not: {required: ['json', 'form']}, errorMessage: 'has both json and form; a request has one body'},
    {not: {required: ['body', 'form']}, errorMessage: 'has both body and form; a request has one body'},
    {not: {required: ['eventually', 'consistently']}, errorMessage: 'has both eventually and consistently'},
  ],
};

const awaitStep = closed('Waits for arrivals at a listener; a time-out is a failure.', {
  ...common, setup, capture,
  await: slug('Name of the listener.'),
  since,
  within: duration('For how long to wait.'),
  count: {
    ...closed('How many arrivals must meet the expectations; default at least one.', {
      min: {type: 'integer', minimum: 0, description: 'At least; default 1.'},
      max: {type: 'integer', minimum: 1, description: 'At most; default any number.'},
    }),
    type: ['integer', 'object'], minimum: 1, minProperties: 1, errorMessage: 'a count is a whole number from 1, or { min, max }',
  },
  expect: ref('arrivalExpect'),
}, ['await', 'within', 'expect']);

const quietStep = closed('Watches a listener, where nothing may arrive.', {
  ...common, setup,
  quiet: slug('Name of the listener.'),
  since,
  for: duration('For how long to watch.'),
  expect: refAs('arrivalExpect', 'Absent: nothing may arrive. Otherwise nothing that meets this may arrive.'),
}, ['quiet', 'for']);

const askStep = closed('Asks for a declaration, answered in the target file.', {
  ...common,
  ask: text('The question, for people.'),
  evidence: list(oneOf(['link', 'file', 'text'], 'A kind of evidence.'), 'What can answer it; default text.'),
}, ['ask']);

const tlsStep = closed("Looks at the endpoint's TLS; what it saw is a JSON document.", {
  ...common, setup, capture,
  tls: oneOf(['handshake', 'versions', 'ciphers'], [
    'What is looked at, and the document that is seen.',
    'handshake: { established, version, cipher, alpn, authorized, authorizationError, authorizedByTargetCa, hostnameMatches, certificate, chain };',
    'a certificate is { subject, issuer, san, validFrom, validTo, daysLeft, keyType, keyBits, curve, signatureAlgorithm, selfSigned, ca, fingerprint256 }.',
    'versions: { TLSv1, TLSv1.1, TLSv1.2, TLSv1.3 }, each true, false, or null where the server says nothing.',
    'ciphers, of TLS 1.2: { supported, accepted, weak, noForwardSecrecy, strong }.',
  ].join(' ')),
  expect: ref('observationExpect'),
}, ['tls', 'expect']);

const browserStep = closed('Loads a page in a clean browser without touching it; what it saw is a JSON document.', {
  ...common, setup, capture,
  browser: formed(`^${ADDRESS}$`, `a page is ${PATH_RULE}`, 'Path of the page, as in a request.'),
  observe: list(oneOf(['requests', 'cookies', 'storage', 'dom', 'axe'], 'A part of what is seen.'), [
    'What to look at; each is a member of the document that is seen.',
    'requests: a list of { url, origin, method, type, thirdParty, status }.',
    'cookies: a list of { name, domain, path, secure, httpOnly, sameSite, session, thirdParty }.',
    'storage: { local, session }, the names kept.',
    'dom: { url, lang, title, headings, landmarks, images, imagesWithoutAlt, fields, fieldsWithoutLabel, links }.',
    'axe: { violations, passes }, a violation being { id, impact, help, tags, nodes }.',
  ].join(' ')),
  expect: ref('pageExpect'),
}, ['browser', 'observe', 'expect']);

const STEPS: Readonly<Record<Step['kind'], Schema>> = {
  request: requestStep, await: awaitStep, quiet: quietStep, ask: askStep, tls: tlsStep, browser: browserStep,
};

export const stepDefs: Readonly<Record<string, Schema>> = {
  step: {
    type: 'object',
    description: `Does exactly one thing: ${STEP_KINDS.join(', ')}.`,
    // Open here and closed in the branch: this is what an editor offers in an empty step.
    properties: Object.fromEntries(STEP_KINDS.map((kind) => [kind, {description: String(STEPS[kind]['description'])}])),
    ...(byKey(Object.fromEntries(STEP_KINDS.map((kind) => [kind, `${kind}Step`])), {
      not: {}, errorMessage: `a step does one thing: ${STEP_KINDS.join(', ')}`,
    }) as Schema),
  },
  ...Object.fromEntries(STEP_KINDS.map((kind) => [`${kind}Step`, STEPS[kind]])),
};
