// Whether a registration is what clauses 5.2.8 to 5.2.11, 5.2.22, 5.2.34, 4.3.6.3 and 4.3.6.6 allow. Everything else is BadRequestData.

import type {Broker} from '../broker.ts';
import {geometry} from '../geo/geojson.ts';
import {asArray, isArray, isObject, isStrings, type Json, type JsonObject} from '../json.ts';
import {pattern} from '../pattern.ts';
import {badData} from '../problem.ts';
import {dateTime, demandUri, isTermOrUri, isUri} from '../syntax.ts';
import {informationOf, PLACES} from './model.ts';
import {isAuxiliary, unknownOperation} from './operation-names.ts';

const MODES = ['inclusive', 'exclusive', 'redirect', 'auxiliary'];
const TEXTS = ['contextSourceAlias', 'description', 'registrationName'];
const SCOPE = /^\/?\p{L}[\p{L}\p{N}_]*(?:\/\p{L}[\p{L}\p{N}_]*)*$/u;
const DURATION = /^P(?!$)(?:\d+(?:[.,]\d+)?Y)?(?:\d+(?:[.,]\d+)?M)?(?:\d+(?:[.,]\d+)?W)?(?:\d+(?:[.,]\d+)?D)?(?:T(?!$)(?:\d+(?:[.,]\d+)?H)?(?:\d+(?:[.,]\d+)?M)?(?:\d+(?:[.,]\d+)?S)?)?$/;

/** Refuses a document that is no proper registration. */
export function checkRegistration(document: JsonObject, wrong: Broker['wrong']): void {
  const {type, id, endpoint, information, expiresAt, tenant, datasetId, scope} = document;
  if (type !== 'ContextSourceRegistration') throw badData('the type of the registration is not "ContextSourceRegistration"');
  if (id !== undefined) demandUri(id, 'the id of the registration');
  checkEndpoint(endpoint);
  const isEmpty = isArray(information) && information.length === 0;
  if (!isEmpty || !wrong('ngsi-ld-registration-without-information-accepted')) eachObject(information, 'information').forEach(checkInformation);
  for (const name of TEXTS) demandText(document, name);
  if (expiresAt !== undefined && dateTime(expiresAt) === undefined) throw badData('expiresAt is no DateTime');
  if (tenant !== undefined && typeof tenant !== 'string') throw badData('tenant is no string');
  if (datasetId !== undefined && !(isStrings(datasetId) && datasetId.every((one) => one === '@none' || isUri(one))))
    throw badData('datasetId is no array of URIs');
  if (scope !== undefined && !asArray(scope).every((one) => typeof one === 'string' && SCOPE.test(one))) throw badData('scope holds something that is no scope');
  for (const name of PLACES)
    if (document[name] !== undefined && geometry(document[name]) === undefined) throw badData(`${name} is no GeoJSON geometry`);
  for (const name of ['observationInterval', 'managementInterval']) checkInterval(document[name], name);
  demandDuration(document['refreshRate'], 'refreshRate');
  checkManagement(document['management']);
  checkSourceInfo(document['contextSourceInfo']);
  checkMode(document, wrong);
}

function checkEndpoint(endpoint: Json | undefined): void {
  const url = demandUri(endpoint, 'the endpoint of the registration');
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) throw badData('the endpoint of the registration cannot be dereferenced');
}

function checkInformation(info: JsonObject): void {
  const {entities, propertyNames, relationshipNames} = info;
  if ([entities, propertyNames, relationshipNames].every((part) => part === undefined))
    throw badData('an item of information has neither entities nor propertyNames nor relationshipNames');
  if (entities !== undefined) eachObject(entities, 'entities').forEach(checkEntity);
  for (const [name, list] of Object.entries({propertyNames, relationshipNames})) {
    if (list === undefined) continue;
    if (!isStrings(list) || !list.every(isTermOrUri)) throw badData(`${name} is no array of names with at least one item`);
  }
}

