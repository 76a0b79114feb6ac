import {randomUUID} from 'node:crypto';
import {startSandbox} from '../../src/sandbox/sandbox.ts';
import type {Sandbox} from '../../src/sandbox/sandbox.ts';

/** A fixed present, so that what depends on the time can be told beforehand. */
export const NOW = Date.UTC(2026, 10, 21, 12);

/** Runs something against a sandbox with these faults, and stops the sandbox. */
export async function withSandbox<T>(faults: readonly string[], use: (sandbox: Sandbox) => Promise<T>): Promise<T> {
  const sandbox = await startSandbox({faults, now: () => NOW, random: () => randomUUID()});
  try {
    return await use(sandbox);
  } finally {
    await sandbox.close();
  }
}
