// The figures as Markdown.

import {median} from './turn.ts';
import type {Memory} from './memory.ts';
import type {Time} from './speed.ts';
import type {Start} from './start.ts';
import type {Verifying} from './verify.ts';

const seconds = (ms: number): string => (ms / 1000).toFixed(2);
const megabytes = (bytes: number | null): string => (bytes === null ? '–' : (bytes / 1e6).toFixed(0));
const times = (part: number, whole: number): string => (part / whole).toFixed(2);

/** One course: a row for each contender, the fastest first. `floor` is the name of the one that the others are held against. */
export function speedTable(all: readonly Time[], floor: string): string {
  const ground = all.find(({contender}) => contender.name === floor);
  const rows = [...all].sort((a, b) => a.wholeMs - b.wholeMs).map((time) => [
    time.contender.name, seconds(time.wholeMs), `${seconds(time.fastestMs)}–${seconds(time.slowestMs)}`, ground === undefined ? '–' : times(time.wholeMs, ground.wholeMs),
    seconds(time.requestsMs), ground === undefined ? '–' : times(time.requestsMs, ground.requestsMs), String(time.connections), megabytes(time.peakBytes),
  ]);
  return table([`contender`, 'whole run, s', 'from–to', `× ${floor}`, 'first to last request, s', `× ${floor}`, 'connections', 'peak memory, MB'], rows);
}

/** How each contender goes about it. */
export function mannerTable(all: readonly Time[]): string {
  return table(['contender', 'how it goes about it'], all.map(({contender}) => [contender.name, contender.manner]));
}

/** How soon something happens. */
export function startTable({nodeMs, helpMs, lookMs, firstMs}: Start): string {
  return table(['from the start of the process', 's'], [
    ['`node -e 0`, to its end', seconds(nodeMs)], ['`mimcheck --help`, to its end', seconds(helpMs)],
    ['`mimcheck run`, until it looks whether anybody is there', seconds(lookMs)], ['`mimcheck run`, until the first request of a case', seconds(firstMs)],
  ]);
}

/** How much memory each run took, held against the first. */
export function memoryTable(all: readonly Memory[]): string {
  const first = all[0]?.peakBytes ?? NaN;
  return table(['run', 'exchanges', 'peak memory, MB', '× first', 's'], all.map(({load, exchanges, peakBytes, tookMs}) => [
    load.what, exchanges.toLocaleString('en'), megabytes(peakBytes), times(peakBytes, first), seconds(tookMs),
  ]));
}

/** What a large tender takes. */
export function tenderTable({tookMs, peakBytes}: {readonly tookMs: readonly number[]; readonly peakBytes: number}): string {
  return table(['tender', 's', 'from–to', 'peak memory, MB'], [
    ['200 requirements, 5 languages, all formats but PDF', seconds(median(tookMs)), `${seconds(Math.min(...tookMs))}–${seconds(Math.max(...tookMs))}`, megabytes(peakBytes)],
  ]);
}

/** How soon a bundle is told to be genuine. */
export function verifyTable({what, exchanges, zipBytes, tookMs}: Verifying): string {
  return table(['`mimcheck verify`', 'exchanges', 'bundle, MB', 's', 's for 5,000'], [
    [what, exchanges.toLocaleString('en'), megabytes(zipBytes), seconds(tookMs), seconds((tookMs / exchanges) * 5_000)],
  ]);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, i) => (i === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}