function checkEntity({type, id, idPattern}: JsonObject): void {
  const types = typeof type === 'string' ? [type] : type;
  if (!isStrings(types) || !types.every(isTermOrUri)) throw badData('an item of entities has no type');
  if (id !== undefined) demandUri(id, 'the id in entities');
  if (idPattern === undefined) return;
  if (typeof idPattern !== 'string') throw badData('idPattern is no string');
  pattern(idPattern);
}

function checkInterval(interval: Json | undefined, name: string): void {
  if (interval === undefined) return;
  if (!isObject(interval)) throw badData(`${name} is no JSON object`);
  const {startAt, endAt} = interval;
  if (dateTime(startAt) === undefined) throw badData(`${name}.startAt is no DateTime`);
  if (endAt !== undefined && dateTime(endAt) === undefined) throw badData(`${name}.endAt is no DateTime`);
}

function checkManagement(management: Json | undefined): void {
  if (management === undefined) return;
  if (!isObject(management)) throw badData('management is no JSON object');
  const {localOnly, cacheDuration} = management;
  if (localOnly !== undefined && typeof localOnly !== 'boolean') throw badData('management.localOnly is neither true nor false');
  demandDuration(cacheDuration, 'management.cacheDuration');
  for (const name of ['cooldown', 'timeout']) {
    const value = management[name];
    if (value !== undefined && (typeof value !== 'number' || value <= 0)) throw badData(`management.${name} is no number greater than 0`);
  }
}

function checkSourceInfo(info: Json | undefined): void {
  if (info === undefined) return;
  for (const {key, value} of eachObject(info, 'contextSourceInfo')) {
    if (typeof key !== 'string' || typeof value !== 'string') throw badData('contextSourceInfo is no array of key and value');
    if ((key === 'accept' || key === 'contentType') && value !== 'application/json' && value !== 'application/ld+json')
      throw badData(`contextSourceInfo names a media type that this broker does not speak: ${value}`);
    if (key === 'jsonldContext') demandUri(value, 'jsonldContext in contextSourceInfo');
    if (key === 'ngsildConformance' && !/^\d+\.\d+$/.test(value)) throw badData('ngsildConformance in contextSourceInfo is no version such as 1.5');
  }
}

function checkMode(document: JsonObject, wrong: Broker['wrong']): void {
  const {mode = 'inclusive', operations} = document;
  if (!MODES.some((known) => known === mode)) throw badData(`there is no mode ${JSON.stringify(mode)}`);
  if (operations !== undefined && !isStrings(operations)) throw badData('operations is no array of strings with at least one item');
  const unknown = unknownOperation(operations ?? []);
  if (unknown !== undefined) throw badData(`there is no operation ${unknown}`);
  if (mode === 'auxiliary' && !isAuxiliary(operations ?? []) && !wrong('ngsi-ld-registration-auxiliary-operations-unchecked'))
    throw badData('an auxiliary source has the operations retrieveOps, retrieveEntity or queryEntity');
  if (mode !== 'exclusive') return;
  for (const {entities, attributes} of informationOf(document)) {
    const single = entities.length > 0 && entities.every(({id}) => id !== undefined);
    if (!single || attributes.length === 0) throw badData('an exclusive source is registered for Attributes of Entities with an id');
  }
}

function eachObject(list: Json | undefined, name: string): readonly JsonObject[] {
  if (!isArray(list) || list.length === 0 || !list.every(isObject)) throw badData(`${name} is no array of JSON objects with at least one item`);
  return list.filter(isObject);
}

function demandText(object: JsonObject, name: string): void {
  if (object[name] !== undefined && (typeof object[name] !== 'string' || object[name] === '')) throw badData(`${name} is no string, or empty`);
}

function demandDuration(value: Json | undefined, name: string): void {
  if (value !== undefined && (typeof value !== 'string' || !DURATION.test(value))) throw badData(`${name} is no ISO 8601 duration`);
}
