// What a source may be registered for (Tables 4.20-1 and 4.20-2).

const OPERATIONS: ReadonlySet<string> = new Set([
  'createEntity', 'updateEntity', 'appendAttrs', 'updateAttrs', 'deleteAttrs', 'deleteEntity', 'createBatch', 'upsertBatch', 'updateBatch',
  'deleteBatch', 'upsertTemporal', 'appendAttrsTemporal', 'deleteAttrsTemporal', 'updateAttrInstanceTemporal',
  'deleteAttrInstanceTemporal', 'deleteTemporal', 'mergeEntity', 'replaceEntity', 'replaceAttrs', 'mergeBatch', 'purgeEntity',
  'retrieveEntity', 'queryEntity', 'queryBatch', 'retrieveTemporal', 'queryTemporal', 'retrieveEntityTypes', 'retrieveEntityTypeDetails',
  'retrieveEntityTypeInfo', 'retrieveAttrTypes', 'retrieveAttrTypeDetails', 'retrieveAttrTypeInfo', 'createSubscription',
  'updateSubscription', 'retrieveSubscription', 'querySubscription', 'deleteSubscription', 'retrieveEntityMap', 'updateEntityMap',
  'deleteEntityMap', 'createEntityMapQueryEntity', 'createEntityMapQueryTemporal', 'retrieveContextSourceIdentity',
  'federationOps', 'associationOps', 'updateOps', 'retrieveOps', 'redirectionOps',
]);

const DISCOVERY = ['retrieveEntityTypes', 'retrieveEntityTypeDetails', 'retrieveEntityTypeInfo', 'retrieveAttrTypes', 'retrieveAttrTypeDetails', 'retrieveAttrTypeInfo'];
const SUBSCRIPTIONS = ['createSubscription', 'updateSubscription', 'retrieveSubscription', 'querySubscription', 'deleteSubscription'];
const ENTITY_MAPS = ['retrieveEntityMap', 'updateEntityMap', 'deleteEntityMap', 'createEntityMapQueryEntity'];
const ASSOCIATION = ['retrieveEntity', 'queryEntity', 'queryBatch', ...DISCOVERY, ...SUBSCRIPTIONS, 'retrieveContextSourceIdentity'];

/** Table 4.20-2. */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  federationOps: [...ASSOCIATION, ...ENTITY_MAPS],
  associationOps: ASSOCIATION,
  updateOps: ['updateEntity', 'updateAttrs', 'replaceEntity', 'replaceAttrs'],
  retrieveOps: ['retrieveEntity', 'queryEntity'],
  redirectionOps: [
    'createEntity', 'updateEntity', 'appendAttrs', 'updateAttrs', 'deleteAttrs', 'deleteEntity', 'mergeEntity', 'replaceEntity', 'replaceAttrs',
    'retrieveEntity', 'queryEntity', 'purgeEntity', ...DISCOVERY, ...ENTITY_MAPS, 'retrieveContextSourceIdentity',
  ],
};

/** All that an auxiliary source may offer (clause 5.9.2.4). */
const AUXILIARY: ReadonlySet<string> = new Set(['retrieveOps', 'retrieveEntity', 'queryEntity']);

/** The first of these that is no operation and no group of them. */
export function unknownOperation(names: readonly string[]): string | undefined {
  return names.find((name) => !OPERATIONS.has(name));
}

/** Whether a source that offers these only ever adds what it can be asked for. Who says nothing offers a federation's operations, and more. */
export function isAuxiliary(names: readonly string[]): boolean {
  return names.length > 0 && names.every((name) => AUXILIARY.has(name));
}

/** Whether a source that says this of itself takes an operation; one that says nothing takes those of a federation (clause 4.20). */
export function offers(names: readonly string[] | undefined, operation: string): boolean {
  return (names ?? ['federationOps']).some((name) => name === operation || (GROUPS[name] ?? []).includes(operation));
}
