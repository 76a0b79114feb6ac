import type {Ask} from '../harness.ts';

type Step = readonly [string, Ask?] | number;

const ID = 'urn:e:1';
const AT = ['2020-01-01T00:00:00Z', '2020-01-02T00:00:00Z', '2020-01-03T00:00:00Z'] as const;
const n = (value: unknown, observedAt: string, more: object = {}): object => ({type: 'Property', value, observedAt, ...more});
const upsert = (body: object): Step => ['POST /temporal/entities', {body: {id: ID, type: 'Room', ...body}}];
const add = (body: object): Step => [`POST /temporal/entities/${ID}/attrs`, {body}];
const remove = (rest = '', of = ID): Step => [`DELETE /temporal/entities/${of}${rest}`];
const told = [upsert({n: [n(1, AT[0], {unitCode: 'CEL'}), n(2, AT[1], {unitCode: 'CEL'}), n(3, AT[0], {datasetId: 'urn:d:1'}), n(4, AT[1], {datasetId: 'urn:d:1'})]}), 5] as const;
/** The broker of the tests says r1 where another says something random. */
const SECOND = 'urn:ngsi-ld:Instance:r1:2';
const modify = (instanceId = SECOND): Step => [`PATCH /temporal/entities/${ID}/attrs/n/${instanceId}`, {body: {n: [n(20, AT[1])]}}];
const shown: Step = [`GET /temporal/entities/${ID}?options=sysAttrs`];
const entity: Step = ['POST /entities', {body: {id: ID, type: 'Room', scope: '/a', n: 1}}];
const state: Step = [`GET /entities/${ID}`];

/** For each fault of provision of the Temporal API an exchange that shows it. */
export const TEMPORAL_PROVISION_PROBES: Readonly<Record<string, readonly Step[]>> = {
  'temporal-create-answers-200': told,
  'temporal-location-missing': told,
  'temporal-update-answers-201': [...told, upsert({})],
  'temporal-update-refused': [...told, upsert({})],
  'temporal-type-demanded': [...told, upsert({type: undefined})],
  'temporal-types-not-added': [...told, add({type: 'Hall'}), shown],
  'temporal-instances-replaced': [...told, add({n: n(5, AT[2])}), shown],
  'temporal-one-instance-kept': [...told, shown],
  'temporal-series-refused': [upsert({n: {type: 'Property', values: [[1, AT[0]]]}})],
  'temporal-add-creates': [add({n: n(1, AT[0])})],
  'temporal-instance-ids-shared': [...told, shown],
  'temporal-delete-deletes-latest': [...told, remove('/attrs/n'), shown],
  'temporal-delete-deletes-all': [...told, remove('/attrs/n'), shown],
  'temporal-delete-all-ignored': [...told, remove('/attrs/n?deleteAll=true'), shown],
  'temporal-delete-ignores-dataset-id': [...told, remove('/attrs/n?datasetId=urn:d:1'), shown],
  'temporal-modify-adds': [...told, modify(), shown],
  'temporal-modify-changes-all': [...told, modify(), shown],
  'temporal-modify-merges': [...told, modify(), shown],
  'temporal-modify-resets-created-at': [...told, modify(), shown],
  'temporal-modify-modified-at-stuck': [...told, modify(), shown],
  'temporal-modify-unknown-accepted': [...told, modify('urn:i:9')],
  'temporal-delete-instance-deletes-nothing': [...told, remove(`/attrs/n/${SECOND}`), shown],
  'temporal-delete-instance-deletes-all': [...told, remove(`/attrs/n/${SECOND}`), shown],
  'temporal-instance-id-unchecked': [...told, remove('/attrs/n/nine')],
  'temporal-delete-deletes-nothing': [...told, remove(), shown],
  'temporal-delete-deletes-entity': [entity, remove(), state],
  'temporal-changes-not-recorded': [entity, shown],
  'temporal-deletions-not-recorded': [entity, [`DELETE /entities/${ID}/attrs/n`], shown],
  'temporal-ends-with-entity': [entity, [`DELETE /entities/${ID}`], shown],
  'temporal-scope-not-recorded': [entity, shown],
};
