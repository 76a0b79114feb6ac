const UNIT_MS = {ms: 1, s: 1_000, m: 60_000} as const;

/** `250ms`, `5s`, `2m` in milliseconds. Throws on anything else: the schema has excluded it. */
export function milliseconds(duration: string): number {
  const match = /^(\d+)(ms|s|m)$/.exec(duration);
  if (match === null) throw new Error(`no duration: ${duration}`);
  return Number(match[1]) * UNIT_MS[match[2] as keyof typeof UNIT_MS];
}
