// What the sources of a request that reads know, laid over what this broker knows itself (clauses 5.7.1.4, 5.7.2.4).

import {documentOf, linkContext, storeOf, type Exchange} from '../exchange.ts';
import {isObject, type JsonObject} from '../json.ts';
import type {Entity} from '../model.ts';
import {textMember} from '../operations/question.ts';
import {modeOf} from '../registrations/model.ts';
import {boundsTest, type SourceQuestion} from '../registrations/select.ts';
import type {Store} from '../store.ts';
import {ask, type Asking} from './ask.ts';
import {mergeVersions, supplement, type Merging} from './merge.ts';
import type {Passing} from './offer.ts';
import {planRead, type Question, type ReadPlan, type Sought} from './plan-read.ts';
import {questionOf, soughtById, soughtByQuery} from './sought.ts';
import {aliasOf} from './via.ts';

/** The Entities that this request is to see, and what went wrong on the way to them. */
export interface Gathered {
  readonly store: Store;
  readonly warnings: readonly string[];
}

/** Asks the sources of a request that reads; undefined when none of them may know anything of it. */
export async function gather(exchange: Exchange, passing: Passing): Promise<Gathered | undefined> {
  const store = storeOf(exchange);
  const {sought, asking, bounds} = await seeking(exchange, passing);
  const registrations = store.registrations.all().filter(boundsTest(bounds, {context: asking.context.active, wrong: exchange.broker.wrong}));
  const plan = together(sought.map((one) => planRead(one, registrations, passing)));
  if (plan.questions.length === 0 && plan.loops.length === 0) return undefined;
  const found = await Promise.all(plan.questions.map(async (question) => ({question, ...(await ask(exchange, question, asking))})));
  const warnings = [
    ...found.flatMap(({warning}) => (warning === undefined ? [] : [warning])),
    ...plan.loops.map(({id}): [number, string] => [199, `${id} was passed already: a loop`]),
  ];
  const agent = aliasOf(exchange.broker, store.tenant);
  const merging = {now: exchange.broker.now(), wrong: exchange.broker.wrong};
  return {
    store: laidOver(store, found.filter(({entities}) => entities.length > 0), merging),
    warnings: warnings.map(([code, text]) => `${code} ${agent} "${text}"`),
  };
}

interface Seeking {
  readonly sought: readonly Sought[];
  readonly asking: Asking;
  /** By which sources are left out. */
  readonly bounds: Pick<SourceQuestion, 'geo' | 'csf' | 'scopeQ'>;
}

async function seeking(exchange: Exchange, {ways: [way = '']}: Passing): Promise<Seeking> {
  const {searchParams} = exchange.request.url;
  if (way === 'retrieveEntity') {
    const context = await linkContext(exchange);
    const known = storeOf(exchange).get(exchange.path[0] ?? '')?.types;
    const bounds = {geo: undefined, csf: undefined, scopeQ: undefined};
    return {sought: [soughtById(exchange, context.active, known)], asking: {context, filters: {way, members: {}}}, bounds};
  }
  const isBody = way === 'queryBatch';
  const {json, context} = isBody ? await documentOf(exchange) : {json: undefined, context: await linkContext(exchange)};
  const isGeoJson = String(exchange.request.headers['accept']).includes('geo+json');
  const members: JsonObject = isObject(json) ? json : Object.fromEntries(searchParams);
  const isWhole = String(members['splitEntities']) === 'false' || exchange.broker.wrong('ngsi-ld-forward-filters-kept');
  const wanted = Object.fromEntries(Object.entries(members).filter(([key]) => isWhole && FILTERS.has(key)));
  const question = questionOf(exchange, json);
  return {
    sought: soughtByQuery(question, context.active, isGeoJson),
    asking: {context, filters: {way, members: wanted}},
    bounds: {geo: question.geo, csf: textMember(members['csf'], 'csf'), scopeQ: question.scopeQ},
  };
}

/** What an Entity has to be put together for first, unless each is known to be in one place (clause 4.3.6.7). */
const FILTERS = new Set(['q', 'geoQ', 'georel', 'geometry', 'coordinates', 'geoproperty', 'scopeQ', 'expandValues', 'jsonKeys']);

function together(plans: readonly ReadPlan[]): Pick<ReadPlan, 'questions' | 'loops'> {
  return {questions: plans.flatMap(({questions}) => questions), loops: plans.flatMap(({loops}) => loops)};
}

interface Answer {
  readonly question: Question;
  readonly entities: readonly Entity[];
}

/** A store that also shows what sources know; nothing is written into the one below. */
function laidOver(store: Store, answers: readonly Answer[], merging: Merging): Store {
  const entities = new Map(store.all().map((entity) => [entity.id, entity]));
  const isAuxiliary = ({question: {registration}}: Answer): boolean =>
    modeOf(registration) === 'auxiliary' || (modeOf(registration) === 'inclusive' && merging.wrong('ngsi-ld-forward-inclusive-as-auxiliary'));
  const versions = (from: readonly Answer[]): ReadonlyMap<string, Entity[]> => {
    const byId = new Map<string, Entity[]>();
    for (const entity of from.flatMap((answer) => answer.entities)) byId.set(entity.id, [...(byId.get(entity.id) ?? []), entity]);
    return byId;
  };
  const put = (id: string, entity: Entity | undefined): void => void (entity === undefined ? entities.delete(id) : entities.set(id, entity));
  for (const [id, found] of versions(answers.filter((answer) => !isAuxiliary(answer)))) {
    const own = entities.get(id);
    put(id, mergeVersions(own === undefined ? found : [own, ...found], merging));
  }
  for (const [id, found] of versions(answers.filter(isAuxiliary))) put(id, supplement(entities.get(id), mergeVersions(found, merging), merging));
  return {...store, all: () => [...entities.values()], get: (id) => entities.get(id)};
}
