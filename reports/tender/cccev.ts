// The requirements of a tender in the Core Criterion and Core Evidence Vocabulary 2.1.0, as JSON-LD in one language. Its context is part of the file.

import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {JsonObject} from '../../src/model.ts';
import type {AcceptedRoute, AskedEvidence, ClauseRequirement, ClauseSet} from '../../src/tender/clause-set.ts';
import {semicolon} from '../../src/tender/formats.ts';
import type {Say, Words} from '../words.ts';
import {speak} from '../words.ts';
import {demandLines, evidenceLine, routeLine} from './lines.ts';

/** What an equivalent solution brings along, whatever else is asked for. */
const DOSSIER: AskedEvidence = {type: 'technical-dossier', attestation: 'assertion', maxAgeDays: null};

/** Names are plain strings: the shapes of CCCEV refuse texts with a language. */
export async function cccevOf(set: ClauseSet, words: Words, folder: string): Promise<string> {
  const context = (JSON.parse(await readFile(join(folder, 'cccev-ap-2.1.0.jsonld'), 'utf8')) as {readonly '@context': JsonObject})['@context'];
  const say = speak(words);
  const id = namesOf(set);
  const graph = [
    rootOf(set, id), {'@id': id('buyer'), '@type': 'Agent', 'http://xmlns.com/foaf/0.1/name': set.procedure.buyer},
    ...set.requirements.map((one) => criterionOf(one, set, id, say)),
    ...set.requirements.flatMap((one) => conceptsOf(one, id, say)),
    ...set.requirements.flatMap((one) => one.routes.map((route, index) => evidenceList(one, route, {set, id, say, index}))),
    ...evidenceTypes(set, id),
    ...frameworks(set, id),
    ...['percentage', ...new Set([DOSSIER, ...set.requirements.flatMap(({evidence}) => evidence)].map(({type}) => type))].map((code) => ({'@id': id(`code-${code}`), '@type': 'Code'})),
  ];
  return `${JSON.stringify({'@context': context, '@graph': graph}, null, 2)}\n`;
}

type Id = (name: string) => string;

/** Names that anybody can tell to be of this set: its digest (RFC 6920), and what it is in the set. */
function namesOf({digest}: ClauseSet): Id {
  const base = `ni:///sha-256;${Buffer.from(digest.replace(/^sha256:/, ''), 'hex').toString('base64url')}`;
  return (name) => `${base}#${encodeURIComponent(name)}`;
}

function rootOf({procedure, requirements}: ClauseSet, id: Id): JsonObject {
  return {
    '@id': id('tender'), '@type': 'Requirement', 'Requirement.identifier': procedure.reference, 'Requirement.name': procedure.title, 'Requirement.description': procedure.object,
    'Requirement.isIssuedBy': id('buyer'), 'Requirement.hasRequirement': requirements.map((one) => id(one.id)),
  };
}

/** What decides on admission or on points is a criterion; both types are named, because shapes are checked without inference. */
function criterionOf(one: ClauseRequirement, set: ClauseSet, id: Id, say: Say): JsonObject {
  return {
    '@id': id(one.id), '@type': one.use === 'information' ? 'Requirement' : ['Criterion', 'Requirement'],
    'Requirement.identifier': one.id, 'Requirement.name': one.title, 'Requirement.description': demandLines(one, say), 'Requirement.type': id(`use-${one.use}`),
    'Requirement.isIssuedBy': id('buyer'), 'Requirement.isRequirementOf': id('tender'),
    'Requirement.isDerivedFrom': [id(mimOf(one)), ...frameworkIds(one, set)],
    'Requirement.hasConcept': id(`${one.id}-verdict`),
    ...(one.use === 'gate' ? {'Requirement.hasRequirement': id(`${one.id}-met`)} : {}),
    'Requirement.hasEvidenceTypeList': one.routes.map((_, index) => id(`${one.id}-route-${index + 1}`)),
    ...(one.weight === null ? {} : {
      'Criterion.weight': String(one.weight), 'Criterion.weightingType': id('code-percentage'),
      'Criterion.weightingConsiderationDescription': one.scale.map(({value, label}) => say('criteria.level', {value, label})).join(semicolon(set.language)),
    }),
  };
}

