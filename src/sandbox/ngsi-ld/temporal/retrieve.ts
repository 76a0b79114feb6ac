// /temporal/entities/{entityId} : retrieve an evolution (clause 5.7.3; 6.19.3.1).

import {answer} from '../answer.ts';
import {compactName} from '../context/active.ts';
import {accepted, linkContext, parametersOf, type Operation} from '../exchange.ts';
import {oneOrMany, type JsonObject} from '../json.ts';
import type {Instance} from '../model.ts';
import {DATA} from '../negotiate.ts';
import {renderAttributes} from '../represent/instance.ts';
import {requestView} from '../represent/request-view.ts';
import type {View} from '../represent/view.ts';
import type {Evolution, Moment} from './model.ts';
import {targetEvolution} from './target.ts';

/** Retrieve Temporal Evolution of an Entity, whole and normalized. */
export const retrieve: Operation = async (exchange) => {
  const parameters = parametersOf(exchange, {names: ['local'], options: ['sysAttrs']});
  const type = accepted(exchange, DATA);
  const context = await linkContext(exchange);
  const view = requestView(exchange, {parameters, context, type}, {linkDepth: 0});
  return answer(exchange, {body: render(targetEvolution(exchange).evolution, view), type, context});
};

function render({id, types, scope, createdAt, modifiedAt, deletedAt, attributes}: Evolution, view: View): JsonObject {
  const members = (moment: Moment): JsonObject => (view.sysAttrs && moment.deletedAt !== undefined ? {deletedAt: moment.deletedAt} : {});
  const inTime = (withId: boolean): View => ({
    ...view,
    extra: (_, instance) => (isMoment(instance) ? {...members(instance), ...(withId ? {instanceId: instance.instanceId} : {})} : {}),
  });
  return {
    id,
    type: oneOrMany(types.map((type) => compactName(view.context, type))),
    ...(scope === undefined ? {} : renderAttributes(new Map([['scope', scope]]), inTime(false))),
    ...(view.sysAttrs ? {createdAt, modifiedAt, ...(deletedAt === undefined ? {} : {deletedAt})} : {}),
    ...renderAttributes(attributes, inTime(true)),
  };
}

function isMoment(instance: Instance): instance is Moment {
  return 'instanceId' in instance;
}
