// A certificate authority for one sandbox: it signs one server certificate and is forgotten.

import {createHash, generateKeyPairSync, sign} from 'node:crypto';
import type {KeyObject} from 'node:crypto';
import {bits, element, implicit, integer, objectIdentifier, octets, sequence, set, tagged, time, utf8, yes} from './der.ts';

/** What the server certificate of a sandbox should say. */
export interface CertificateOptions {
  readonly now: () => number;
  readonly random: () => string;
  /** DNS names and IPv4 addresses it is good for. */
  readonly hosts: readonly string[];
  /** True: its year of validity ended yesterday. */
  readonly expired: boolean;
}

/** Everything PEM. */
export interface IssuedCertificate {
  readonly key: string;
  /** The server's certificate followed by the authority's. */
  readonly chain: string;
  readonly ca: string;
}

interface Subject {
  readonly name: string;
  readonly keys: {readonly privateKey: KeyObject; readonly publicKey: KeyObject};
}

const DAY = 86_400_000;
const ECDSA_WITH_SHA256 = sequence(objectIdentifier('1.2.840.10045.4.3.2'));

/** Makes a P-256 authority and a server certificate signed by it, valid for 365 days (RFC 5280). */
export function issueCertificate(options: CertificateOptions): IssuedCertificate {
  const authority: Subject = {name: 'mimcheck sandbox authority', keys: newKeys()};
  const server: Subject = {name: 'mimcheck sandbox', keys: newKeys()};
  const start = options.now() - DAY;
  const serverStart = options.expired ? options.now() - 366 * DAY : start;
  const ca = certify({subject: authority, issuer: authority, random: options.random, from: start - 400 * DAY, days: 1200}, [
    extension('2.5.29.19', true, sequence(yes(), integer(Buffer.from([0])))),
    extension('2.5.29.15', true, bits(Buffer.from([0b0000_0110]), 1)),
    extension('2.5.29.14', false, octets(keyId(authority))),
  ]);
  const leaf = certify({subject: server, issuer: authority, random: options.random, from: serverStart, days: 365}, [
    extension('2.5.29.19', true, sequence()),
    extension('2.5.29.15', true, bits(Buffer.from([0b1000_0000]), 7)),
    extension('2.5.29.37', false, sequence(objectIdentifier('1.3.6.1.5.5.7.3.1'))),
    extension('2.5.29.17', false, sequence(...options.hosts.map(alternativeName))),
    extension('2.5.29.14', false, octets(keyId(server))),
    extension('2.5.29.35', false, sequence(implicit(0, keyId(authority)))),
  ]);
  return {key: server.keys.privateKey.export({type: 'pkcs8', format: 'pem'}).toString(), chain: leaf + ca, ca};
}

const newKeys = (): Subject['keys'] => generateKeyPairSync('ec', {namedCurve: 'P-256'});

interface Order {
  readonly subject: Subject;
  readonly issuer: Subject;
  readonly random: () => string;
  readonly from: number;
  readonly days: number;
}

function certify(order: Order, extensions: readonly Buffer[]): string {
  // 0x40 at the front: positive, never zero, at most twenty octets (RFC 5280, 4.1.2.2).
  const serial = Buffer.concat([Buffer.from([0x40]), createHash('sha256').update(order.random()).digest().subarray(0, 15)]);
  const body = sequence(
    tagged(0, integer(Buffer.from([2]))),
    integer(serial),
    ECDSA_WITH_SHA256,
    distinguishedName(order.issuer.name),
    sequence(time(order.from), time(order.from + order.days * DAY)),
    distinguishedName(order.subject.name),
    publicKeyOf(order.subject),
    tagged(3, sequence(...extensions)),
  );
  const signature = sign('sha256', body, order.issuer.keys.privateKey);
  const base64 = sequence(body, ECDSA_WITH_SHA256, bits(signature)).toString('base64').replace(/.{64}(?=.)/g, '$&\n');
  return `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`;
}

const distinguishedName = (name: string): Buffer => sequence(set(sequence(objectIdentifier('2.5.4.3'), utf8(name))));

const publicKeyOf = (subject: Subject): Buffer => subject.keys.publicKey.export({type: 'spki', format: 'der'});

const keyId = (subject: Subject): Buffer => createHash('sha256').update(publicKeyOf(subject)).digest().subarray(0, 20);

const extension = (id: string, critical: boolean, value: Buffer): Buffer =>
  sequence(objectIdentifier(id), ...(critical ? [yes()] : []), octets(value));

function alternativeName(host: string): Buffer {
  return /^\d+(\.\d+){3}$/.test(host)
    ? element(0x87, Buffer.from(host.split('.').map(Number)))
    : element(0x82, Buffer.from(host, 'ascii'));
}
