// Versions of standards, such as 1.9.1: numbers between dots.

/** Whether `version` comes before `other`; missing parts count as 0. */
export function isOlder(version: string, other: string): boolean {
  const left = version.split('.').map(Number);
  const right = other.split('.').map(Number);
  for (let i = 0; i < Math.max(left.length, right.length); i += 1) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}
