// Names that stand for instants: `time.in-1h`, `time.ago-2d`.

const OFFSET = /^time\.(in|ago)-(\d+)([smhd])$/;
const UNIT_MS = {s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000} as const;

/** The instant that a name such as `time.in-1h` stands for, or null when it is no such name. */
export function instant(name: string, clock: string): string | null {
  const match = OFFSET.exec(name);
  if (match === null) return null;
  const [, direction, amount, unit] = match;
  const offset = Number(amount) * UNIT_MS[unit as keyof typeof UNIT_MS];
  return new Date(Date.parse(clock) + (direction === 'in' ? offset : -offset)).toISOString();
}

/** Whether a name is one of the `time.in-…` and `time.ago-…` family. */
export function isInstantName(name: string): boolean {
  return OFFSET.test(name);
}
