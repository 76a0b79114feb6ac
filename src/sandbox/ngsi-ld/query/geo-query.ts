// The Geoquery Language (clause 4.10): how an Entity's geometry has to lie to a reference geometry.

import {expandName, type ActiveContext} from '../context/active.ts';
import type {NgsiLdFaultName} from '../faults.ts';
import {distance, reach} from '../geo/distance.ts';
import {geometry, isGeometryType} from '../geo/geojson.ts';
import {equals, intersects, overlaps, within} from '../geo/relations.ts';
import {shapeOf, type Shape} from '../geo/shape.ts';
import type {Json} from '../json.ts';
import type {Entity} from '../model.ts';
import {badData} from '../problem.ts';

/** As a client gives it; coordinates as JSON or as a string of JSON. */
export interface GeoQueryInput {
  readonly georel?: Json | undefined;
  readonly geometry?: Json | undefined;
  readonly coordinates?: Json | undefined;
  readonly geoproperty?: Json | undefined;
}

interface Surroundings {
  readonly context: ActiveContext;
  readonly wrong: (fault: NgsiLdFaultName) => boolean;
}

type Relation = (target: Shape, reference: Shape) => boolean;

const NEAR = /^near;(max|min)Distance==(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)$/;

/** A test for Entities; anything malformed or missing is BadRequestData. */
export function geoTest(input: GeoQueryInput, around: Surroundings): (entity: Entity) => boolean {
  const reference = shapeOf(referenceGeometry(input.geometry, input.coordinates));
  const relation = relationOf(input.georel, around.wrong);
  const {geoproperty} = input;
  if (geoproperty !== undefined && typeof geoproperty !== 'string') throw badData('geoproperty is no string');
  const ignored = around.wrong('ngsi-ld-geoproperty-ignored');
  const name = expandName(around.context, geoproperty === undefined || ignored ? 'location' : geoproperty);
  return (entity) =>
    (entity.attributes.get(name) ?? []).some(({value}) => {
      const target = geometry(value);
      return target !== undefined && relation(shapeOf(target), reference);
    });
}

/** A geometry from the two parameters that describe one, coordinates as JSON or as a string of JSON. */
export function referenceGeometry(type: Json | undefined, coordinates: Json | undefined): ReturnType<typeof demandGeometry> {
  if (!isGeometryType(type)) throw badData(`not a type of geometry: ${JSON.stringify(type) ?? 'missing'}`);
  return demandGeometry({type, coordinates: typeof coordinates === 'string' ? parse(coordinates) : (coordinates ?? null)});
}

function demandGeometry(value: Json): NonNullable<ReturnType<typeof geometry>> {
  const found = geometry(value);
  if (found === undefined) throw badData('the coordinates do not fit the type of geometry');
  return found;
}

function parse(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw badData(`the coordinates are no JSON: ${text}`);
  }
}

function relationOf(georel: Json | undefined, wrong: Surroundings['wrong']): Relation {
  if (typeof georel !== 'string') throw badData('georel is missing');
  const near = NEAR.exec(georel);
  if (near !== null) return nearRelation(near[1] === 'max', Number(near[2]), wrong);
  switch (georel) {
    case 'within':
      return wrong('ngsi-ld-geo-within-is-contains') ? (target, reference) => within(reference, target) : within;
    case 'contains':
      return (target, reference) => within(reference, target);
    case 'intersects':
      return wrong('ngsi-ld-geo-intersects-is-within') ? within : intersects;
    case 'equals':
      return equals;
    case 'disjoint':
      return (target, reference) => intersects(target, reference) === wrong('ngsi-ld-geo-disjoint-is-intersects');
    case 'overlaps':
      return overlaps;
    default:
      throw badData(`not a geospatial relation: ${georel}`);
  }
}

function nearRelation(max: boolean, metres: number, wrong: Surroundings['wrong']): Relation {
  if (metres === 0) throw badData('the distance of near has to be greater than 0');
  const limit = wrong('ngsi-ld-near-in-kilometres') ? metres * 1000 : metres;
  const below = max !== wrong('ngsi-ld-near-min-is-max') || max;
  return below ? (target, reference) => reach(target, reference) <= limit : (target, reference) => distance(target, reference) > limit;
}
