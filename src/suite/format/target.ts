// A target file: what is tested, as the vendor describes it.

import {MOST_AT_A_TIME} from '../../model.ts';
import {anything, byKey, closed, duration, flag, list, mapOf, published, ref, slug, text} from './words.ts';
import type {Schema} from './words.ts';

const URL_PATTERN = '^https?://[^\\s#]+$';
const url = (description: string): Schema => ({type: 'string', pattern: URL_PATTERN, errorMessage: 'must be an absolute URL that starts with http:// or https://', description});

/** Text, or where to find it. */
const secret = (description: string): Schema => ({
  ...closed(description, {env: text('Name of an environment variable.'), file: text('Path of a file, relative to this one.')}),
  type: ['string', 'object'], minLength: 1, minProperties: 1, maxProperties: 1,
  errorMessage: 'must be { env: NAME } or { file: PATH }',
});

const version = (description: string): Schema => text(`${description} In quotes: "1.10".`);

const AUTH: Readonly<Record<string, Schema>> = {
  bearer: closed('A bearer token.', {bearer: secret('The token.')}, ['bearer']),
  'api-key': closed('A key in a header.', {
    'api-key': closed('Header and key.', {header: text('Name of the header.'), value: secret('The key.')}, ['header', 'value']),
  }, ['api-key']),
  basic: closed('User and password (RFC 7617).', {
    basic: closed('User and password.', {user: text('The user.'), password: secret('The password.')}, ['user', 'password']),
  }, ['basic']),
  oauth2: closed('OAuth 2.0 client credentials (RFC 6749, 4.4).', {
    oauth2: closed('How to get a token.', {
      'token-url': url('The token endpoint.'), 'client-id': text('The client.'), 'client-secret': secret('Its secret.'),
      scope: text('Scopes, separated by spaces.'), audience: text('The audience, where the server wants one.'),
    }, ['token-url', 'client-id', 'client-secret']),
  }, ['oauth2']),
  form: closed('What a person sends who signs in. It goes to this address only, whatever a suite asks for.', {
    form: closed('Address and fields.', {
      url: url('Where the form is sent to, by POST; a query may follow it.'),
      fields: mapOf(text('Its value.'), 'Fields that are no secret, such as the name of the user.'),
      secrets: {...mapOf(secret('Its value.'), 'Fields that are withheld from everything that is written, such as the password.'), minProperties: 1},
    }, ['url', 'secrets']),
  }, ['form']),
};

const endpoint = closed('One endpoint of the platform.', {
  url: url('Absolute; cases continue it with their paths.'),
  version: version('Version of the standard that is claimed; absent: the newest the suites know.'),
  auth: text('A name under auth.'),
  headers: mapOf(secret('A value, or where to find it.'), 'Header fields of every request.'),
  parameters: mapOf(anything('As mechanisms.yaml says of the mechanism.'), 'What only the vendor knows; cases that need one that is missing are blocked.'),
}, ['url']);

/** A URL, or more where the proxy asks who one is. */
const proxy: Schema = {
  ...closed('A proxy for every request: its URL, or its URL with user and password.', {
    url: url('Its URL, without credentials.'), user: text('The user.'), password: secret('The password.'),
  }, ['url', 'user', 'password']),
  type: ['string', 'object'], pattern: URL_PATTERN,
  errorMessage: 'must be the URL of a proxy, or { url: …, user: …, password: { env: NAME } }',
};

const nullable = (schema: Schema): Schema => ({...schema, type: [schema['type'] as string, 'null']});

/** JSON Schema of a target file. */
export const targetSchema: Schema = published('mimcheck target', closed('What is tested, as the vendor describes it.', {
  target: closed('The product.', {
    product: text('Its name.'), version: version('Its version.'), vendor: text('Who makes it.'), contact: text('Whom to ask.'),
  }, ['product', 'version', 'vendor']),
  endpoints: {...mapOf(ref('endpoint'), 'Where the platform is, by mechanism.'), minProperties: 1},
  auth: mapOf(ref('auth'), 'Credentials by name.'),
  claims: mapOf(closed('What is claimed of a mechanism.', {without: list(slug('A feature.'), 'Features that are not claimed.')}), 'Claims by mechanism; everything is claimed unless it is left out here.'),
  tls: closed('TLS.', {
    ca: text('PEM file with authorities to trust besides the usual.'), cert: text('PEM file with the client certificate.'),
    key: {...secret('Its key.'), description: 'Its key, as { file: … } or { env: … }.'}, verify: flag('False: certificates are not checked; the report says so at its head.'),
  }),
  proxy,
  callback: closed('How the platform reaches this machine with notifications.', {
    listen: {type: 'string', pattern: '^(\\[[0-9a-fA-F:]+\\]|[^\\s:]+):[0-9]{1,5}$', errorMessage: 'must be host:port, such as 127.0.0.1:0', description: 'host:port to listen at; port 0 takes a free one. Default 127.0.0.1:0.'},
    'public-url': nullable(url('How the platform reaches it; null: as it listens.')),
  }),
  limits: closed('How hard the platform may be asked.', {
    'requests-per-second': {type: ['number', 'null'], exclusiveMinimum: 0, errorMessage: 'must be a number above 0, or null', description: 'Default: no limit.'},
    concurrency: {type: 'integer', minimum: 1, maximum: MOST_AT_A_TIME, description: `Cases at a time, from 1 to ${MOST_AT_A_TIME}; default 4. Above 1, cases that only wait stand open beside those at work.`},
    connections: {type: 'integer', minimum: 1, maximum: MOST_AT_A_TIME, description: `Connections at a time, from 1 to ${MOST_AT_A_TIME}; default 8.`},
    'request-timeout': duration('For one request; default 10s.'),
    'run-timeout': duration('For the whole run; default 30m.'),
    settle: duration('How long the platform needs until what is written shows everywhere: so long nothing is asked after each write, and the report says so. At most 4s; default: no time at all.'),
  }),
}, ['target', 'endpoints']), {
  endpoint,
  auth: {
    type: 'object',
    description: 'One of bearer, api-key, basic, oauth2, form.',
    properties: Object.fromEntries(Object.entries(AUTH).map(([key, one]) => [key, {description: String(one['description'])}])),
    ...(byKey(Object.fromEntries(Object.keys(AUTH).map((key) => [key, `${key}Auth`])), {
      not: {}, errorMessage: 'must be one of: bearer, api-key, basic, oauth2, form',
    }) as Schema),
  },
  ...Object.fromEntries(Object.entries(AUTH).map(([key, one]) => [`${key}Auth`, one])),
});
