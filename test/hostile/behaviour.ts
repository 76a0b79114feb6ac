// What a hostile platform does, and what a run must make of it.

import type {Case, Step, Target} from '../../src/model.ts';
import {requestStep} from '../run/plans.ts';

/** A server of the platform's own, where raw bytes by path are not enough. */
export interface Place {
  readonly origin: string;
  /** The authority that signed its certificate. */
  readonly ca?: string;
  readonly close: () => Promise<void> | void;
}

export interface Behaviour {
  /** Completes the sentence "a platform that …". */
  readonly title: string;
  readonly start: () => Promise<Place>;
  /** What is asked; by default `/` once, for JSON. */
  readonly steps?: readonly Step[];
  readonly change?: Partial<Case>;
  readonly target?: Partial<Target>;
  /** What the record must say of the last exchange. */
  readonly recorded?: object;
  /** What the record must say of the arrivals at the last step. */
  readonly arrived?: object;
  /** What the verdict must be, of its findings the first. */
  readonly verdict: object;
  /** Whatever else must hold when the run is over. */
  readonly afterwards?: () => void;
}

/** `GET /`, which must answer with JSON. */
export const ASK = requestStep('GET /', {expect: {status: 200, json: {a: 1}}});

/** The verdict of a case that could not be judged, through nobody's fault. */
export const undecided = (code: string, blame = 'harness'): object => ({outcome: 'error', findings: [{code, blame}]});

/** The verdict of a case that the platform has failed. */
export const failed = (code: string): object => ({outcome: 'failed', findings: [{code, blame: 'vendor'}]});

/** What the record says where nothing came back that could be judged. */
export const silence = (reason: string): object => ({kind: 'silence', reason});
