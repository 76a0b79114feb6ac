import type {Json} from '../model.ts';
import {parseBody} from './body.ts';
import {isObject, pointerTo} from './check.ts';
import type {Check, Mismatch, Touch} from './check.ts';
import {select} from './json-path.ts';
import {isOptional, match, startMatching} from './matcher.ts';

/** `at: { "$.path": matcher }`; a path that selects nothing fails, unless the matcher is `{ $absent: true }`. */
export const at: Check = {
  kind: 'at',
  readsBody: true,
  compare(options, subject, context) {
    const body = parseBody(subject);
    if (!body.ok) return {mismatches: [body.mismatch], compared: 1};
    const mismatches: Mismatch[] = [];
    let compared = 0;
    for (const [path, expected] of Object.entries(options as Readonly<Record<string, Json>>)) {
      const option = pointerTo('', path);
      const selected = select(path, body.value);
      if (selected.length === 0) {
        compared += 1;
        context.touch('', 'type');
        const absence = isObject(expected) && Object.hasOwn(expected, '$absent');
        if (!absence && !isOptional(expected)) mismatches.push({code: 'path-selects-nothing', where: path, expected, actual: null, option});
      }
      // Of several that are selected, one may go: then the others are.
      const touch: Touch = selected.length > 1 ? (where, how) => (how === 'presence' && selected.some(({pointer}) => pointer === where) ? undefined : context.touch(where, how)) : context.touch;
      if (selected.length === 1) touch(selected[0]?.pointer ?? '', 'presence');
      const run = startMatching(body.imprecise, touch);
      for (const {pointer, value} of selected) match(expected, value, {where: pointer, option}, run);
      compared += run.count;
      mismatches.push(...run.out);
    }
    return {mismatches, compared};
  },
};
