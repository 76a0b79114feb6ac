// Timestamps as the broker writes them (clause 4.6.3).

/** Milliseconds since 1970 as a DateTime with milliseconds. */
export function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
