// One address that platforms can call: a listener for the whole run, a path for each listener of each case.

import {createServer} from 'node:http';
import type {IncomingMessage, Server, ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {inputError} from '../error.ts';
import type {Answer, Arrival, CallbackSettings, HeaderField, Reply} from '../model.ts';
import {toAnswer} from './answer.ts';
import {createMailbox} from './mailbox.ts';
import type {Mailbox} from './mailbox.ts';

export interface Callbacks {
  /** Under which the platform reaches it, without a trailing slash. */
  readonly url: string;
  /** Opens a path, or begins again on it. `reply` gives the answer to the n-th call, from 0. */
  readonly open: (path: string, reply: (call: number) => Reply) => Mailbox;
  readonly shut: (path: string) => void;
  readonly close: () => Promise<void>;
}

export interface CallbackOptions {
  readonly settings: CallbackSettings;
  /** Milliseconds since the run began. */
  readonly elapsed: () => number;
}

const BODY_CAP = 1024 * 1024;
// More calls than this to one listener are turned away; no case wants to see so many.
const CALL_CAP = 1_000;
const TOO_MANY: Reply = {status: 429, headers: {}, afterMs: 0};
const BROKEN: Reply = {status: 500, headers: {}, afterMs: 0};

interface Line {
  readonly mailbox: Mailbox;
  readonly reply: (call: number) => Reply;
  calls: number;
}

/** Begins to listen. An address that cannot be listened on is the user's mistake (`InputError`). */
export async function openCallbacks({settings, elapsed}: CallbackOptions): Promise<Callbacks> {
  const lines = new Map<string, Line>();
  const timers = new Set<NodeJS.Timeout>();
  const server = createServer({requestTimeout: 30_000, headersTimeout: 10_000}, (request, response) => {
    const at = elapsed();
    response.on('error', () => undefined);
    const line = findLine(lines, request.url ?? '');
    if (line === undefined) return refuse(request, response, 404);
    const call = line.calls;
    line.calls += 1;
    if (call >= CALL_CAP) return answer(response, TOO_MANY);
    void receive(request, at).then((arrival) => {
      line.mailbox.put(arrival);
      const reply = safely(() => line.reply(call));
      if (reply.afterMs <= 0) return answer(response, reply);
      const timer = setTimeout(() => {
        timers.delete(timer);
        answer(response, reply);
      }, reply.afterMs);
      timers.add(timer);
    }).catch(() => response.destroy());
  });
  const {host, port} = await listen(server, settings.listen);
  return {
    url: (settings.publicUrl ?? `http://${host}:${port}`).replace(/\/+$/, ''),
    open: (path, reply) => {
      const line: Line = {mailbox: createMailbox(), reply, calls: 0};
      lines.set(path, line);
      return line.mailbox;
    },
    shut: (path) => { lines.delete(path); },
    close: () => new Promise((resolve) => {
      for (const timer of timers) clearTimeout(timer);
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}

/** A public address may put a prefix before the path; what follows the path belongs to the same listener. */
function findLine(lines: ReadonlyMap<string, Line>, url: string): Line | undefined {
  const [path = ''] = url.split('?');
  const parts = path.split('/');
  for (let from = 1; from + 1 < parts.length; from += 1) {
    const line = lines.get(`/${parts[from] ?? ''}/${parts[from + 1] ?? ''}`);
    if (line !== undefined) return line;
  }
  return undefined;
}

async function receive(request: IncomingMessage, at: number): Promise<Arrival> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    if (length <= BODY_CAP) chunks.push(chunk);
    length += chunk.length;
    if (length > 10 * BODY_CAP) break;
  }
  const headers = Array.from(
    {length: request.rawHeaders.length / 2}, (_, i): HeaderField => [request.rawHeaders[2 * i] ?? '', request.rawHeaders[2 * i + 1] ?? ''],
  );
  const body = Buffer.concat(chunks).subarray(0, BODY_CAP);
  const {body: text, facts}: Answer = await toAnswer(
    {status: 0, httpVersion: request.httpVersion, headers, body, overCap: length > BODY_CAP}, BODY_CAP,
  );
  return {at, method: request.method ?? '', path: request.url ?? '', headers, body: text, facts};
}

function answer(response: ServerResponse, {status, headers, json, body}: Reply): void {
  if (response.destroyed) return;
  const text = json === undefined ? body : JSON.stringify(json);
  const typed = json !== undefined && !Object.keys(headers).some((name) => name.toLowerCase() === 'content-type');
  try {
    response.writeHead(status, typed ? {'Content-Type': 'application/json', ...headers} : headers);
    response.end(text);
  } catch {
    // A reply that HTTP does not allow, made from values of the platform's.
    response.destroy();
  }
}

function refuse(request: IncomingMessage, response: ServerResponse, status: number): void {
  request.resume();
  answer(response, {status, headers: {}, afterMs: 0});
}

function safely(reply: () => Reply): Reply {
  try {
    return reply();
  } catch {
    return BROKEN;
  }
}

async function listen(server: Server, address: string): Promise<{host: string; port: number}> {
  const match = /^(.+):(\d{1,5})$/.exec(address);
  const bare = (match?.[1] ?? '127.0.0.1').replace(/^\[(.*)\]$/, '$1');
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(inputError(
        'callback.listen', `cannot listen on ${address}: ${error.code ?? error.message}`, 'take a free port, or port 0 for any',
      )));
    server.listen(Number(match?.[2] ?? 0), bare, resolve);
  });
  server.on('error', () => undefined);
  const {port} = server.address() as AddressInfo;
  // "All addresses" is no address that anyone could call.
  const host = bare === '0.0.0.0' ? '127.0.0.1' : bare === '::' ? '::1' : bare;
  return {host: host.includes(':') ? `[${host}]` : host, port};
}
