import {problem} from '../answer/problem.ts';
import type {Origins} from '../target.ts';
import type {SandboxPart, SandboxRequest, SandboxResponse, SandboxSettings} from '../types.ts';
import {authorize} from './authorize.ts';
import type {SecurityContext} from './context.ts';
import {wellKnown} from './metadata.ts';
import {protectedData, recordsOf} from './resource.ts';
import type {Secrets} from './secrets.ts';
import {site} from './site.ts';
import {token} from './token.ts';

/** The parts about access and about pages: /oauth, /secure, /.well-known, and the pages for people. */
export function securityParts(settings: SandboxSettings, origins: Origins, secrets: Secrets): readonly SandboxPart[] {
  const context: SecurityContext = {
    settings, origins, secrets, codes: new Map(), sessions: new Map([[secrets.user.session, {csrf: settings.random(), user: secrets.user.name}]]), broken: (fault) => settings.faults.has(fault),
  };
  const records = recordsOf(context);
  return [
    part('/oauth', (request) => oauth(context, request)),
    part('/secure', (request) => Promise.resolve(protectedData(context, records, request))),
    part('/.well-known', (request) => wellKnown(context, request)),
    part('', (request) => Promise.resolve(site(context, request))),
  ];
}

const part = (prefix: string, handle: (request: SandboxRequest) => Promise<SandboxResponse>): SandboxPart =>
  ({prefix, handle, close: () => Promise.resolve()});

function oauth(context: SecurityContext, request: SandboxRequest): Promise<SandboxResponse> {
  if (request.path === '/token') return token(context, request);
  return Promise.resolve(request.path === '/authorize' ? authorize(context, request) : problem(request, 404, 'There is nothing here.'));
}
