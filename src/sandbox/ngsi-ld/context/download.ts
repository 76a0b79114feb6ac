// Fetches a remote context. Only from this very machine: the sandbox never reaches out to a network.

import {request} from 'node:http';
import {readReply, type Reply} from '../reply.ts';
import {isLoopback} from '../loopback.ts';
import {isObject, type Json, type JsonObject} from '../json.ts';
import {badData, Problem} from '../problem.ts';

const LIMIT_BYTES = 1024 * 1024;
const TIMEOUT_MS = 5000;
const MAX_REDIRECTS = 3;

export interface Download {
  readonly document: JsonObject;
  /** How long it may be kept, in milliseconds (clause 6.3.16). */
  readonly freshFor: number;
}

/** Loads a context document. Unreachable is LdContextNotAvailable, reachable but no context is BadRequestData (clause 5.5.6). */
export async function download(address: string): Promise<Download> {
  let url = parse(address, address);
  for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
    const answer = await get(url);
    const location = answer.headers['location'];
    if (answer.status >= 300 && answer.status < 400 && typeof location === 'string') {
      url = parse(new URL(location, url).href, address);
      continue;
    }
    if (answer.status !== 200) throw unavailable(address, `status ${answer.status}`);
    return {document: contextIn(answer.text, address), freshFor: freshness(answer.headers)};
  }
  throw unavailable(address, 'too many redirects');
}

function parse(address: string, asked: string): URL {
  if (!URL.canParse(address)) throw badData(`the @context address is no URL: ${address}`);
  const url = new URL(address);
  if (url.protocol !== 'http:' || !isLoopback(url.hostname))
    throw unavailable(asked, 'the sandbox only loads contexts over http from loopback addresses');
  return url;
}

function get(url: URL): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const fail = (why: string): void => reject(unavailable(url.href, why));
    const outgoing = request(
      url,
      {headers: {accept: 'application/ld+json, application/json;q=0.9'}, timeout: TIMEOUT_MS, agent: false},
      (incoming) => {
        readReply(incoming, LIMIT_BYTES).then(resolve, (error: Error) => fail(error.message));
      },
    );
    outgoing.on('timeout', () => outgoing.destroy(new Error('timed out')));
    outgoing.on('error', (error) => fail(error.message));
    outgoing.end();
  });
}

function contextIn(text: string, address: string): JsonObject {
  let document: Json;
  try {
    document = JSON.parse(text) as Json;
  } catch {
    throw badData(`the @context at ${address} is not JSON`);
  }
  if (!isObject(document) || !('@context' in document)) throw badData(`the document at ${address} has no @context`);
  return document;
}

const HEURISTIC_MS = 60 * 60 * 1000;

function freshness(headers: Reply['headers']): number {
  const control = String(headers['cache-control'] ?? '');
  if (/\bno-(store|cache)\b/.test(control)) return 0;
  const age = /\bs-maxage=(\d+)/.exec(control) ?? /\bmax-age=(\d+)/.exec(control);
  if (age?.[1] !== undefined) return Number(age[1]) * 1000;
  const expires = Date.parse(String(headers['expires'] ?? ''));
  const date = Date.parse(String(headers['date'] ?? ''));
  return Number.isNaN(expires) || Number.isNaN(date) ? HEURISTIC_MS : Math.max(0, expires - date);
}

function unavailable(address: string, why: string): Problem {
  return new Problem('LdContextNotAvailable', `${address} could not be retrieved: ${why}`);
}
