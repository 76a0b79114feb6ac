import type {CityCollection} from './collection.ts';
import {DISTRICTS} from './districts.ts';
import {MASTS} from './masts.ts';
import {STATIONS} from './stations.ts';

/** When the sample data last changed. */
export const LAST_CHANGE = Date.UTC(2026, 2, 17, 6);

/** All sample data of the sandbox's city. */
export const CITY: readonly CityCollection[] = [STATIONS, DISTRICTS, MASTS];

/** A collection of the city by its id. */
export const collectionOf = (id: string): CityCollection | undefined => CITY.find((collection) => collection.id === id);
