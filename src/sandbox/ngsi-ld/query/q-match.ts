// Decides whether an Entity meets a query (semantics of clause 4.9).

import {expandName} from '../context/active.ts';
import type {NgsiLdFaultName} from '../faults.ts';
import type {Json} from '../json.ts';
import type {Entity} from '../model.ts';
import {wholePattern} from '../pattern.ts';
import {dateOnly, dateTime, timeOnly} from '../syntax.ts';
import {findTargets, type Looking, type Target} from './q-targets.ts';
import type {Comparand, Operator, Query, QueryValue} from './q-syntax.ts';

export interface Matching extends Looking {
  readonly wrong: (fault: NgsiLdFaultName) => boolean;
  /** Attributes whose values in the query are names to expand, by short name. */
  readonly expandValues: readonly string[];
}

type Term = Extract<Query, {node: 'term'}>;
type Compare = (target: Target) => boolean;

/** A test for Entities. Compiles patterns once; a malformed pattern is BadRequestData. */
export function queryTest(query: Query, matching: Matching): (entity: Entity) => boolean {
  if (query.node === 'term') return termTest(query, matching);
  const parts = query.parts.map((part) => queryTest(part, matching));
  const every = query.node === 'and' ? !matching.wrong('ngsi-ld-q-and-is-or') : matching.wrong('ngsi-ld-q-or-is-and');
  return (entity) => (every ? parts.every((part) => part(entity)) : parts.some((part) => part(entity)));
}

function termTest(term: Term, matching: Matching): (entity: Entity) => boolean {
  const {path, operator, comparand} = term;
  const wrongPath = path.trailing !== undefined && matching.wrong('ngsi-ld-q-trailing-path-ignored') ? {names: path.names} : path;
  const compare: Compare =
    operator === undefined || comparand === undefined
      ? () => true
      : comparison(operator, expanded(term, comparand, matching), matching.wrong);
  if (operator === undefined && matching.wrong('ngsi-ld-q-existence-ignored')) return () => true;
  return (entity) => findTargets(entity, wrongPath, matching).some(compare);
}

function comparison(operator: Operator, comparand: Comparand, wrong: Matching['wrong']): Compare {
  if (comparand.form === 'pattern') return patternTest(operator, comparand.pattern, wrong);
  const listed = comparand.form === 'values' ? comparand.values : [];
  const [wanted] = listed;
  const counted = wrong('ngsi-ld-q-list-only-first') ? listed.slice(0, 1) : listed;
  const meets = (value: Json): boolean =>
    comparand.form === 'range' ? inRange(value, comparand, wrong) : counted.some((one) => order(value, one) === 0);
  switch (operator) {
    case '==':
      return ({values}) => values.some(meets);
    case '!=':
      return ({values}) => (wrong('ngsi-ld-q-unequal-is-equal') ? values.some(meets) : !values.some(meets));
    default:
      return ({values, link}) => !link && wanted !== undefined && values.some((value) => ordered(order(value, wanted), operator, wrong));
  }
}

function ordered(result: number | undefined, operator: Operator, wrong: Matching['wrong']): boolean {
  if (result === undefined) return false;
  switch (operator) {
    case '>':
      return result > 0 || (result === 0 && wrong('ngsi-ld-q-greater-includes-equal'));
    case '>=':
      return result > 0 || (result === 0 && !wrong('ngsi-ld-q-greater-equal-excludes-equal'));
    case '<':
      return result < 0 || (result === 0 && wrong('ngsi-ld-q-less-includes-equal'));
    default:
      return result < 0 || (result === 0 && !wrong('ngsi-ld-q-less-equal-excludes-equal'));
  }
}

function inRange(value: Json, {from, to}: Extract<Comparand, {form: 'range'}>, wrong: Matching['wrong']): boolean {
  const [low, high] = [order(value, from), order(value, to)];
  if (low === undefined || high === undefined) return false;
  return wrong('ngsi-ld-q-range-excludes-ends') ? low > 0 && high < 0 : low >= 0 && high <= 0;
}

function patternTest(operator: Operator, source: string, wrong: Matching['wrong']): Compare {
  const matches = wholePattern(source);
  if (wrong('ngsi-ld-q-pattern-ignored')) return () => true;
  const negated = operator === '!~=' && !wrong('ngsi-ld-q-not-pattern-is-pattern');
  return ({values, link}) => {
    const texts = values.filter((value) => typeof value === 'string');
    if (link || texts.length === 0) return false;
    return negated ? !texts.some(matches) : texts.some(matches);
  };
}

/** Negative, zero or positive as the target is less, equal or greater; undefined when their types differ. */
function order(target: Json, wanted: QueryValue): number | undefined {
  switch (wanted.kind) {
    case 'number':
      return typeof target === 'number' ? target - wanted.value : undefined;
    case 'boolean':
      return target === wanted.value ? 0 : undefined;
    case 'dateTime':
      return difference(dateTime(target), wanted.value);
    case 'date':
      return difference(dateOnly(target), wanted.value);
    case 'time':
      return difference(timeOnly(target), wanted.value);
    case 'uri':
      return target === wanted.value ? 0 : undefined;
    case 'string':
      return typeof target === 'string' ? compareTexts(target, wanted.value) : undefined;
  }
}

const collator = new Intl.Collator('und');

function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  return collator.compare(a, b) || (a < b ? -1 : 1);
}

function difference(a: number | undefined, b: number): number | undefined {
  return a === undefined ? undefined : a - b;
}

function expanded({path}: Term, comparand: Comparand, {context, expandValues}: Matching): Comparand {
  if (comparand.form !== 'values' || path.names.length !== 1 || !expandValues.includes(path.names[0] ?? '')) return comparand;
  return {
    ...comparand,
    values: comparand.values.map((value) =>
      value.kind === 'string' || value.kind === 'uri' ? {kind: 'uri', value: expandName(context, value.value)} : value,
    ),
  };
}
