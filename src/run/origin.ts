// To which origin an address leads.

const PLAIN = /^(https?:\/\/[a-z0-9.:[\]-]+)(?:[/?#]|$)/i;
const MOST_KNOWN = 1_000;

/** Origins by how addresses begin: nearly all of a run begin alike, and taking one apart is dear. */
const known = new Map<string, string | null>();

/** The origin of an absolute address; null when it is none. */
export function originOf(url: string): string | null {
  const beginning = PLAIN.exec(url)?.[1];
  // Only of a plain beginning it is certain that what follows has no part in the origin.
  if (beginning === undefined) return parse(url);
  const before = known.get(beginning);
  if (before !== undefined) return before;
  if (known.size >= MOST_KNOWN) known.clear();
  const origin = parse(beginning);
  known.set(beginning, origin);
  return origin;
}

function parse(url: string): string | null {
  return URL.canParse(url) ? new URL(url).origin : null;
}
