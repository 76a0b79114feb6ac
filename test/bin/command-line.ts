// Runs the built command line as a user does: a process of its own.

import {spawn} from 'node:child_process';
import {mkdtempSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';

export interface Done {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly done: Promise<Done>;
  readonly kill: (signal: NodeJS.Signals) => void;
  /** Resolves when stdout and stderr together match. */
  readonly says: (pattern: RegExp) => Promise<void>;
}

const ENTRY = resolve('dist/packed/mimcheck.js');

/** Starts `mimcheck` with arguments. */
export function start(args: readonly string[], {cwd, env = {}}: {cwd?: string; env?: Readonly<Record<string, string>>} = {}): Running {
  const child = spawn(process.execPath, [ENTRY, ...args], {cwd: cwd ?? folder(), env: {...process.env, NO_COLOR: '1', ...env}, stdio: ['ignore', 'pipe', 'pipe']});
  let stdout = '';
  let stderr = '';
  const waiting = new Set<() => void>();
  const heard = (): void => waiting.forEach((check) => check());
  child.stdout.on('data', (data: Buffer) => { stdout += data.toString(); heard(); });
  child.stderr.on('data', (data: Buffer) => { stderr += data.toString(); heard(); });
  const done = new Promise<Done>((end) => child.on('close', (code) => end({code, stdout, stderr})));
  return {
    done,
    kill: (signal) => void child.kill(signal),
    says: (pattern) => new Promise((end, fail) => {
      const check = (): void => {
        if (!pattern.test(stdout + stderr)) return;
        waiting.delete(check);
        end();
      };
      waiting.add(check);
      void done.then(() => fail(new Error(`it ended without saying ${pattern}: ${stdout}${stderr}`)));
      check();
    }),
  };
}

/** Runs `mimcheck` to its end. */
export function mimcheck(args: readonly string[], options: Parameters<typeof start>[1] = {}): Promise<Done> {
  return start(args, options).done;
}

/** A new empty folder. */
export function folder(): string {
  return mkdtempSync(join(tmpdir(), 'mimcheck-test-'));
}
