// The coordinate reference systems the sandbox speaks, each by its URI, with its axes in the order its definition gives them.

import type {Position} from './geometry.ts';

export interface Crs {
  readonly uri: string;
  /** 3 when positions in it have a height. */
  readonly dimensions: 2 | 3;
  /** Which axis is the longitude, the one that may wrap at the antimeridian; absent where there is none. */
  readonly longitudeAxis?: 0 | 1;
  /** Least and greatest value of the first two axes. */
  readonly range: readonly [readonly [number, number], readonly [number, number]];
  /** From longitude, latitude (and height) to this system. */
  readonly from: (position: Position) => Position;
}

export const CRS84 = 'http://www.opengis.net/def/crs/OGC/1.3/CRS84';
export const CRS84H = 'http://www.opengis.net/def/crs/OGC/0/CRS84h';
export const EPSG_4326 = 'http://www.opengis.net/def/crs/EPSG/0/4326';
export const EPSG_4979 = 'http://www.opengis.net/def/crs/EPSG/0/4979';
export const EPSG_3857 = 'http://www.opengis.net/def/crs/EPSG/0/3857';

const LONGITUDE = [-180, 180] as const;
const LATITUDE = [-90, 90] as const;
// Half the circumference of the sphere of EPSG:3857.
const EDGE = 20_037_508.342789244;
const RADIUS = 6_378_137;

const plain = (position: Position): Position => position.slice(0, 2);

const swapped = ([longitude = 0, latitude = 0, ...height]: Position): Position => [latitude, longitude, ...height];

/** EPSG:3857, coordinate operation method 1024 (popular visualisation pseudo-Mercator): easting, northing in metres. */
function mercator([longitude = 0, latitude = 0]: Position): Position {
  const northing = RADIUS * Math.log(Math.tan(Math.PI / 4 + (latitude * Math.PI) / 360));
  return [(RADIUS * longitude * Math.PI) / 180, northing].map((metres) => Math.round(metres * 1000) / 1000);
}

const ALL: readonly Crs[] = [
  {uri: CRS84, dimensions: 2, longitudeAxis: 0, range: [LONGITUDE, LATITUDE], from: plain},
  {uri: CRS84H, dimensions: 3, longitudeAxis: 0, range: [LONGITUDE, LATITUDE], from: (position) => position},
  {uri: EPSG_4326, dimensions: 2, longitudeAxis: 1, range: [LATITUDE, LONGITUDE], from: (position) => swapped(plain(position))},
  {uri: EPSG_4979, dimensions: 3, longitudeAxis: 1, range: [LATITUDE, LONGITUDE], from: swapped},
  {uri: EPSG_3857, dimensions: 2, range: [[-EDGE, EDGE], [-Infinity, Infinity]], from: mercator},
];

/** The system with this URI, or undefined. */
export const crsOf = (uri: string): Crs | undefined => ALL.find((crs) => crs.uri === uri);
