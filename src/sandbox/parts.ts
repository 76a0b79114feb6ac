import {problem} from './answer/problem.ts';
import {ngsiLdPart} from './ngsi-ld/part.ts';
import {ogcPart} from './ogc/part.ts';
import {restPart} from './rest/part.ts';
import {securityParts} from './security/parts.ts';
import type {Secrets} from './security/secrets.ts';
import type {Origins} from './target.ts';
import type {SandboxPart, SandboxRequest, SandboxResponse, SandboxSettings} from './types.ts';

/** All parts of the sandbox. */
export const partsOf = (settings: SandboxSettings, origins: Origins, secrets: Secrets): readonly SandboxPart[] => [
  ngsiLdPart(settings),
  ogcPart(settings),
  restPart(settings, origins),
  ...securityParts(settings, origins, secrets),
];

/** Hands a request to the part with the longest prefix of its path, or answers 404. */
export function dispatch(parts: readonly SandboxPart[], request: SandboxRequest): Promise<SandboxResponse> {
  const {pathname} = request.url;
  const [part] = parts
    .filter(({prefix}) => pathname === prefix || pathname.startsWith(`${prefix}/`))
    .toSorted((a, b) => b.prefix.length - a.prefix.length);
  if (part === undefined) return Promise.resolve(problem(request, 404, 'There is nothing here.'));
  return part.handle({...request, path: pathname.slice(part.prefix.length) || '/'});
}
