// How many of what, in messages for people.

/** `1 case`, `2 cases`. */
export function counted(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? '' : 's'}`;
}
