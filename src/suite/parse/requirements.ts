// A file of requirements → requirements of the model.

import type {Requirement, Route} from '../../model.ts';
import {pointerTo} from '../pointer.ts';
import type {YamlDocument} from '../yaml.ts';
import type {RawRequirement, RawRequirements, RawRoute} from './raw.ts';

/** The requirements in a file that its schema has found right. */
export function parseRequirements(document: YamlDocument): readonly Requirement[] {
  // The schema vouches for the shape.
  const file = document.value as unknown as RawRequirements;
  return file.requirements.map((raw, index) => parseRequirement(raw, file, document.placeOf(pointerTo('/requirements', index))));
}

function parseRequirement(raw: RawRequirement, file: RawRequirements, at: string): Requirement {
  const {id, number, title, capability, keyword, level, reading, text, condition, untestable, proof, equivalence} = raw;
  const provisional = raw.provisional ?? file.provisional;
  const baselines = provisional === true ? raw.baselines ?? file.baselines : undefined;
  return {
    id, release: file.release, mim: file.mim, mimTitle: file.title, number, title, capability, keyword, level,
    ...(reading === undefined ? {} : {reading}),
    text,
    ...(condition === undefined ? {} : {condition}),
    source: {...file.source, ...raw.source},
    aliases: raw.aliases ?? [],
    routes: (raw.routes ?? []).filter(isRoute).map(toRoute),
    ...(untestable === undefined ? {} : {untestable}),
    proof, equivalence,
    ...(provisional === undefined ? {} : {provisional}),
    ...(baselines === undefined ? {} : {baselines}),
    at,
  };
}

/** What is none is told by its schema, and the rest is looked at. */
function isRoute(raw: RawRoute): boolean {
  return ['inspection', 'declaration', 'planned', 'cases'].some((kind) => kind in raw);
}

function toRoute(raw: RawRoute): Route {
  if ('inspection' in raw) return {kind: 'inspection', question: raw.inspection};
  if ('declaration' in raw) return {kind: 'declaration', question: raw.declaration};
  if ('planned' in raw) return {kind: 'planned', mechanism: raw.mechanism, reason: raw.planned};
  return {kind: 'cases', mechanism: raw.mechanism, cases: raw.cases, ...(raw.besides === undefined ? {} : {besides: raw.besides})};
}
