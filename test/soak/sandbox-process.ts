// The sandbox in a process of its own, so that its memory is not taken for that of the run.

import {spawn} from 'node:child_process';
import {join} from 'node:path';
import {ROOT} from '../../bin/root.ts';

export interface SandboxProcess {
  /** Path of its target file. */
  readonly target: string;
  /** Variables that hold its secrets. */
  readonly environment: Readonly<Record<string, string>>;
  readonly stop: () => Promise<void>;
}

/** Starts it with faults; ready when it resolves. */
export async function startSandboxProcess(target: string, faults: readonly string[]): Promise<SandboxProcess> {
  const given = faults.length === 0 ? [] : ['--fault', faults.join(',')];
  const child = spawn(process.execPath, [join(ROOT, 'dist/packed/mimcheck.js'), 'sandbox', '--target', target, ...given], {stdio: ['ignore', 'pipe', 'pipe']});
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const environment = await new Promise<Readonly<Record<string, string>>>((resolve, reject) => {
    let said = '';
    const heard = (data: Buffer): void => {
      said += data.toString();
      const [, name, value] = /export (\w+)=(\S+)/.exec(said) ?? [];
      if (name !== undefined && value !== undefined) resolve({[name]: value});
    };
    child.stdout.on('data', heard);
    child.stderr.on('data', heard);
    child.once('close', () => reject(new Error(`the sandbox ended: ${said}`)));
  });
  return {
    target, environment,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
