// When something is written into an evolution, and what its instances are called.

import type {Broker} from '../broker.ts';
import {isoTime} from '../time.ts';

export interface Stamp {
  readonly now: string;
  /** A fresh instanceId with each call. */
  readonly newId: () => string;
}

/** The stamp of one operation. */
export function stampOf({now, random, wrong}: Broker): Stamp {
  const stamp = {now: isoTime(now()), newId: instanceIds(random)};
  if (!wrong('ngsi-ld-temporal-instance-ids-shared')) return stamp;
  const same = stamp.newId();
  return {...stamp, newId: () => same};
}

/** Fresh instanceIds. One random text is enough for all of them, and is taken when the first is asked for. */
export function instanceIds(random: () => string): () => string {
  let [text, count] = ['', 0];
  return () => {
    if (count === 0) text = random();
    count += 1;
    return `urn:ngsi-ld:Instance:${text}:${count}`;
  };
}
