import type {Reach} from '../../../../src/sandbox/ngsi-ld/forwarding/reach.ts';
import type {Ask} from '../harness.ts';

type Step = readonly [string, Ask?] | number;

const FOREIGN = {id: 'urn:e:1', type: 'Room', n: {type: 'Property', value: 9, observedAt: '2025-01-02T00:00:00Z'}, m: {type: 'Property', value: 8}};

/** Sources that always say the same: `north` has an Entity and does what it is told, `south` never answers in time. */
export const SOURCES: Reach = async ({method, url}) => {
  if (url.includes('south.test')) return 'late';
  const {pathname} = new URL(url);
  return {status: method === 'GET' ? 200 : 204, headers: {}, text: method !== 'GET' ? '' : JSON.stringify(pathname.endsWith('/entities') ? [FOREIGN] : FOREIGN)};
};

const register = (more: object = {}, id = 'urn:c:1'): Step => ['POST /csourceRegistrations', {
  body: {id, type: 'ContextSourceRegistration', endpoint: 'http://north.test', information: [{entities: [{type: 'Room', id: 'urn:e:1'}]}], operations: ['redirectionOps'], ...more},
}];
const only = {information: [{entities: [{type: 'Room', id: 'urn:e:1'}], propertyNames: ['n']}]};
const create = (n: object = {value: 1}): Step => ['POST /entities?local=true', {body: {id: 'urn:e:1', type: 'Room', n}}];
const give: Step = ['POST /entities', {body: {id: 'urn:e:1', type: 'Room', n: 1, x: 2}}];
const query: Step = ['GET /entities?type=Room,Hall'];
const here: Step = ['GET /entities/urn:e:1?local=true'];
const older = {value: 1, observedAt: '2025-01-01T00:00:00Z'};
const newer = {value: 1, observedAt: '2025-01-03T00:00:00Z'};
const slow = {endpoint: 'http://south.test'};

/** For each fault of a broker with context sources an exchange that shows it. */
export const FORWARDING_PROBES: Readonly<Record<string, readonly Step[]>> = {
  'forward-local-ignored': [register(), ['GET /entities?type=Room&local=true']],
  'forward-sends-everything': [register(only), give],
  'forward-types-not-narrowed': [register(), query],
  'forward-operations-ignored': [register({operations: ['retrieveEntity']}), query],
  'forward-exclusive-kept': [register({...only, mode: 'exclusive'}), give, here],
  'forward-redirect-kept': [register({...only, mode: 'redirect'}), give, here],
  'forward-inclusive-as-auxiliary': [create(older), register(), query],
  'forward-auxiliary-overrides': [create(newer), register({mode: 'auxiliary', operations: ['retrieveOps']}), query],
  'forward-auxiliary-written': [register({mode: 'auxiliary', operations: ['retrieveOps']}), give],
  'forward-older-wins': [create(older), register(), query],
  'forward-filters-kept': [register(), ['GET /entities?type=Room&q=n>1']],
  'forward-loop-not-refused': [register({contextSourceAlias: 'north'}), ['GET /entities?type=Room', {headers: {Via: '1.1 north'}}]],
  'forward-via-missing': [register(), query],
  'forward-tenant-missing': [register({tenant: 'inner'}), query],
  'forward-info-missing': [register({contextSourceInfo: [{key: 'X-Key', value: 'k'}]}), query],
  'forward-context-ignored': [register({contextSourceInfo: [{key: 'jsonldContext', value: 'http://127.0.0.1:9/none'}]}), query],
  'forward-conformance-ignored': [register({contextSourceInfo: [{key: 'ngsildConformance', value: '1.3'}]}), ['POST /entities', {body: {id: 'urn:e:1', type: 'Room', n: {json: {a: 1}}}}]],
  'forward-local-only-ignored': [register({management: {localOnly: true}}), query],
  'forward-timeout-ignored': [register({management: {timeout: 50}}), query],
  'forward-cooldown-ignored': [register({...slow, management: {cooldown: 9000}}), query, query],
  'forward-failure-fails-all': [register(slow), query],
  'forward-warning-missing': [register(slow), query],
  'forward-partial-hidden': [register(slow), give],
};