/** What is found out about a requirement; of a gate also what it must come to. */
function conceptsOf(one: ClauseRequirement, id: Id, say: Say): readonly JsonObject[] {
  const expected = one.use === 'scored' ? one.scale.map(({value}) => String(value)).join(' | ') : 'passed';
  const concept: JsonObject = {
    '@id': id(`${one.id}-verdict`), '@type': 'InformationConcept', 'InformationConcept.identifier': `${one.id}-verdict`,
    'InformationConcept.name': say('criteria.verdict', {id: one.id}), 'InformationConcept.expressionOfExpectedValue': expected,
  };
  if (one.use !== 'gate') return [concept];
  return [concept, {
    '@id': id(`${one.id}-met`), '@type': ['Constraint', 'Requirement'], 'Requirement.identifier': `${one.id}-met`,
    'Requirement.name': say('criteria.met', {id: one.id}), 'Constraint.constrains': id(`${one.id}-verdict`),
  }];
}

/** One list a route: the lists are alternatives, the proofs in a list belong together. */
function evidenceList(one: ClauseRequirement, route: AcceptedRoute, {set, id, say, index}: {readonly set: ClauseSet; readonly id: Id; readonly say: Say; readonly index: number}): JsonObject {
  return {
    '@id': id(`${one.id}-route-${index + 1}`), '@type': 'EvidenceTypeList', 'EvidenceTypeList.identifier': `${one.id}-route-${index + 1}`,
    'EvidenceTypeList.name': routeLine(route, set, say), 'EvidenceTypeList.description': proofsOf(one, route).map((evidence) => evidenceLine(evidence, say)).join(semicolon(set.language)),
    'EvidenceTypeList.specifiesEvidenceType': proofsOf(one, route).map((evidence) => id(nameOf(evidence))),
  };
}

/** A test that does not exist yet, or is of another way, proves nothing. */
function proofsOf({evidence}: ClauseRequirement, {kind}: AcceptedRoute): readonly AskedEvidence[] {
  const proofs = kind === 'tested' ? evidence : evidence.filter(({type}) => type !== 'harness-run');
  return kind === 'equivalent' || proofs.length === 0 ? [...proofs.filter(({type}) => type !== 'technical-dossier'), DOSSIER] : proofs;
}

function evidenceTypes(set: ClauseSet, id: Id): readonly JsonObject[] {
  const all = new Map([DOSSIER, ...set.requirements.flatMap(({evidence}) => evidence)].map((evidence) => [nameOf(evidence), evidence]));
  return [...all].flatMap(([name, {type, maxAgeDays}]): readonly JsonObject[] => [
    {
      '@id': id(name), '@type': 'EvidenceType', 'EvidenceType.identifier': name, 'EvidenceType.evidenceTypeClassification': id(`code-${type}`),
      ...(maxAgeDays === null ? {} : {'EvidenceType.validityPeriodConstraint': id(`age-${maxAgeDays}`)}),
    },
    ...(maxAgeDays === null ? [] : [{'@id': id(`age-${maxAgeDays}`), '@type': 'PeriodOfTime', 'PeriodOfTime.duration': `P${maxAgeDays}D`}]),
  ]);
}

function frameworks(set: ClauseSet, id: Id): readonly JsonObject[] {
  const mims = [...new Set(set.requirements.map(mimOf))].map((name) => ({'@id': id(name), '@type': 'ReferenceFramework', 'ReferenceFramework.identifier': name}));
  const cited = [...set.frameworks, ...set.standards].map(({url, title}) => ({'@id': url, '@type': 'ReferenceFramework', 'ReferenceFramework.identifier': title}));
  const uses = [...new Set(set.requirements.map(({use}) => use))].map((use) => ({'@id': id(`use-${use}`), '@type': 'Code'}));
  return [...mims, ...cited, ...uses];
}

function frameworkIds(one: ClauseRequirement, set: ClauseSet): readonly string[] {
  const standards = new Set(one.routes.flatMap((route) => ('standards' in route ? route.standards : [])));
  return [...set.frameworks.filter(({id}) => one.frameworks.includes(id)), ...set.standards.filter(({id}) => standards.has(id))].map(({url}) => url);
}

function mimOf({mim, release}: ClauseRequirement): string {
  return `MIM${mim} ${release}`;
}

function nameOf({type, attestation, maxAgeDays}: AskedEvidence): string {
  return `${type}/${attestation}${maxAgeDays === null ? '' : `/${maxAgeDays}d`}`;
}
