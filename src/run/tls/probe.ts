// Looks at an endpoint's TLS. What was seen becomes an answer with a JSON body, so that a case can be held against it like any other.

import type {Exchange, Json, SilenceReason, TlsStep} from '../../model.ts';
import type {TlsMaterial} from '../http.ts';
import {silenceFrom} from '../silence.ts';
import {CIPHER_SUITES, TLS13_SUITES, isStrong, isWeak, lacksForwardSecrecy} from './cipher-suites.ts';
import {observeHandshake} from './handshake.ts';
import {greet} from './hello.ts';
import type {Greeting} from './hello.ts';

/** Where to look, and for how long at most each time. */
export interface Place {
  readonly host: string;
  readonly port: number;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

export interface TlsProbeSettings {
  readonly material: TlsMaterial;
  readonly timeoutMs: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Milliseconds since the run began. */
  readonly elapsed: () => number;
  /** Probes speak to the server itself, so there is nothing to see through a proxy. */
  readonly proxied: boolean;
}

export type TlsProbe = (probe: TlsStep['probe'], url: string, signal: AbortSignal) => Promise<Exchange>;

const VERSIONS: Readonly<Record<string, number>> = {'TLSv1': 0x0301, 'TLSv1.1': 0x0302, 'TLSv1.2': 0x0303, 'TLSv1.3': 0x0304};

/**
 * Makes the probes. Their answers have status 200, HTTP version `tls`, and a JSON body:
 * - `handshake`: `{established, version, cipher, alpn, authorized, authorizationError, authorizedByTargetCa, hostnameMatches,
 *   certificate, chain}`; `certificate` and each of `chain`: `{subject, issuer, san, validFrom, validTo, daysLeft, keyType, keyBits,
 *   curve, signatureAlgorithm, selfSigned, ca, fingerprint256}`.
 *   `authorized` by the usual authorities alone, `authorizedByTargetCa` with those of the target added; both include the name.
 *   When the server takes the connection but no handshake comes about: `{established: false, error}`.
 * - `versions`: `{"TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3"}`, each `true`, `false`, or `null` where the server says nothing at all.
 * - `ciphers`: `{supported, accepted, weak, noForwardSecrecy, strong}` for TLS 1.2, IANA names in the order in which the server chose them.
 *   `supported: false` (and empty lists) when it does not speak TLS 1.2.
 */
export function createTlsProbe(settings: TlsProbeSettings): TlsProbe {
  return async (probe, url, signal) => {
    const at = settings.elapsed();
    const {protocol, hostname, port, host} = new URL(url);
    const request = {method: 'TLS', url: `${protocol}//${host}`, headers: [['Probe', probe]] as const};
    const over = (outcome: Exchange['outcome']): Exchange => ({request, at, tookMs: settings.elapsed() - at, outcome});
    const silence = (reason: SilenceReason, detail: string): Exchange => over({kind: 'silence', reason, detail});
    if (settings.proxied) return silence('tls', 'TLS cannot be looked at through a proxy');
    if (protocol !== 'https:' && probe !== 'handshake') return silence(
      'tls', `there is no TLS to look at: the address of the endpoint is ${url}`,
    );
    const place: Place = {host: hostname.replace(/^\[(.*)\]$/, '$1'), port: Number(port || 443), timeoutMs: settings.timeoutMs, signal};
    try {
      const body = JSON.stringify(
        protocol === 'https:' ? await observe(probe, place, settings) : {
          established: false, error: 'the address of the endpoint begins with http:',
        },
      );
      return over({
        kind: 'answer',
        status: 200,
        httpVersion: 'tls',
        headers: [['Content-Type', 'application/json']],
        body,
        bytes: Buffer.byteLength(body),
        facts: [],
      });
    } catch (error) {
      if (signal.aborted) return silence('aborted', signal.reason instanceof Error ? signal.reason.message : String(signal.reason));
      return over(silenceFrom(error, {started: false, status: null, bytes: 0}));
    }
  };
}

async function observe(probe: TlsStep['probe'], place: Place, {material, now}: TlsProbeSettings): Promise<Json> {
  switch (probe) {
    case 'handshake': return observeHandshake(place, material, now());
    case 'versions': return observeVersions(place);
    case 'ciphers': return observeCiphers(place);
  }
}

async function observeVersions(place: Place): Promise<Json> {
  const seen: Record<string, boolean | null> = {};
  for (const [name, version] of Object.entries(VERSIONS)) {
    const greeting = await heard(place, version, version === 0x0304 ? TLS13_SUITES : Object.values(CIPHER_SUITES));
    seen[name] = greeting.kind === 'mute' ? null : greeting.kind === 'accepted' && greeting.version === version;
  }
  return seen;
}

/** Offers every suite, takes out the one that is chosen, and offers the rest again, until none is accepted. */
async function observeCiphers(place: Place): Promise<Json> {
  const left = new Map(Object.entries(CIPHER_SUITES).map(([name, code]) => [code, name]));
  const accepted: string[] = [];
  while (left.size > 0) {
    const greeting = await heard(place, 0x0303, [...left.keys()]);
    if (greeting.kind === 'mute') throw Object.assign(
      new Error(`no answer to a hello after ${accepted.length} ciphers`), {code: 'ETIMEDOUT'},
    );
    const name = greeting.kind === 'accepted' && greeting.version === 0x0303 ? left.get(greeting.suite) : undefined;
    if (greeting.kind !== 'accepted' || name === undefined) break;
    accepted.push(name);
    left.delete(greeting.suite);
  }
  // Who turns away whoever comes too often turns away the weak suites with the others, which would then be thought unknown.
  if (accepted.length > 0 && (await heard(place, 0x0303, Object.values(CIPHER_SUITES))).kind !== 'accepted') throw Object.assign(
    new Error(`after ${accepted.length} ciphers the server no longer accepts what it accepted before`), {code: 'ECONNRESET'},
  );
  return {
    supported: accepted.length > 0,
    accepted,
    weak: accepted.filter(isWeak),
    noForwardSecrecy: accepted.filter(lacksForwardSecrecy),
    strong: accepted.filter(isStrong),
  };
}

async function heard(place: Place, version: number, suites: readonly number[]): Promise<Exclude<Greeting, {kind: 'unreachable'}>> {
  const greeting = await greet({...place, version, suites});
  if (place.signal.aborted) throw place.signal.reason;
  if (greeting.kind === 'unreachable') throw greeting.error;
  return greeting;
}
