// How a subscription wants the Entities in its notifications (clause 5.2.14).

import type {Broker} from '../broker.ts';
import {isObject, isStrings, type JsonObject} from '../json.ts';
import {KINDS} from '../model.ts';
import {readJoin, type Join} from '../represent/join.ts';
import {valueOf} from '../represent/instance.ts';
import {parseProjection} from '../represent/projection.ts';
import type {Format, View} from '../represent/view.ts';
import {expandName} from '../context/active.ts';
import type {AttributeChange} from './changes.ts';
import type {Subscription} from './model.ts';

/** The notification member of a subscription. */
export function notificationOf({document}: Subscription): JsonObject {
  return isObject(document['notification']) ? document['notification'] : {};
}

/** The view for one change; `changes` gives previous values if the subscription asks to show changes. */
export function notificationView(broker: Broker, subscription: Subscription, changes: readonly AttributeChange[]): View {
  const notification = notificationOf(subscription);
  const context = subscription.notifyContext.active;
  const {attributes, pick, omit, sysAttrs, showChanges} = notification;
  const {datasetId, lang} = subscription.document;
  const projection = (list: typeof pick): ReturnType<typeof parseProjection> | undefined =>
    isStrings(list) ? parseProjection(list.join(','), context) : undefined;
  const [picked, omitted] = [projection(pick), projection(omit)];
  const view: View = {
    wrong: broker.wrong,
    context,
    format: formatOf(broker, notification),
    sysAttrs: sysAttrs === true && !broker.wrong('ngsi-ld-notification-sys-attrs-ignored'),
    geometryProperty: expandName(context, 'location'),
    ...(isStrings(attributes) && !broker.wrong('ngsi-ld-notification-attributes-ignored') ? {attrs: attributes} : {}),
    ...(picked === undefined ? {} : {pick: picked}),
    ...(omitted === undefined ? {} : {omit: omitted}),
    ...(isStrings(datasetId) ? {datasetIds: datasetId} : {}),
    ...(typeof lang === 'string' ? {lang} : {}),
  };
  if (showChanges !== true || broker.wrong('ngsi-ld-show-changes-ignored')) return view;
  return {
    ...view,
    extra: (name, instance) => {
      const change = changes.find((one) => one.name === name && one.after?.datasetId === instance.datasetId);
      return change?.before === undefined ? {} : previous(change.before, view);
    },
  };
}

/** The linked Entities that notifications carry. */
export function notificationJoin(subscription: Subscription): Join {
  const {join, joinLevel} = notificationOf(subscription);
  return readJoin(typeof join === 'string' ? join : undefined, typeof joinLevel === 'number' ? joinLevel : undefined);
}

/** The member that shows the value before the change. */
export function previous(before: NonNullable<AttributeChange['before']>, view: View): JsonObject {
  return {[KINDS[before.kind].previous]: valueOf(before, view)};
}

function formatOf(broker: Broker, {format}: JsonObject): Format {
  if (broker.wrong('ngsi-ld-notification-format-ignored')) return 'normalized';
  if (format === 'keyValues' || format === 'simplified') return 'simplified';
  return format === 'concise' ? 'concise' : 'normalized';
}
