import {methodNotAllowed} from '../answer/problem.ts';
import type {SandboxRequest, SandboxResponse, SandboxSettings} from '../types.ts';
import {corsHeaders, isPreflight, preflight} from './cors.ts';
import type {SecurityFault} from './faults.ts';
import {PORTAL} from './secrets.ts';

type Answer = (request: SandboxRequest) => Promise<SandboxResponse>;
type Broken = (fault: SecurityFault) => boolean;

const PAGE_POLICY = `default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self' ${PORTAL}; base-uri 'none'`;
const DATA_POLICY = "default-src 'none'";

/** Puts around every part what all answers of a platform have in common: no TRACE, CORS, security headers. */
export function shield(settings: SandboxSettings, inner: Answer): Answer {
  const broken: Broken = (fault) => settings.faults.has(fault);
  return async (request) => {
    const answer = lowerCased(await bare(request, settings, inner));
    const shared = corsHeaders(request, settings);
    const shown = broken('sec-stack-trace') && answer.status >= 400 ? withTrace(answer) : answer;
    const vary = [shown.headers['vary'] ?? [], broken('sec-cors-vary-missing') ? [] : 'Origin'].flat().join(', ');
    return {...shown, headers: {...shown.headers, ...(vary === '' ? {} : {vary}), ...shared, ...securityHeaders(request, shown, broken)}};
  };
}

// Parts may write header names as they like; here each must be found.
const lowerCased = (answer: SandboxResponse): SandboxResponse =>
  ({...answer, headers: Object.fromEntries(Object.entries(answer.headers).map(([name, value]) => [name.toLowerCase(), value]))});

async function bare(request: SandboxRequest, settings: SandboxSettings, inner: Answer): Promise<SandboxResponse> {
  const enabled: SecurityFault = 'sec-trace-enabled';
  if (request.method === 'TRACE') return settings.faults.has(enabled) ? echo(request) : methodNotAllowed(request, ['GET', 'HEAD']);
  return isPreflight(request) ? preflight(request, settings) : inner(request);
}

function echo({url, headers}: SandboxRequest): SandboxResponse {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${String(value)}`);
  return {status: 200, headers: {'content-type': 'message/http'}, body: [`TRACE ${url.pathname} HTTP/1.1`, ...lines, '', ''].join('\r\n')};
}

function securityHeaders(request: SandboxRequest, answer: SandboxResponse, broken: Broken): Readonly<Record<string, string>> {
  const html = String(answer.headers['content-type'] ?? '').startsWith('text/html');
  const framing = broken('sec-framing-allowed') ? '' : "; frame-ancestors 'none'";
  const own = broken('sec-csp-any-host') ? `${PAGE_POLICY}; script-src https://*` : PAGE_POLICY;
  const policy = broken('sec-csp-unsafe') ? "default-src * 'unsafe-inline' 'unsafe-eval'" : html ? own : DATA_POLICY;
  const lasting = broken('sec-hsts-short') ? 'max-age=300' : 'max-age=31536000; includeSubDomains';
  const hsts = broken('sec-hsts-doubled') ? `${lasting}; max-age=300` : lasting;
  const strict = (request.secure && !broken('sec-hsts-missing')) || (!request.secure && broken('sec-hsts-over-http'));
  return {
    ...(strict ? {'strict-transport-security': hsts} : {}),
    ...(broken('sec-csp-missing') ? {} : {'content-security-policy': `${policy}${framing}`}),
    ...(broken('sec-framing-allowed') || !html ? {} : {'x-frame-options': 'DENY'}),
    ...(broken('sec-content-type-options-missing') ? {} : {'x-content-type-options': 'nosniff'}),
    ...(broken('sec-referrer-policy-missing') ? {} : {'referrer-policy': 'no-referrer'}),
    ...(html ? {'cross-origin-opener-policy': 'same-origin', 'cross-origin-resource-policy': 'same-origin'} : {}),
    ...(broken('sec-server-banner') ? {server: 'nginx/1.18.0 (Ubuntu)'} : {}),
    ...(broken('sec-powered-by') ? {'x-powered-by': 'PHP/8.1.2'} : {}),
  };
}

const TRACE = "TypeError: Cannot read properties of undefined (reading 'id')\n    at Router.handle (/srv/platform/dist/router.js:88:13)\n" +
  '    at Server.<anonymous> (/srv/platform/dist/server.js:41:7)';

function withTrace(answer: SandboxResponse): SandboxResponse {
  const type = String(answer.headers['content-type'] ?? '');
  if (!type.includes('json') || typeof answer.body !== 'string') return {...answer, body: `${String(answer.body ?? '')}\n${TRACE}\n`};
  return {...answer, body: JSON.stringify({...JSON.parse(answer.body) as object, stack: TRACE})};
}
