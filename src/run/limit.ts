// A time limit around work that cannot be stopped itself.

export interface Limit {
  /** The work, unless the time is over before: then it rejects, and the work is left to itself. */
  readonly within: <T>(work: Promise<T>) => Promise<T>;
  readonly stop: () => void;
}

/** Ends with the signal, or after so many milliseconds. */
export function createLimit(signal: AbortSignal, ms: number): Limit {
  let end: (error: unknown) => void = () => undefined;
  const over = new Promise<never>((_, reject) => { end = reject; });
  over.catch(() => undefined);
  const timer = setTimeout(() => end(new Error(`Timeout: not done within ${ms} ms`)), ms);
  const abort = (): void => end(signal.reason);
  signal.addEventListener('abort', abort, {once: true});
  if (signal.aborted) abort();
  return {
    within: (work) => {
      work.catch(() => undefined);
      return Promise.race([work, over]);
    },
    stop: () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
    },
  };
}
