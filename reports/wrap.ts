// Long lines for people who read in a terminal.

const WIDTH = 100;

/** A text in lines that a terminal can show, each behind the indent; the first one behind its own beginning. Words are never broken. */
export function wrapped(text: string, indent = '', first = indent): string {
  const lines: string[] = [];
  let line = first;
  let empty = true;
  for (const word of text.split(/\s+/).filter((one) => one !== '')) {
    if (!empty && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = indent;
      empty = true;
    }
    line += empty ? word : ` ${word}`;
    empty = false;
  }
  return [...lines, line].join('\n');
}
