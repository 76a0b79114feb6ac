// Everything that reaches a terminal. Results go to stdout, progress and trouble to stderr.

import picocolors from 'picocolors';
import {visible} from '../reports/visible.ts';
import type {Outcome} from '../src/model.ts';

export interface Terminal {
  readonly print: (text: string) => void;
  readonly note: (text: string) => void;
  readonly colours: ReturnType<typeof picocolors.createColors>;
  /** Whether stderr is a terminal that can overwrite a line. */
  readonly live: boolean;
}

/** The terminal of this process; `NO_COLOR` and pipes are honoured, control characters of others are not. */
export function openTerminal(quiet: boolean): Terminal {
  const colours = picocolors.createColors(picocolors.isColorSupported && process.stdout.isTTY && !process.env['NO_COLOR']);
  return {
    print: (text) => void process.stdout.write(`${withOwnColours(text, colours.isColorSupported)}\n`),
    note: (text) => {
      if (!quiet) process.stderr.write(`${withOwnColours(text, colours.isColorSupported)}\n`);
    },
    colours,
    live: !quiet && process.stderr.isTTY && process.env['CI'] === undefined,
  };
}

/** Shows as its number what a terminal would obey; it also obeys the end of a line that goes back to its beginning. */
export function harmless(text: string): string {
  return visible(text).replaceAll('\r', '[U+000D]');
}

/** As `harmless`, but for the colours that we give a text ourselves. Whatever comes from others has been through `harmless` before. */
function withOwnColours(text: string, coloured: boolean): string {
  return coloured ? text.split(/(\u001b\[\d{1,2}m)/).map((part, i) => (i % 2 === 1 ? part : harmless(part))).join('') : harmless(text);
}

/** An outcome in its colour. */
export function coloured(outcome: Outcome, text: string, {colours}: Terminal): string {
  if (outcome === 'failed') return colours.red(text);
  if (outcome === 'passed') return colours.green(text);
  if (outcome === 'not-applicable') return colours.dim(text);
  return outcome === 'attested' ? colours.cyan(text) : colours.yellow(text);
}

/** Columns padded to the widest cell; the last one is left ragged. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) row.forEach((cell, i) => (widths[i] = Math.max(widths[i] ?? 0, [...cell].length)));
  return rows.map((row) => row.map((cell, i) => (i === row.length - 1 ? cell : cell.padEnd(widths[i] ?? 0))).join('  ').trimEnd()).join('\n');
}
