// What subscriptions to registrations are sent (clauses 5.3.2, 5.3.3, 5.11.7).

import type {Broker} from '../broker.ts';
import {coreContext} from '../context/active.ts';
import {showRegistration} from '../registrations/lifecycle.ts';
import type {Registration} from '../registrations/model.ts';
import {registrationSelector} from '../registrations/select.ts';
import type {Change, Store} from '../store.ts';
import type {Content} from './message.ts';
import type {Subscription} from './model.ts';
import {notificationOf} from './notification-view.ts';
import {subscribedSources} from './source-question.ts';

/** For each subscription that came to match, still matches or matches no longer by a change. */
export function noticesOfSource(broker: Broker, {before, after}: Change<Registration>): (subscription: Subscription) => Content | undefined {
  return (subscription) => {
    const select = selectorOf(broker, subscription);
    const [old, fresh] = [before && select(before), after && select(after)];
    if (fresh !== undefined) return notice(broker, subscription, {sources: [fresh], reason: old === undefined ? 'newlyMatching' : 'updated'});
    if (old === undefined || broker.wrong('ngsi-ld-source-notification-of-loss-missing')) return undefined;
    return notice(broker, subscription, {sources: [old], reason: 'noLongerMatching'});
  };
}

/** All registrations that match; undefined where none does. */
export function noticeOfSources(broker: Broker, store: Store, subscription: Subscription): Content | undefined {
  const select = selectorOf(broker, subscription);
  const sources = store.registrations.all().map(select).filter((one) => one !== undefined);
  return sources.length === 0 ? undefined : notice(broker, subscription, {sources, reason: 'newlyMatching'});
}

function selectorOf({wrong}: Broker, {document}: Subscription): (registration: Registration) => Registration | undefined {
  if (wrong('ngsi-ld-source-subscription-matches-all')) return (registration) => registration;
  return registrationSelector(subscribedSources(document), {context: coreContext(), wrong});
}

function notice({wrong}: Broker, subscription: Subscription, {sources, reason}: {sources: readonly Registration[]; reason: NonNullable<Content['triggerReason']>}): Content {
  const how = {context: subscription.notifyContext, sysAttrs: notificationOf(subscription)['sysAttrs'] === true};
  return {
    data: sources.map((source) => showRegistration(source, how)),
    triggerReason: wrong('ngsi-ld-source-notification-wrong-reason') ? 'newlyMatching' : reason,
  };
}
