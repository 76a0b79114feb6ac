// /types/ and /attributes/ : what there is in the broker (clauses 5.7.5 to 5.7.10; 6.25 to 6.28).

import type {SandboxResponse} from '../../types.ts';
import {answer} from '../answer.ts';
import {compactName, expandName} from '../context/active.ts';
import type {Context} from '../context/load.ts';
import {accepted, linkContext, parametersOf, storeOf, type Exchange, type Operation} from '../exchange.ts';
import type {Json, JsonObject} from '../json.ts';
import type {Entity} from '../model.ts';
import {DATA} from '../negotiate.ts';
import {badData, Problem} from '../problem.ts';
import {isTermOrUri} from '../syntax.ts';

/** Retrieve Available Entity Types, with or without details. */
export const listTypes: Operation = (exchange) =>
  show(exchange, ['details', 'local'], ({entities, short, details}) => {
    const types = distinct(entities.flatMap((entity) => entity.types));
    if (!details) return {id: `urn:ngsi-ld:EntityTypeList:${exchange.broker.random()}`, type: 'EntityTypeList', typeList: types.map(short)};
    return types.map((type) => ({
      id: type,
      type: 'EntityType',
      typeName: short(type),
      attributeNames: attributeNames(ofType(entities, type)).map(short),
    }));
  });

/** Retrieve Available Entity Type Information. */
export const retrieveType: Operation = (exchange) =>
  show(exchange, ['local'], ({entities, short, named}) => {
    const type = named();
    const instances = ofType(entities, type);
    if (instances.length === 0) throw new Problem('ResourceNotFound', `there is no Entity of type ${type}`);
    const attributeDetails = attributeNames(instances).map((name) => ({
      id: name,
      type: 'Attribute',
      attributeName: short(name),
      attributeTypes: kindsOf(instances, name),
    }));
    if (exchange.broker.wrong('ngsi-ld-type-details-without-attributes'))
      return {id: type, type: 'EntityTypeInfo', typeName: short(type), entityCount: instances.length};
    return {
      id: type,
      type: 'EntityTypeInfo',
      typeName: short(type),
      entityCount: instances.length,
      attributeDetails,
    };
  });

/** Retrieve Available Attributes, with or without details. */
export const listAttributes: Operation = (exchange) =>
  show(exchange, ['details', 'local'], ({entities, short, details}) => {
    const names = attributeNames(entities);
    if (!details)
      return {id: `urn:ngsi-ld:AttributeList:${exchange.broker.random()}`, type: 'AttributeList', attributeList: names.map(short)};
    return names.map((name) => ({
      id: name,
      type: 'Attribute',
      attributeName: short(name),
      typeNames: typeNames(having(entities, name)).map(short),
    }));
  });

/** Retrieve Available Attribute Information. */
export const retrieveAttribute: Operation = (exchange) =>
  show(exchange, ['local'], ({entities, short, named}) => {
    const name = named();
    const holders = having(entities, name);
    if (holders.length === 0) throw new Problem('ResourceNotFound', `no Entity has the Attribute ${name}`);
    return {
      id: name,
      type: 'Attribute',
      attributeName: short(name),
      attributeCount: holders.flatMap((entity) => entity.attributes.get(name) ?? []).length,
      attributeTypes: kindsOf(holders, name),
      typeNames: typeNames(holders).map(short),
    };
  });

interface Seen {
  readonly entities: readonly Entity[];
  readonly short: (iri: string) => string;
  readonly details: boolean;
  /** The expanded name in the path. */
  readonly named: () => string;
}

async function show(
  exchange: Exchange,
  allowed: readonly string[],
  body: (seen: Seen) => JsonObject | readonly Json[],
): Promise<SandboxResponse> {
  const parameters = parametersOf(exchange, {names: allowed});
  const type = accepted(exchange, DATA);
  const context = await linkContext(exchange);
  const seen: Seen = {
    entities: storeOf(exchange).all(),
    short: (iri) => compactName(context.active, iri),
    details: parameters.flag('details') === true && !exchange.broker.wrong('ngsi-ld-details-ignored'),
    named: () => nameInPath(exchange, context),
  };
  return answer(exchange, {body: body(seen), type, context});
}

function nameInPath({path}: Exchange, {active}: Context): string {
  const name = path[0] ?? '';
  if (!isTermOrUri(name)) throw badData(`not a name: ${name}`);
  return expandName(active, name);
}

function ofType(entities: readonly Entity[], type: string): readonly Entity[] {
  return entities.filter((entity) => entity.types.includes(type));
}

function having(entities: readonly Entity[], name: string): readonly Entity[] {
  return entities.filter((entity) => entity.attributes.has(name));
}

function attributeNames(entities: readonly Entity[]): readonly string[] {
  return distinct(entities.flatMap((entity) => [...entity.attributes.keys()]));
}

function typeNames(entities: readonly Entity[]): readonly string[] {
  return distinct(entities.flatMap((entity) => entity.types));
}

function kindsOf(entities: readonly Entity[], name: string): readonly string[] {
  return distinct(entities.flatMap((entity) => (entity.attributes.get(name) ?? []).map(({kind}) => kind)));
}

function distinct(items: readonly string[]): readonly string[] {
  return [...new Set(items)].toSorted();
}
