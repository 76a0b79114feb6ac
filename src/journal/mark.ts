// What stands where a secret stood.

const MARK = /^\[(?:secret [^\]]+|token)\]$/;

/** Whether a text is such a mark, and nothing else. */
export function isMark(text: string): boolean {
  return MARK.test(text);
}
