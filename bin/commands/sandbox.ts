// mimcheck sandbox: the built-in reference platform, until Ctrl-C.

import {randomBytes} from 'node:crypto';
import type {InputError} from '../../src/error.ts';
import {inputError} from '../../src/error.ts';
import {openTerminal, table} from '../console.ts';
import {wholeNumber} from '../whole-number.ts';
import {writeTarget} from '../write-target.ts';

export interface SandboxArguments {
  readonly port: string;
  readonly fault?: readonly string[] | undefined;
  readonly listFaults: boolean;
  readonly target?: string | undefined;
  readonly latency: string;
  readonly lag: string;
}

const LAST_PORT = 65_535;
/** More than any run waits. */
const LONGEST = 600_000;

/** Starts the sandbox on loopback and prints its addresses, or lists its faults. */
export async function sandboxCommand({port, fault, listFaults, target, latency, lag}: SandboxArguments): Promise<number> {
  const terminal = openTerminal(false);
  const {FAULTS} = await import('../../src/sandbox/faults.ts');
  if (listFaults) {
    terminal.print(table(FAULTS.map(({name, title, breaks}) => [name, title, breaks])));
    return 0;
  }
  const first = wholeNumber('--port', port, [0, LAST_PORT - 1]);
  const latencyMs = wholeNumber('--latency', latency, [0, LONGEST]);
  const lagMs = wholeNumber('--lag', lag, [0, LONGEST]);
  const {startSandbox} = await import('../../src/sandbox/sandbox.ts');
  const sandbox = await startSandbox({port: first, faults: fault ?? [], now: Date.now, random: () => randomBytes(24).toString('base64url'), latencyMs, lagMs}).catch((error: unknown) => {
    throw refusedPort(error) ?? error;
  });
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

/** What to say of a port that the system does not give; null when something else went wrong. */
function refusedPort(error: unknown): InputError | null {
  const {code, port} = error as NodeJS.ErrnoException & {readonly port?: number};
  if (code === 'EADDRINUSE') return inputError('--port', `${port} is in use, perhaps by another sandbox`, 'end that, name another port, or leave --port out for a free one');
  return code === 'EACCES' ? inputError('--port', `${port} is not for everybody to listen at`, 'name one from 1024 on') : null;
}
