// A certificate as plain data.

import {X509Certificate} from 'node:crypto';
import type {JsonObject} from '../../model.ts';

const DAY_MS = 86_400_000;
const CURVE_BITS: Readonly<Record<string, number>> = {prime256v1: 256, secp384r1: 384, secp521r1: 521, ed25519: 256, ed448: 456};
const SIGNATURE_NAMES: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.1.4': 'RSA-MD5', '1.2.840.113549.1.1.5': 'RSA-SHA1', '1.2.840.113549.1.1.10': 'RSA-PSS',
  '1.2.840.113549.1.1.11': 'RSA-SHA256', '1.2.840.113549.1.1.12': 'RSA-SHA384', '1.2.840.113549.1.1.13': 'RSA-SHA512',
  '1.2.840.10045.4.1': 'ECDSA-SHA1', '1.2.840.10045.4.3.2': 'ECDSA-SHA256',
  '1.2.840.10045.4.3.3': 'ECDSA-SHA384', '1.2.840.10045.4.3.4': 'ECDSA-SHA512',
  '1.3.101.112': 'Ed25519', '1.3.101.113': 'Ed448',
};

/** What one certificate says; `now` in milliseconds since 1970. */
export function describeCertificate(raw: Buffer, now: number): JsonObject {
  const certificate = new X509Certificate(raw);
  const {asymmetricKeyType: type = 'unknown', asymmetricKeyDetails: details} = certificate.publicKey;
  const curve = details?.namedCurve ?? null;
  const validTo = Date.parse(certificate.validTo);
  return {
    subject: oneLine(certificate.subject),
    issuer: oneLine(certificate.issuer),
    san: certificate.subjectAltName?.split(', ') ?? [],
    validFrom: new Date(certificate.validFrom).toISOString(),
    validTo: new Date(validTo).toISOString(),
    daysLeft: Math.floor((validTo - now) / DAY_MS),
    keyType: type,
    keyBits: details?.modulusLength ?? CURVE_BITS[curve ?? type] ?? null,
    curve,
    signatureAlgorithm: signatureAlgorithm(raw),
    selfSigned: certificate.checkIssued(certificate) && certificate.verify(certificate.publicKey),
    ca: certificate.ca,
    fingerprint256: certificate.fingerprint256,
  };
}

function oneLine(name: string): string {
  return name.split('\n').join(', ');
}

/** Certificate ::= SEQUENCE { tbsCertificate, signatureAlgorithm SEQUENCE { OBJECT IDENTIFIER … } … } (RFC 5280, 4.1). */
function signatureAlgorithm(raw: Buffer): string {
  const outer = element(raw, 0);
  const signed = element(raw, outer.start);
  const algorithm = element(raw, signed.end);
  const oid = element(raw, algorithm.start);
  const name = objectIdentifier(raw.subarray(oid.start, oid.end));
  return SIGNATURE_NAMES[name] ?? name;
}

/** Where the content of the DER element at this place begins and ends. */
function element(bytes: Buffer, at: number): {start: number; end: number} {
  const first = bytes[at + 1] ?? 0;
  if (first < 0x80) return {start: at + 2, end: at + 2 + first};
  const size = first & 0x7f;
  const start = at + 2 + size;
  return {start, end: start + bytes.readUIntBE(at + 2, size)};
}

function objectIdentifier(bytes: Buffer): string {
  const parts: number[] = [];
  let value = 0;
  for (const byte of bytes) {
    value = value * 128 + (byte & 0x7f);
    if (byte >= 0x80) continue;
    if (parts.length === 0) parts.push(Math.min(2, Math.floor(value / 40)), value - 40 * Math.min(2, Math.floor(value / 40)));
    else parts.push(value);
    value = 0;
  }
  return parts.join('.');
}
