// A TLS ClientHello by our own hand, and the first thing a server says to it. No library stands between: what modern ones
// refuse to speak (TLS 1.0, RC4, 3DES, export ciphers) can still be asked for. The handshake is never completed.

import {createHash} from 'node:crypto';
import {connect, isIP} from 'node:net';

export interface Offer {
  readonly host: string;
  readonly port: number;
  /** `0x0301` is TLS 1.0, `0x0304` TLS 1.3. */
  readonly version: number;
  readonly suites: readonly number[];
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

export type Greeting =
  | {readonly kind: 'accepted'; readonly version: number; readonly suite: number}
  /** By an alert, or by closing the connection. */
  | {readonly kind: 'refused'; readonly detail: string}
  /** No TCP connection. */
  | {readonly kind: 'unreachable'; readonly error: Error}
  | {readonly kind: 'mute'};

const MOST_BYTES = 64 * 1024;
const TLS13 = 0x0304;

/** Connects, says hello, and listens to what comes back (RFC 5246, 7.4.1; RFC 8446, 4.1). */
export function greet(offer: Offer): Promise<Greeting> {
  return new Promise((resolve) => {
    let connected = false;
    let received = Buffer.alloc(0);
    const socket = connect({host: offer.host, port: offer.port});
    const end = (greeting: Greeting): void => {
      clearTimeout(timer);
      offer.signal.removeEventListener('abort', stop);
      socket.destroy();
      resolve(greeting);
    };
    const stop = (): void => end({kind: 'mute'});
    const timer = setTimeout(
      () => end(connected ? {kind: 'mute'} : {kind: 'unreachable', error: Object.assign(new Error('no connection'), {code: 'ETIMEDOUT'})}),
      offer.timeoutMs,
    );
    offer.signal.addEventListener('abort', stop, {once: true});
    socket.once('connect', () => {
      connected = true;
      socket.write(clientHello(offer));
    });
    socket.on('error', (error) => end(connected ? {kind: 'refused', detail: 'the connection was reset'} : {kind: 'unreachable', error}));
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      const greeting = readGreeting(received);
      if (greeting !== null) end(greeting);
      else if (received.length > MOST_BYTES) end({kind: 'refused', detail: 'no TLS'});
    });
    socket.on('end', () => end({kind: 'refused', detail: 'the connection was closed'}));
  });
}

function clientHello({host, version, suites}: Offer): Buffer {
  const legacy = Math.min(version, 0x0303);
  // Never used for keys, for no handshake is completed; so it need not be random, and every run says the same.
  const random = createHash('sha256').update(`${host} ${version} ${suites.join()}`).digest();
  const modern = version === TLS13;
  const extensions = Buffer.concat([
    isIP(host) === 0 ? extension(
      0, vector(2, vector(0, Buffer.concat([Buffer.from([0]), vector(2, Buffer.from(host, 'latin1'))]))),
    ) : Buffer.alloc(0),
    extension(10, vector(2, words([29, 23, 24, 25, 256, 257]))),
    extension(11, vector(1, Buffer.from([0]))),
    version >= 0x0303 ? extension(13, vector(2, words(SIGNATURES))) : Buffer.alloc(0),
    extension(23, Buffer.alloc(0)),
    modern ? extension(43, vector(1, words([TLS13]))) : Buffer.alloc(0),
    modern ? extension(
      51, vector(2, Buffer.concat([words([29]), vector(2, createHash('sha256').update(random).digest())])),
    ) : Buffer.alloc(0),
  ]);
  const body = Buffer.concat([
    words([legacy]), random,
    // TLS 1.3 servers behind old boxes expect a session id.
    vector(1, modern ? random : Buffer.alloc(0)),
    // 0x00ff: secure renegotiation is known (RFC 5746, 3.3).
    vector(2, words(modern ? suites : [...suites, 0x00ff])),
    vector(1, Buffer.from([0])),
    vector(2, extensions),
  ]);
  const message = Buffer.concat([Buffer.from([1]), vector(3, body)]);
  return Buffer.concat([Buffer.from([22]), words([0x0301]), vector(2, message)]);
}

// Everything from Ed25519 down to SHA-1 with RSA, so that nobody refuses for want of a signature.
const SIGNATURES = [
  0x0403,
  0x0503,
  0x0603,
  0x0807,
  0x0808,
  0x0804,
  0x0805,
  0x0806,
  0x0809,
  0x080a,
  0x080b,
  0x0401,
  0x0501,
  0x0601,
  0x0203,
  0x0201,
  0x0402,
  0x0202,
];

/** The greeting in the bytes so far, or null when more is needed. */
function readGreeting(bytes: Buffer): Greeting | null {
  if (bytes.length < 7) return null;
  const type = bytes[0];
  if (type === 21) return {kind: 'refused', detail: `alert ${bytes[6] ?? 0}`};
  if (type !== 22 || bytes[1] !== 3) return {kind: 'refused', detail: 'no TLS'};
  if (bytes.length < 5 + bytes.readUInt16BE(3)) return null;
  if (bytes[5] !== 2) return {kind: 'refused', detail: 'no ServerHello'};
  const hello = bytes.subarray(9, 9 + bytes.readUIntBE(6, 3));
  const session = hello[34] ?? 0;
  if (hello.length < 38 + session) return {kind: 'refused', detail: 'a broken ServerHello'};
  const suite = hello.readUInt16BE(35 + session);
  return {kind: 'accepted', version: selectedVersion(hello, 38 + session) ?? hello.readUInt16BE(0), suite};
}

/** TLS 1.3 is announced in an extension (RFC 8446, 4.2.1). */
function selectedVersion(hello: Buffer, start: number): number | null {
  for (let at = start + 2; at + 4 <= hello.length;) {
    const length = hello.readUInt16BE(at + 2);
    if (hello.readUInt16BE(at) === 43 && length === 2 && at + 6 <= hello.length) return hello.readUInt16BE(at + 4);
    at += 4 + length;
  }
  return null;
}

function extension(type: number, data: Buffer): Buffer {
  return Buffer.concat([words([type]), vector(2, data)]);
}

/** Bytes with their length before them, in so many bytes. */
function vector(size: number, data: Buffer): Buffer {
  if (size === 0) return data;
  const length = Buffer.alloc(size);
  length.writeUIntBE(data.length, 0, size);
  return Buffer.concat([length, data]);
}

function words(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2);
  values.forEach((value, i) => bytes.writeUInt16BE(value, i * 2));
  return bytes;
}
