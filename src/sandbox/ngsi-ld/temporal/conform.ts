// Evolutions as an earlier version of the standard knew them (clause 4.3.6.8).

import {conform, conformInstance} from '../represent/conform.ts';
import type {Evolution, Moment} from './model.ts';

/** The evolution without, or with a fallback for, what came after a version. */
export function conformEvolution(evolution: Evolution, version: number): Evolution {
  const {scope, ...others} = evolution;
  const {types, expiresAt} = conform({...others, attributes: new Map()}, version);
  const {expiresAt: _, attributes, ...own} = others;
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
