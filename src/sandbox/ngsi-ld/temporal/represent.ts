// An evolution as JSON, in the representation that a client asks for (clauses 4.5.6 to 4.5.9, 4.5.19; 6.3.11, 6.3.12).

import type {JsonObject} from '../json.ts';
import type {Instance} from '../model.ts';
import {isShown, renderEntity} from '../represent/entity.ts';
import {renderAttributes} from '../represent/instance.ts';
import type {View} from '../represent/view.ts';
import type {TemporalQuery} from '../query/temporal-query.ts';
import {renderAggregated, type Aggregation} from './aggregated.ts';
import type {Evolution, Moment, Moments} from './model.ts';
import {renderSeries} from './series.ts';

export type TemporalFormat = 'instances' | 'temporalValues' | 'aggregatedValues';

/** How a client wants to see evolutions. */
export interface TemporalView {
  /** How instances look, and which of them are shown. */
  readonly view: View;
  readonly format: TemporalFormat;
  /** There with the format `aggregatedValues`. */
  readonly aggregation?: Aggregation;
  readonly query: TemporalQuery;
}

/** The evolution without any @context; its Attributes as they are, its own members and its Scope as projected. */
export function renderEvolution({attributes, scope = [], ...own}: Evolution, how: TemporalView): JsonObject {
  const {view, aggregation, query} = how;
  const scopes: Moments = scope.length > 0 && isShown('scope', view) ? new Map([['scope', scope]]) : new Map();
  return {
    ...renderEntity({...own, attributes: new Map()}, view),
    ...deletion(own.deletedAt, view),
    ...(aggregation === undefined ? renderScope(scopes, how) : {}),
    ...(aggregation === undefined ? renderMoments(attributes, how, true) : renderAggregated(attributes, aggregation, query, view)),
  };
}

/** The Scope has no instanceId (clause 4.5.6). */
function renderScope(scopes: Moments, how: TemporalView): JsonObject {
  const now = scopes.get('scope')?.at(-1)?.value;
  return now !== undefined && how.view.wrong('ngsi-ld-temporal-scope-plain') ? {scope: now} : renderMoments(scopes, how, false);
}

function renderMoments(moments: Moments, {view, format, query}: TemporalView, withIds: boolean): JsonObject {
  const inPairs = format === 'temporalValues' && !view.wrong('ngsi-ld-temporal-values-still-instances');
  if (inPairs) return renderSeries(moments, query.property, view);
  const own = {...view, sysAttrs: view.sysAttrs && !view.wrong('ngsi-ld-temporal-sys-attrs-of-instances-missing')};
  const shown = view.wrong('ngsi-ld-temporal-instances-bare') ? new Map([...moments].map(([name, all]) => [name, all.map(bare)])) : moments;
  return renderAttributes(shown, {...own, extra: (_, instance) => systemMembers(instance, {withIds, view: own})});
}

function systemMembers(instance: Instance, {withIds, view}: {readonly withIds: boolean; readonly view: View}): JsonObject {
  if (!isMoment(instance)) return {};
  const {instanceId, deletedAt} = instance;
  return {
    ...(withIds && !view.wrong('ngsi-ld-temporal-instance-id-missing') ? {instanceId} : {}),
    ...deletion(deletedAt, view),
  };
}

function deletion(deletedAt: string | undefined, {sysAttrs, wrong}: View): JsonObject {
  return sysAttrs && deletedAt !== undefined && !wrong('ngsi-ld-temporal-deleted-at-missing') ? {deletedAt} : {};
}

function bare(moment: Moment): Moment {
  const {datasetId: _, ...others} = moment;
  return {...others, subs: new Map()};
}

function isMoment(instance: Instance): instance is Moment {
  return 'instanceId' in instance;
}
