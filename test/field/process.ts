// Processes of the field test: each is bounded in time, and what was started is ended by its id.

import {spawn, spawnSync} from 'node:child_process';
import {closeSync, openSync, readFileSync} from 'node:fs';
import {createServer} from 'node:net';
import {join} from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';
import type {Command} from './platform.ts';

export interface Running {
  /** Ends it: asks first, and after ten seconds does not ask any more. */
  readonly stop: () => Promise<void>;
}

interface Bounds {
  readonly cwd: string;
  readonly seconds: number;
  readonly env?: Readonly<Record<string, string>>;
  /** Exit codes that are no failure. */
  readonly accept?: readonly number[];
}

/** Runs a command to its end; throws with the last of what it said when it fails or takes longer than so many seconds. */
export function run(command: string, args: readonly string[], {cwd, seconds, env = {}, accept = [0]}: Bounds): void {
  const {status, signal, error, stdout, stderr} = spawnSync(command, args, {cwd, timeout: seconds * 1000, env: {...process.env, ...env}, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024});
  if (status !== null && accept.includes(status)) return;
  const why = error?.message ?? (signal === null ? `exit code ${status}` : `ended by ${signal} after ${seconds} s`);
  throw new Error(`${command} ${args.join(' ')}: ${why}\n${last(`${stdout}${stderr}`)}`);
}

/** Starts a server in a folder and waits until the address answers with a success. */
export async function startServer({command, args, env}: Command, {folder, ready, seconds}: {folder: string; ready: string; seconds: number}): Promise<Running> {
  const log = join(folder, 'server.log');
  const said = openSync(log, 'w');
  const child = spawn(command, args, {cwd: folder, env: {...process.env, ...env}, stdio: ['ignore', said, said]});
  closeSync(said);
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const isOver = (): boolean => child.exitCode !== null || child.signalCode !== null || child.pid === undefined;
  const stop = async (): Promise<void> => {
    if (isOver()) return;
    child.kill('SIGTERM');
    await Promise.race([ended, pause(10_000, undefined, {ref: false})]);
    if (!isOver()) child.kill('SIGKILL');
    await ended;
  };
  for (const end = Date.now() + seconds * 1000; Date.now() < end && !isOver();) {
    if (await answers(ready)) return {stop};
    await pause(250);
  }
  await stop();
  throw new Error(`${command} did not answer at ${ready} within ${seconds} s\n${last(readFileSync(log, 'utf8'))}`);
}

/** A port of loopback that is free now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (address !== null && typeof address === 'object' ? resolve(address.port) : reject(new Error('no free port'))));
    });
  });
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, {signal: AbortSignal.timeout(2000)})).ok;
  } catch {
    return false;
  }
}

function last(text: string): string {
  return text.trimEnd().split('\n').slice(-15).join('\n');
}
