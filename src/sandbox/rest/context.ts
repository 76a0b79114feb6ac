import type {Origins} from '../target.ts';
import type {SandboxRequest, SandboxSettings} from '../types.ts';
import type {RestFault} from './faults.ts';
import type {Allowance} from './rate-limit.ts';

/** What the resources of this part need to answer a request. */
export interface RestContext {
  readonly request: SandboxRequest;
  readonly settings: SandboxSettings;
  readonly origins: Origins;
  /** The URL of the current version of the API, without a slash at its end. */
  readonly base: string;
  readonly allowance: Allowance;
  readonly broken: (fault: RestFault) => boolean;
}

export const VERSION = '1.0.0';

/** Generous: nobody should meet it by accident. */
export const QUOTA = {requests: 60_000, windowSeconds: 60} as const;
