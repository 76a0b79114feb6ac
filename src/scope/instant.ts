// Names that stand for instants: `time.in-1h`, `time.ago-2d`.

const OFFSET = /^time\.(in|ago)-(\d+)([smhd])$/;
const UNIT_MS = {s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000} as const;

/** The instant that a name such as `time.in-1h` stands for, or null when it is no such name. What is to come is counted from `held`, what was from `now`. */
export function instant(name: string, {now, held}: {readonly now: string; readonly held: string}): string | null {
  const match = OFFSET.exec(name);
  if (match === null) return null;
  const [, direction, amount, unit] = match;
  const offset = Number(amount) * UNIT_MS[unit as keyof typeof UNIT_MS];
  return new Date(direction === 'in' ? Date.parse(held) + offset : Date.parse(now) - offset).toISOString();
}

/** Whether a name is one of the `time.in-…` and `time.ago-…` family. */
export function isInstantName(name: string): boolean {
  return OFFSET.test(name);
}
