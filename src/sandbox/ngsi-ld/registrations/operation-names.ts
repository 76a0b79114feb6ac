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
