import type {Complaint} from '../error.ts';

/** Orders complaints by file, line and column. */
export function byPlace(a: Complaint, b: Complaint): number {
  const [left, right] = [split(a.at), split(b.at)];
  if (left.file !== right.file) return left.file < right.file ? -1 : 1;
  return left.line - right.line || left.column - right.column;
}

function split(at: string): {file: string; line: number; column: number} {
  const match = /^(.*):(\d+):(\d+)$/.exec(at);
  return {file: match?.[1] ?? at, line: Number(match?.[2] ?? 0), column: Number(match?.[3] ?? 0)};
}
