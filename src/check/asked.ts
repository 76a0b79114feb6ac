// Of what arrives at a listener: which path and query were asked.

import type {Json} from '../model.ts';
import type {Check} from './check.ts';
import {match, startMatching} from './matcher.ts';

/** `path: { $matches: "/entities$" }`, of what arrives: percent-decoded, without the query; the address of the listener stands before it. */
export const path: Check = {
  kind: 'path',
  readsBody: false,
  compare(options, subject, {touch}) {
    const run = startMatching(new Map(), touch);
    match(options, decoded(new URL(subject.url).pathname), {where: 'path', option: ''}, run);
    return {mismatches: run.out, compared: run.count};
  },
};

/** `query: { type: Building }`, of what arrives: parameters by name, partially, decoded; several of one name are joined with a comma. */
export const query: Check = {
  kind: 'query',
  readsBody: false,
  compare(options, subject, {touch}) {
    const run = startMatching(new Map(), touch);
    match(options, parametersOf(new URL(subject.url)), {where: 'query', option: ''}, run);
    return {mismatches: run.out, compared: run.count};
  },
};

function parametersOf({searchParams}: URL): Json {
  return Object.fromEntries([...new Set(searchParams.keys())].map((name) => [name, searchParams.getAll(name).join(',')]));
}

/** What is no percent-encoding of UTF-8 stays as it came. */
function decoded(written: string): string {
  try {
    return decodeURIComponent(written);
  } catch {
    return written;
  }
}
