// One address that platforms can call: a listener for the whole run, a path for each listener of each case.

import {createServer} from 'node:http';
import type {IncomingMessage, Server, ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {inputError} from '../error.ts';
import type {Answer, Arrival, CallbackSettings, HeaderField, Reply} from '../model.ts';
import {toAnswer} from './answer.ts';
import {createMailbox} from './mailbox.ts';
import type {Mailbox} from './mailbox.ts';

type Answering = (arrival: Arrival) => Reply | Promise<Reply>;

export interface Callbacks {
  /** Under which the platform reaches it, without a trailing slash. */
  readonly url: string;
  /** Opens a path, or begins again on it. `reply` gives the answer to a call. */
  readonly open: (path: string, reply: Answering) => Mailbox;
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
// Of all bodies that one listener keeps, and that are on their way at one time.
const LISTENER_CAP = 8 * BODY_CAP;
const UNDER_WAY_CAP = 32 * BODY_CAP;
// A platform may not use up what the run itself needs to reach it.
const MOST_CONNECTIONS = 512;
const TOO_MANY: Reply = {status: 429, headers: {}, afterMs: 0};
const BROKEN: Reply = {status: 500, headers: {}, afterMs: 0};

interface Line {
  readonly mailbox: Mailbox;
  readonly reply: Answering;
  calls: number;
  /** Characters of the bodies kept so far. */
  kept: number;
}

/** Bytes of bodies that are on their way, over all callers. */
interface UnderWay {
  bytes: number;
}

/** Begins to listen. An address that cannot be listened on is the user's mistake (`InputError`). */
export async function openCallbacks({settings, elapsed}: CallbackOptions): Promise<Callbacks> {
  const lines = new Map<string, Line>();
  const timers = new Set<NodeJS.Timeout>();
  const underWay: UnderWay = {bytes: 0};
  const server = createServer({requestTimeout: 30_000, headersTimeout: 10_000}, (request, response) => {
    const at = elapsed();
    response.on('error', () => undefined);
    const line = findLine(lines, request.url ?? '');
    if (line === undefined) return refuse(request, response, 404);
    const call = line.calls;
    line.calls += 1;
    if (call >= CALL_CAP) return answer(response, TOO_MANY);
    void receive(request, at, underWay).then(async (arrival) => {
      line.mailbox.put(withinCap(line, arrival));
      const reply = await safely(async () => line.reply(arrival));
      if (reply.afterMs <= 0) return answer(response, reply);
      const timer = setTimeout(() => {
        timers.delete(timer);
        answer(response, reply);
      }, reply.afterMs);
      timers.add(timer);
    }).catch(() => response.destroy());
  });
  server.maxConnections = MOST_CONNECTIONS;
  const {host, port} = await listen(server, settings.listen);
  return {
    url: (settings.publicUrl ?? `http://${host}:${port}`).replace(/\/+$/, ''),
    open: (path, reply) => {
      const line: Line = {mailbox: createMailbox(), reply, calls: 0, kept: 0};
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

/** A body that would make the listener keep too much is not kept: a comparison that needs it is undecided, as with any that is too long. */
function withinCap(line: Line, arrival: Arrival): Arrival {
  if (line.kept + arrival.body.length > LISTENER_CAP) return {...arrival, body: '', facts: ['body-over-cap']};
  line.kept += arrival.body.length;
  return arrival;
}

async function receive(request: IncomingMessage, at: number, underWay: UnderWay): Promise<Arrival> {
  const chunks: Buffer[] = [];
  let length = 0;
  let held = 0;
  let cut = false;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      length += chunk.length;
      cut ||= length > BODY_CAP + chunk.length || underWay.bytes > UNDER_WAY_CAP;
      if (!cut) {
        chunks.push(chunk);
        held += chunk.length;
        underWay.bytes += chunk.length;
      }
      if (length > 10 * BODY_CAP) break;
    }
  } finally {
    underWay.bytes -= held;
  }
  const headers = Array.from(
    {length: request.rawHeaders.length / 2}, (_, i): HeaderField => [request.rawHeaders[2 * i] ?? '', request.rawHeaders[2 * i + 1] ?? ''],
  );
  const body = Buffer.concat(chunks).subarray(0, BODY_CAP);
  const {body: text, facts}: Answer = await toAnswer(
    {status: 0, httpVersion: request.httpVersion, headers, body, overCap: cut || length > BODY_CAP}, BODY_CAP,
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

async function safely(reply: () => Promise<Reply>): Promise<Reply> {
  try {
    return await reply();
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
