// What a request says about time: in its parameters (Tables 6.18.3.2-1, 6.19.3.1-1) or in its body (clauses 5.2.21, 5.2.23, 5.2.44).

import type {NgsiLdFaultName} from '../faults.ts';
import {isObject, isStrings, type Json, type JsonObject} from '../json.ts';
import type {Parameters} from '../parameters.ts';
import {badData} from '../problem.ts';
import {textMember} from '../operations/question.ts';
import {readTemporalQuery, type TemporalQuery} from '../query/temporal-query.ts';

/** The same, wherever it was said. */
export interface TimeAsked {
  readonly query: TemporalQuery;
  readonly aggrMethods: readonly string[] | undefined;
  readonly aggrPeriodDuration: string | undefined;
}

type Wrong = (fault: NgsiLdFaultName) => boolean;

/** The names of the parameters. */
export const TIME_PARAMETERS = ['aggrMethods', 'aggrPeriodDuration', 'endTimeAt', 'lastN', 'timeAt', 'timeproperty', 'timerel'];

/** What the parameters of a URL say; anything malformed is BadRequestData. */
export function timeAskedInUrl({text, list, count}: Parameters, wrong: Wrong): TimeAsked {
  const [timerel, timeAt, endTimeAt, timeproperty] = [text('timerel'), text('timeAt'), text('endTimeAt'), text('timeproperty')];
  const query = readTemporalQuery({timerel, timeAt, endTimeAt, timeproperty, lastN: count('lastN')}, wrong);
  return {query, aggrMethods: list('aggrMethods'), aggrPeriodDuration: text('aggrPeriodDuration')};
}

/** What a query in a body says in `temporalQ` and `aggrParams`; anything malformed is BadRequestData. */
export function timeAskedInBody(body: JsonObject, wrong: Wrong): TimeAsked {
  const [temporal, aggregation] = [member(body, 'temporalQ'), member(body, 'aggrParams')];
  const {timerel, timeAt, endTimeAt, timeproperty, lastN} = temporal;
  return {
    query: readTemporalQuery({timerel, timeAt, endTimeAt, timeproperty, lastN}, wrong),
    aggrMethods: methods(aggregation['aggrMethods'] ?? temporal['aggrMethods']),
    aggrPeriodDuration: textMember(aggregation['aggrPeriodDuration'] ?? temporal['aggrPeriodDuration'], 'aggrPeriodDuration'),
  };
}

function member(body: JsonObject, name: string): JsonObject {
  const {[name]: value = {}} = body;
  if (!isObject(value)) throw badData(`${name} is no JSON object`);
  return value;
}

/** A comma separated list; an array of strings means the same. */
function methods(value: Json | undefined): readonly string[] | undefined {
  return isStrings(value) ? value : textMember(value, 'aggrMethods')?.split(',');
}
