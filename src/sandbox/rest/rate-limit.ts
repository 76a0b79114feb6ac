/** A quota over a window of time, as draft-ietf-httpapi-ratelimit-headers describes it. */
export interface Quota {
  readonly requests: number;
  readonly windowSeconds: number;
}

/** What is left of a quota. */
export interface Allowance {
  readonly remaining: number;
  readonly secondsToReset: number;
  /** False when this request was one too many. */
  readonly granted: boolean;
}

/** A counter that starts anew with every window; each call takes one request. */
export function rateLimiter(quota: Quota, now: () => number): () => Allowance {
  let windowStart = now();
  let used = 0;
  return () => {
    const length = quota.windowSeconds * 1000;
    if (now() - windowStart >= length) {
      windowStart = now();
      used = 0;
    }
    used += 1;
    return {
      remaining: Math.max(0, quota.requests - used),
      secondsToReset: Math.ceil((windowStart + length - now()) / 1000),
      granted: used <= quota.requests,
    };
  };
}
