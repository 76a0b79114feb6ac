// An error as a response (clauses 5.5.3, 6.3.3): problem details as application/json, or a bare status.

import type {SandboxResponse} from '../types.ts';
import type {Broker} from './broker.ts';
import type {Json} from './json.ts';
import {BareStatus, Problem, problemDetails} from './problem.ts';

/** What the client gets for something thrown; what is no Problem is our own fault, and InternalError. */
export function errorAnswer({wrong}: Broker, error: unknown): SandboxResponse {
  if (error instanceof BareStatus && wrong('ngsi-ld-415-with-body'))
    return {status: error.status, headers: {'content-type': 'application/json'}, body: JSON.stringify({title: 'Unsupported media type'})};
  if (error instanceof BareStatus) return {status: error.status, headers: {}};
  const problem = error instanceof Problem ? error : new Problem('InternalError', error instanceof Error ? error.message : String(error));
  const status = statusOf(problem, wrong);
  const headers = wrong('ngsi-ld-405-without-allow') ? {} : problem.headers;
  if (wrong('ngsi-ld-errors-as-html'))
    return {status, headers: {...headers, 'content-type': 'text/html'}, body: `<h1>${problem.title}</h1>`};
  const type = wrong('ngsi-ld-errors-as-problem-json') ? 'application/problem+json' : 'application/json';
  return {status, headers: {...headers, 'content-type': type}, body: JSON.stringify(bodyOf(problem, wrong))};
}

function statusOf({status}: Problem, wrong: Broker['wrong']): number {
  if (status === 404 && wrong('ngsi-ld-not-found-answers-200')) return 200;
  if (status === 409 && wrong('ngsi-ld-conflict-answers-400')) return 400;
  if (status === 504 && wrong('ngsi-ld-context-unavailable-answers-503')) return 503;
  return status === 405 && wrong('ngsi-ld-405-answers-404') ? 404 : status;
}

function bodyOf(problem: Problem, wrong: Broker['wrong']): Json {
  const {type, title, detail, status} = problemDetails(problem);
  if (wrong('ngsi-ld-error-type-wrong-uri'))
    return {type: type.replace('https://uri.etsi.org/ngsi-ld/errors/', 'http://uri.etsi.org/ngsi-ld/errors#'), title, detail, status};
  if (wrong('ngsi-ld-error-without-type')) return {title, detail, status};
  if (wrong('ngsi-ld-error-without-title')) return {type, detail, status};
  return wrong('ngsi-ld-error-without-detail') ? {type, title, status} : {type, title, detail, status};
}
