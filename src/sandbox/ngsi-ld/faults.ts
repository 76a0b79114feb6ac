// The ways in which the NGSI-LD part can be wrong, each as real platforms have been. Where each bites is near the code it breaks.

import type {Fault} from '../types.ts';
import {COMMON} from './faults/common-behaviours.ts';
import {CONSUMPTION} from './faults/consumption.ts';
import {FORWARDING} from './faults/forwarding.ts';
import {PROVISION} from './faults/provision.ts';
import {REGISTRY} from './faults/registry.ts';
import {SUBSCRIPTION} from './faults/subscription.ts';
import {TEMPORAL_PROVISION} from './faults/temporal-provision.ts';
import {TEMPORAL} from './faults/temporal.ts';

const ALL = [...PROVISION, ...CONSUMPTION, ...COMMON, ...REGISTRY, ...SUBSCRIPTION, ...TEMPORAL_PROVISION, ...TEMPORAL, ...FORWARDING] as const;

export type NgsiLdFaultName = `ngsi-ld-${(typeof ALL)[number][0]}`;

/** Every fault that can be switched on. */
export const NGSI_LD_FAULTS: readonly Fault[] = ALL.map(([name, title, clause]) => ({
  name: `ngsi-ld-${name}`,
  title,
  breaks: `ETSI GS CIM 009 V1.9.1, ${clause}`,
}));
