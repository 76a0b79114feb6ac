// The platform that is asked: the sandbox, in a process of its own, so that nobody computes at its expense.

import {fork} from 'node:child_process';
import {once} from 'node:events';
import {fileURLToPath} from 'node:url';

/** What reached the platform since it was last asked. */
export interface Counts {
  /** By method. */
  readonly requests: Readonly<Record<string, number>>;
  /** When the first request with each method came, in milliseconds since 1970. */
  readonly firstAt: Readonly<Record<string, number>>;
  readonly lastAt: number;
  readonly connections: number;
}

export interface Platform {
  /** Address of its NGSI-LD endpoint. */
  readonly base: string;
  /** What came since the last time; counts anew from here. */
  readonly counts: () => Promise<Counts>;
  readonly close: () => Promise<void>;
}

/** Starts a platform that holds back every answer for so long. */
export async function startPlatform(latencyMs: number): Promise<Platform> {
  const child = fork(fileURLToPath(import.meta.resolve('./platform-process.js')), [String(latencyMs)]);
  const gone = once(child, 'exit');
  const ended = gone.then((): never => { throw new Error('the sandbox ended'); });
  ended.catch(() => undefined);
  const answer = async (): Promise<unknown> => {
    const [message] = (await Promise.race([once(child, 'message'), ended])) as unknown[];
    return message;
  };
  const base = String(await answer());
  return {
    base,
    counts: async () => {
      child.send('counts');
      return (await answer()) as Counts;
    },
    close: async () => {
      child.send('close');
      await gone;
    },
  };
}
