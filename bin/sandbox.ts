// The built-in platform as a target like any other.

import {randomBytes} from 'node:crypto';
import type {Library, Target} from '../src/model.ts';
import {readTarget} from '../src/target/read.ts';

export interface OpenSandbox {
  readonly target: Target;
  /** What the target's secrets are found in. */
  readonly environment: Readonly<Record<string, string>>;
  readonly close: () => Promise<void>;
}

export interface OpeningSandbox {
  readonly library: Library;
  readonly faults: readonly string[];
  readonly onAsk?: (fault: string) => void;
  /** After how long the NGSI-LD broker shows what is written, in milliseconds. */
  readonly lagMs?: number;
}

/** Starts the sandbox and describes it as a target; a fault that does not exist is an `InputError`. */
export async function openSandbox({library, faults, ...rest}: OpeningSandbox): Promise<OpenSandbox> {
  const {startSandbox} = await import('../src/sandbox/sandbox.ts');
  const sandbox = await startSandbox({...rest, faults, now: Date.now, random: () => randomBytes(24).toString('base64url')});
  // JSON is YAML: the target goes through the same reader as any vendor's.
  const target = await readTarget(JSON.stringify(sandbox.target), 'sandbox', library);
  return {
    target: {...target, tls: {...target.tls, ca: sandbox.caPem}}, environment: {[sandbox.secretVariable]: sandbox.secret}, close: sandbox.close,
  };
}
