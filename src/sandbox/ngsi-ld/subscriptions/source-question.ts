// What a subscription to registrations asks of them (clauses 5.11.2.4, 5.12).

import {coreContext, expandName, type ActiveContext} from '../context/active.ts';
import {isObject, isStrings, type Json, type JsonObject} from '../json.ts';
import {readSelectors} from '../operations/query-by-post.ts';
import {textMember} from '../operations/question.ts';
import {badData} from '../problem.ts';
import {parseTypes} from '../query/type-selection.ts';
import type {TimesAsked} from '../registrations/interval.ts';
import type {Wanted} from '../registrations/match.ts';
import type {SourceQuestion} from '../registrations/select.ts';

/** Reads a subscription in the given context; one that was expanded means the same in any. Malformed is BadRequestData. */
export function subscribedSources(document: JsonObject, context: ActiveContext = coreContext()): SourceQuestion {
  const {geoQ, csf, scopeQ} = document;
  if (geoQ !== undefined && !isObject(geoQ)) throw badData('geoQ is no JSON object');
  const attributes = attributesOf(document).map((name) => expandName(context, name));
  const selectors = readSelectors(document['entities']);
  const wanted = selectors.map(({type, ids, idPattern}): Wanted => ({types: type === undefined ? undefined : parseTypes(type, context), ids, idPattern, attributes}));
  return {
    wanted: wanted.length === 0 ? [{types: undefined, ids: undefined, idPattern: undefined, attributes}] : wanted,
    geo: geoQ,
    csf: textMember(csf, 'csf'),
    scopeQ: textMember(scopeQ, 'scopeQ'),
    times: timesOf(document['temporalQ']),
  };
}

/** What is watched and what is to be notified together; where either is open, every Attribute will do. */
function attributesOf({watchedAttributes, notification}: JsonObject): readonly string[] {
  const notified = isObject(notification) ? notification['attributes'] : undefined;
  return isStrings(watchedAttributes) && isStrings(notified) ? [...watchedAttributes, ...notified] : [];
}

function timesOf(temporalQ: Json | undefined): TimesAsked {
  if (temporalQ === undefined) return {};
  if (!isObject(temporalQ)) throw badData('temporalQ is no JSON object');
  const {timerel, timeAt, endTimeAt, timeproperty} = temporalQ;
  if (timerel === undefined) throw badData('temporalQ has no timerel');
  return {timerel, timeAt, endTimeAt, timeproperty};
}
