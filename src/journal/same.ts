// Mapping that gives back the very same list or object when nothing in it changed: then nothing has to be judged twice.

/** `list.map(change)`, or the list itself when every item came back as it was. */
export function mapSame<T>(list: readonly T[], change: (item: T) => T): readonly T[] {
  const changed = list.map(change);
  return changed.every((item, i) => item === list[i]) ? list : changed;
}

/** The object with these members replaced, or the object itself when each of them is what it was. */
export function withSame<T extends object>(value: T, members: Partial<T>): T {
  const keys = Object.keys(members) as (keyof T)[];
  return keys.every((key) => members[key] === value[key]) ? value : {...value, ...members};
}
