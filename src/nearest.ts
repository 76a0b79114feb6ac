// "Did you mean …?"

/** A remedy that names the nearest known word, or the known words when none is near. */
export function nearest(word: string, known: readonly string[]): string {
  const meant = nearestOf(word, known);
  if (meant !== undefined) return `did you mean '${meant}'?`;
  return known.length > 0 && known.length <= 20 ? `known are ${known.join(', ')}` : 'mimcheck list shows what there is';
}

/** The known word that was probably meant: few edits away, or one that only goes on where this one stops; undefined when none is near. */
export function nearestOf(word: string, known: readonly string[]): string | undefined {
  const written = word.toLowerCase();
  const ranked = known.map((one) => ({one, distance: distance(written, one.toLowerCase())})).sort((a, b) => a.distance - b.distance);
  const best = ranked[0];
  if (best !== undefined && best.distance <= Math.max(2, Math.floor(word.length / 3))) return best.one;
  return written.length < 3 ? undefined : ranked.find(({one}) => one.toLowerCase().startsWith(written))?.one;
}

/** As `nearestOf`, for short words that are alike, such as GET and PUT: only one whose first letter is among the first two written. */
export function nearestShort(word: string, known: readonly string[]): string | undefined {
  const beginning = word.slice(0, 2).toLowerCase();
  return nearestOf(word, known.filter((one) => beginning.includes(one.slice(0, 1).toLowerCase())));
}

/** Edits that turn one word into another: insert, delete, replace, swap neighbours. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let previous = Array.from({length: b.length + 1}, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let best = Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, (before[j - 2] ?? 0) + 1);
      row.push(best);
    }
    before = previous;
    previous = row;
  }
  return previous[b.length] ?? 0;
}
