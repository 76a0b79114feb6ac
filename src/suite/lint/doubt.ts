// What is missing may stand in a file that could not be read as it should: that is told first, and what follows from it is not.

/** Instead of a text: something has no id, and may be what is missing. */
export const NAMELESS = '';

/** Whether something may stand in one of these texts, in whatever letter case. */
export function mayStand(id: string, texts: readonly string[]): boolean {
  const looked = id.replace(/\[.*$/, '').replace(/\*$/, '').toLowerCase();
  return texts.some((text) => text === NAMELESS || text.toLowerCase().includes(looked));
}

const ID = /^[A-Z][A-Z0-9]*(-[A-Z0-9]+)+(\[[a-z0-9]+(-[a-z0-9]+)*\])?$|^MIM\d+-[\d.]+-[A-Za-z0-9][A-Za-z0-9.-]*$/;

/** Whether something has the form of an id of a case, of one of its rows, or of a requirement; else it is told that it has not. */
export function isId(id: string): boolean {
  return ID.test(id);
}
