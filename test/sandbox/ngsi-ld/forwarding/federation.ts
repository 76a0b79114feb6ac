// A broker and its context sources, all without sockets: what the broker sends to a source goes straight into that source.

import type {Errand, Reach} from '../../../../src/sandbox/ngsi-ld/forwarding/reach.ts';
import type {Reply} from '../../../../src/sandbox/ngsi-ld/reply.ts';
import {lab, type Lab} from '../harness.ts';

/** Answers for one source: a whole broker, an answer that never changes, or that there is none. */
export type Source = Lab | Partial<Reply> | 'late' | 'unreachable';

export interface Federation {
  readonly ask: Lab['ask'];
  readonly clock: Lab['clock'];
  /** What went out, `north GET /entities?…`, in order. */
  readonly lines: () => readonly string[];
  readonly errands: readonly Errand[];
  /** Registers a source for `Room`s unless told otherwise; throws when that is refused. */
  readonly register: (name: string, more?: object) => Promise<void>;
}

const ROOT = '/ngsi-ld/v1';

/** A broker that reaches these sources, each at `http://NAME.test`. */
export function federation(sources: Readonly<Record<string, Source>>, faults: readonly string[] = []): Federation {
  const errands: Errand[] = [];
  const reach: Reach = async (errand) => {
    errands.push(errand);
    const source = sources[nameIn(errand)];
    return source === undefined ? 'unreachable' : answerOf(source, errand);
  };
  const {ask, clock} = lab(faults, 200, 0, reach);
  let count = 0;
  return {
    ask, clock, errands,
    lines: () => errands.map((errand) => `${nameIn(errand)} ${errand.method} ${pathIn(errand)}`),
    register: async (name, more = {}) => {
      const body = {
        id: `urn:c:${(count += 1)}`, type: 'ContextSourceRegistration', endpoint: `http://${name}.test`, information: [{entities: [{type: 'Room'}]}], ...more,
      };
      const {status, text} = await ask('POST /csourceRegistrations', {body});
      if (status !== 201) throw new Error(text);
    },
  };
}

const nameIn = ({url}: Errand): string => new URL(url).hostname.replace('.test', '');

function pathIn({url}: Errand): string {
  const {pathname, search} = new URL(url);
  return decodeURIComponent(`${pathname.replace(ROOT, '')}${search}`);
}

async function answerOf(source: Source, errand: Errand): ReturnType<Reach> {
  if (typeof source === 'string') return source;
  if (!('ask' in source)) return {status: 200, headers: {}, text: '', ...source};
  const {pathname, search} = new URL(errand.url);
  const {body} = errand;
  return source.ask(`${errand.method} ${pathname.slice(ROOT.length)}${search}`, {
    ...(body === undefined ? {} : {raw: body}), headers: {...errand.headers, ...(body === undefined ? {} : {'content-length': String(Buffer.byteLength(body))})},
  });
}

/** The body of an errand. */
export const bodyOf = ({body = 'null'}: Errand): unknown => JSON.parse(body);
