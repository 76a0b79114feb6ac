// mimcheck sandbox: the built-in reference platform, until Ctrl-C.

import {randomBytes} from 'node:crypto';
import {openTerminal, table} from '../console.ts';
import {writeTarget} from '../write-target.ts';

export interface SandboxArguments {
  readonly port: number;
  readonly fault?: readonly string[] | undefined;
  readonly listFaults: boolean;
  readonly target?: string | undefined;
  readonly latency: number;
}

/** Starts the sandbox on loopback and prints its addresses, or lists its faults. */
export async function sandboxCommand({port, fault, listFaults, target, latency}: SandboxArguments): Promise<number> {
  const terminal = openTerminal(false);
  const {FAULTS} = await import('../../src/sandbox/faults.ts');
  if (listFaults) {
    terminal.print(table(FAULTS.map(({name, title, breaks}) => [name, title, breaks])));
    return 0;
  }
  const {startSandbox} = await import('../../src/sandbox/sandbox.ts');
  const sandbox = await startSandbox({port, faults: fault ?? [], now: Date.now, random: () => randomBytes(24).toString('base64url'), latencyMs: latency});
  terminal.print(table(Object.entries(sandbox.target.endpoints).map(([mechanism, {url}]) => [mechanism, String(url)])));
  if (target !== undefined) terminal.note(`${writeTarget(target, sandbox)} describes it; export ${sandbox.secretVariable}=${sandbox.secret} before you run against it.`);
  terminal.note('Ctrl-C stops it.');
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await sandbox.close();
  return 0;
}
