// What a source that holds its data alone must not get in the way of (clauses 4.3.6.3, 5.9.2.4).

import type {Broker} from '../broker.ts';
import {Problem} from '../problem.ts';
import type {Store} from '../store.ts';
import {claims, covers} from './match.ts';
import {informationOf, type Registration} from './model.ts';

/** Refuses an exclusive or redirect registration of what the broker, or another such source, already has. */
export function demandNoConflict(registration: Registration, store: Store, wrong: Broker['wrong']): void {
  const {mode} = registration.document;
  if (mode !== 'exclusive' && mode !== 'redirect') return;
  const mine = informationOf(registration.document);
  if (mode === 'exclusive' && !wrong('ngsi-ld-registration-conflict-ignored')) demandFree(registration, store);
  if (wrong('ngsi-ld-registration-of-held-entities-accepted')) return;
  const held = store.all().find((entity) => mine.some((info) =>
    (mode === 'redirect' ? claims(info, entity) : covers(info, entity.id, []) && info.attributes.some((name) => entity.attributes.has(name)))));
  if (held !== undefined) throw new Problem('Conflict', `this broker itself holds what is registered of ${held.id}`);
}

function demandFree({id, document}: Registration, store: Store): void {
  const others = store.registrations.all().filter((other) => other.id !== id && (other.document['mode'] === 'exclusive' || other.document['mode'] === 'redirect'));
  for (const {entities, attributes} of informationOf(document)) {
    for (const entity of entities) {
      const taken = others.find((other) => informationOf(other.document).some((info) => covers(info, entity.id ?? '', attributes)));
      if (taken !== undefined) throw new Problem('Conflict', `Attributes of ${entity.id} are registered by ${taken.id} already`);
    }
  }
}
