import type {SandboxRequest, SandboxResponse, SandboxSettings} from '../types.ts';
import type {SecurityFault} from './faults.ts';
import {PORTAL} from './secrets.ts';

const METHODS = 'GET, HEAD, POST, PUT, PATCH, DELETE';
const REQUEST_HEADERS = 'Authorization, Content-Type, If-None-Match, Link, NGSILD-Tenant';
const EXPOSED = 'Content-Crs, ETag, Link, Location, NGSILD-Results-Count, RateLimit, RateLimit-Policy, X-Next-Update';

/** True for the question a browser asks before a request across origins (Fetch, CORS protocol). */
export const isPreflight = ({method, headers}: SandboxRequest): boolean =>
  method === 'OPTIONS' && headers.origin !== undefined && headers['access-control-request-method'] !== undefined;

/** The answer to it; an origin that is not on the list is told nothing. */
export function preflight(request: SandboxRequest, {faults}: SandboxSettings): SandboxResponse {
  const refused: SecurityFault = 'sec-cors-preflight-refused';
  if (faults.has(refused)) return {status: 405, headers: {allow: METHODS}};
  const allowed = corsHeaders(request, {faults});
  const granted = allowed['access-control-allow-origin'] === undefined
    ? {} : {'access-control-allow-methods': METHODS, 'access-control-allow-headers': REQUEST_HEADERS, 'access-control-max-age': '600'};
  return {status: 204, headers: granted};
}

/** What an answer tells a browser about sharing it with the origin that asked. */
export function corsHeaders({headers}: SandboxRequest, {faults}: Pick<SandboxSettings, 'faults'>): Readonly<Record<string, string>> {
  const broken = (fault: SecurityFault): boolean => faults.has(fault);
  const {origin} = headers;
  const credentials = {'access-control-allow-credentials': 'true'};
  if (broken('sec-cors-wildcard-with-credentials')) return {'access-control-allow-origin': '*', ...credentials};
  if (origin === undefined) return {};
  const allowed =
    (origin === PORTAL && !broken('sec-cors-origin-refused')) ||
    broken('sec-cors-reflects-origin') ||
    (origin === 'null' && broken('sec-cors-null-allowed')) ||
    (origin.endsWith('portal.city.example') && broken('sec-cors-suffix-matched'));
  return allowed ? {'access-control-allow-origin': origin, ...credentials, 'access-control-expose-headers': EXPOSED} : {};
}
