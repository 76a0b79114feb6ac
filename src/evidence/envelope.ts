// Signatures: a DSSE envelope. What is signed is the type and the bytes of a payload, so that nothing has to be put into a canonical form first.

import {createPrivateKey, createPublicKey, sign, verify} from 'node:crypto';
import type {PrivateKey, PublicKey} from './keys.ts';

/** As in-toto asks for. */
const PAYLOAD_TYPE = 'application/vnd.in-toto+json';

export interface Envelope {
  readonly payloadType: string;
  /** Base64. */
  readonly payload: string;
  readonly signatures: readonly {readonly keyid: string; readonly sig: string}[];
}

/** What is signed: PAE of the DSSE protocol, version 1. */
function signedBytes(type: string, payload: Uint8Array): Buffer {
  const head = `DSSEv1 ${Buffer.byteLength(type)} ${type} ${payload.length} `;
  return Buffer.concat([Buffer.from(head, 'utf8'), payload]);
}

/** An envelope around a text, with one signature. */
export function seal(text: string, key: PrivateKey): Envelope {
  const payload = Buffer.from(text, 'utf8');
  const {kty, crv, x, y, d} = key;
  const secret = createPrivateKey({key: {kty, crv, x, ...(y === undefined ? {} : {y}), d}, format: 'jwk'});
  // Ed25519 hashes for itself; for ECDSA the signature is in DER, as other readers of DSSE expect.
  const sig = sign(key.alg === 'ES256' ? 'sha256' : null, signedBytes(PAYLOAD_TYPE, payload), secret);
  return {payloadType: PAYLOAD_TYPE, payload: payload.toString('base64'), signatures: [{keyid: key.kid, sig: sig.toString('base64')}]};
}

/** The text in an envelope of one signature, unchecked; null when the envelope is not as `seal` makes it. */
export function textIn(value: unknown): string | null {
  if (!isEnvelope(value) || value.payloadType !== PAYLOAD_TYPE || value.signatures.length !== 1) return null;
  const payload = strictBase64(value.payload);
  return payload === null ? null : payload.toString('utf8');
}

/** Whether an envelope's signature was made with a key. */
export function isSealedBy({payloadType, payload, signatures: [signature]}: Envelope, key: PublicKey): boolean {
  const content = strictBase64(payload);
  const sig = signature === undefined ? null : strictBase64(signature.sig);
  if (signature?.keyid !== key.kid || content === null || sig === null) return false;
  const {kty, crv, x, y, alg} = key;
  try {
    const shown = createPublicKey({key: {kty, crv, x, ...(y === undefined ? {} : {y})}, format: 'jwk'});
    return verify(alg === 'ES256' ? 'sha256' : null, signedBytes(payloadType, content), shown, sig);
  } catch {
    return false;
  }
}

function isEnvelope(value: unknown): value is Envelope {
  if (value === null || typeof value !== 'object') return false;
  const {payloadType, payload, signatures} = value as Partial<Envelope>;
  return typeof payloadType === 'string' && typeof payload === 'string' && Array.isArray(signatures)
    && signatures.every((one: unknown) => one !== null && typeof one === 'object' && 'keyid' in one && typeof one.keyid === 'string' && 'sig' in one && typeof one.sig === 'string');
}

/** Bytes in base64 that is written in the one right way: otherwise two texts could stand for the same signature. */
function strictBase64(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : null;
}
