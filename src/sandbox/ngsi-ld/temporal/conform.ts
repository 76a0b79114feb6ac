// Evolutions as an earlier version of the standard knew them (clause 4.3.6.8).

import {conform, conformInstance} from '../represent/conform.ts';
import type {Evolution, Moment} from './model.ts';

/** The evolution without, or with a fallback for, what came after a version. */
export function conformEvolution(evolution: Evolution, version: number): Evolution {
  const {scope, expiresAt: _, attributes, ...own} = evolution;
  const {types, expiresAt} = conform({...own, ...(evolution.expiresAt === undefined ? {} : {expiresAt: evolution.expiresAt}), attributes: new Map()}, version);
  return {
    ...own,
    types,
    ...(expiresAt === undefined ? {} : {expiresAt}),
    ...(scope === undefined || version < 1.4 ? {} : {scope}),
    attributes: new Map([...attributes].map(([name, moments]) => [name, moments.map((moment) => conformMoment(moment, version))])),
  };
}

function conformMoment(moment: Moment, version: number): Moment {
  const {instanceId, deletedAt} = moment;
  return {...conformInstance(moment, version), instanceId, ...(deletedAt === undefined ? {} : {deletedAt})};
}
