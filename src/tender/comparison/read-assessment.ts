// assessment.yaml → Assessment. What it names must be in the tender and among the bids.

import {InputError} from '../../error.ts';
import type {Complaint} from '../../error.ts';
import {nearestOf} from '../../nearest.ts';
import {byPlace} from '../../suite/by-place.ts';
import {assessmentSchema} from '../../suite/format/assessment.ts';
import {pointerTo} from '../../suite/pointer.ts';
import {readYamlAs} from '../../suite/read-yaml-as.ts';
import type {YamlDocument} from '../../suite/yaml.ts';
import type {ClauseSet} from '../clause-set.ts';
import type {AssessedRequirement, Assessment, BidAssessment} from './bid.ts';

type RawAssessment = {readonly by: string; readonly bids: Readonly<Record<string, Partial<BidAssessment>>>};

/** What the buyer found, from a YAML text. Throws an `InputError` with every mistake. */
export async function readAssessment(text: string | Uint8Array, file: string, {set, bidders}: {set: ClauseSet; bidders: readonly string[]}): Promise<Assessment> {
  const document = await readYamlAs(assessmentSchema, text, file);
  // The schema vouches for the shape.
  const {by, bids} = document.value as unknown as RawAssessment;
  const complaints = Object.entries(bids).flatMap(([bidder, bid]) => [...ofBid(bidder, bid, {document, set, bidders})]);
  if (complaints.length > 0) throw new InputError(complaints.sort(byPlace));
  return {by, bids: Object.fromEntries(Object.entries(bids).map(([bidder, bid]) => [bidder, {...bid, requirements: bid.requirements ?? {}}]))};
}

interface Context {
  readonly document: YamlDocument;
  readonly set: ClauseSet;
  readonly bidders: readonly string[];
}

function* ofBid(bidder: string, {lots = [], requirements = {}}: Partial<BidAssessment>, {document, set, bidders}: Context): Generator<Complaint> {
  const pointer = pointerTo('/bids', bidder);
  if (!bidders.includes(bidder)) yield unknown('bid', bidder, {known: bidders, at: document.keyPlaceOf(pointer)});
  const known = set.procedure.lots.map(({id}) => id);
  for (const [index, lot] of lots.entries()) {
    if (!known.includes(lot)) yield unknown('lot', lot, {known, at: document.placeOf(`${pointer}/lots/${index}`)});
  }
  const ids = set.requirements.map(({id}) => id);
  for (const [id, finding] of Object.entries(requirements)) {
    const at = pointerTo(`${pointer}/requirements`, id);
    if (!ids.includes(id)) yield unknown('requirement', id, {known: ids, at: document.keyPlaceOf(at)});
    else yield* ofValue(id, finding, {document, set, at});
  }
}

function* ofValue(id: string, {finding, value}: AssessedRequirement, {document, set, at}: {document: YamlDocument; set: ClauseSet; at: string}): Generator<Complaint> {
  const requirement = set.requirements.find((one) => one.id === id);
  const values = requirement?.scale.map((level) => level.value) ?? [];
  const place = document.placeOf(`${at}/value`);
  if (requirement?.use !== 'scored') {
    if (value !== undefined) yield {at: place, message: `${id} gives no points in this tender`, remedy: 'take the value away'};
    return;
  }
  if (value !== undefined && values.length > 0 && !values.includes(value)) yield {at: place, message: `${value} is no level of ${id}`, remedy: `its published levels are ${values.join(', ')}`};
  if (value !== undefined && value > 0 && finding === 'not-met') yield {at: place, message: 'what is not met has no points', remedy: 'take the value away, or say partially'};
  if (value !== undefined && finding === 'not-applicable') yield {at: place, message: 'what does not apply has no value of its own', remedy: 'take the value away'};
  if (value === undefined && finding === 'partially') yield {at: document.placeOf(at), message: `how far ${id} is met is not said`, remedy: `add a value: ${values.join(', ')}`};
}

function unknown(what: string, name: string, {known, at}: {known: readonly string[]; at: string}): Complaint {
  const meant = nearestOf(name, known);
  return {at, message: `there is no ${what} '${name}'`, remedy: meant === undefined ? `known are ${known.join(', ') || 'none'}` : `did you mean '${meant}'?`};
}
