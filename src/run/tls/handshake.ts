// A full handshake as any client would make it, and what it came to.

import {checkServerIdentity, connect} from 'node:tls';
import type {DetailedPeerCertificate, SecureContext, TLSSocket} from 'node:tls';
import {isIP} from 'node:net';
import type {JsonObject} from '../../model.ts';
import type {TlsMaterial} from '../http.ts';
import {describeCertificate} from './certificate.ts';
import type {Place} from './probe.ts';
import {trusting} from './trust.ts';

const LONGEST_CHAIN = 10;

/** What was negotiated and shown. Rejects when there is no connection; a handshake that fails is an observation. */
export async function observeHandshake(place: Place, material: TlsMaterial, now: number): Promise<JsonObject> {
  const {ca, ...usually} = material;
  const usual = await shake(place, contextOf(usually));
  if (!usual.established) return usual.told;
  const trusted = ca === undefined ? usual : await shake(place, contextOf(material));
  const chain = usual.chain.map((raw) => describeCertificate(raw, now));
  return {
    ...usual.told,
    authorizedByTargetCa: trusted.told['authorized'] ?? false,
    certificate: chain[0] ?? null,
    chain,
  };
}

interface Shaken {
  readonly established: boolean;
  readonly told: JsonObject;
  readonly chain: readonly Buffer[];
}

/** Old versions are spoken too. */
const contextOf = trusting({minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0'});

/** Verification never ends the handshake here: what it finds is what we want to know. */
function shake({host, port, timeoutMs, signal}: Place, secureContext: SecureContext): Promise<Shaken> {
  return new Promise((resolve, reject) => {
    let connected = false;
    const socket = connect({
      host, port, secureContext,
      ...(isIP(host) === 0 ? {servername: host} : {}),
      rejectUnauthorized: false,
      ALPNProtocols: ['h2', 'http/1.1'],
    });
    const end = (act: () => void): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      socket.destroy();
      act();
    };
    const fail = (error: NodeJS.ErrnoException): void => end(() => {
      if (connected) resolve({established: false, told: {established: false, error: error.code ?? error.message}, chain: []});
      else reject(error);
    });
    const stop = (): void => end(() => reject(signal.reason));
    const timer = setTimeout(
      () => end(() => reject(Object.assign(new Error(`no handshake within ${timeoutMs} ms`), {code: 'ETIMEDOUT'}))), timeoutMs,
    );
    signal.addEventListener('abort', stop, {once: true});
    socket.once('connect', () => { connected = true; });
    socket.on('error', fail);
    socket.once('end', () => fail(new Error('the connection was closed')));
    socket.once('secureConnect', () => {
      const shaken = describe(socket, host);
      end(() => resolve(shaken));
    });
  });
}

function describe(socket: TLSSocket, host: string): Shaken {
  const peer = socket.getPeerCertificate(true);
  const error: unknown = socket.authorizationError;
  return {
    established: true,
    chain: chainOf(peer),
    told: {
      established: true,
      version: socket.getProtocol() ?? 'unknown',
      cipher: socket.getCipher().standardName,
      alpn: typeof socket.alpnProtocol === 'string' ? socket.alpnProtocol : null,
      authorized: socket.authorized,
      authorizationError: error instanceof Error ? error.message : typeof error === 'string' ? error : null,
      hostnameMatches: checkServerIdentity(host, peer) === undefined,
    },
  };
}

/** From the server's own certificate upwards, as far as it was sent or could be completed. */
function chainOf(leaf: DetailedPeerCertificate): readonly Buffer[] {
  const chain: Buffer[] = [];
  const seen = new Set<string>();
  let one: DetailedPeerCertificate | undefined = leaf;
  while (one?.raw !== undefined && chain.length < LONGEST_CHAIN && !seen.has(one.fingerprint256)) {
    seen.add(one.fingerprint256);
    chain.push(one.raw);
    one = one.issuerCertificate;
  }
  return chain;
}
