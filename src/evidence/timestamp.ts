// Time stamps of an authority (RFC 3161). The only door to pkijs, loaded when there is one.

import type {Certificate, SignedData} from 'pkijs';
import {inputError} from '../error.ts';

export interface TimeStamp {
  /** ISO 8601 UTC. */
  readonly at: string;
  /** As its certificate calls the authority. */
  readonly authority: string;
  /** Its certificate leads to one that the reader trusts. */
  readonly trusted: boolean;
}

const TST_INFO = '1.2.840.113549.1.9.16.1.4';
const KEY_PURPOSES = '2.5.29.37';
const FOR_TIME_STAMPS = '1.3.6.1.5.5.7.3.8';
const COMMON_NAME = '2.5.4.3';
/** SHA-256, SHA-384, SHA-512: nothing weaker says what was stamped. */
const STRONG: readonly string[] = ['2.16.840.1.101.3.4.2.1', '2.16.840.1.101.3.4.2.2', '2.16.840.1.101.3.4.2.3'];
const PEM = /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----/g;

/** The token in what an authority answered, or a token that stands alone. Throws an `InputError` when it is neither, or a refusal. */
export async function tokenIn(bytes: Uint8Array, file: string): Promise<Uint8Array> {
  const {TimeStampResp} = await import('pkijs');
  try {
    const {timeStampToken} = TimeStampResp.fromBER(exact(bytes));
    if (timeStampToken !== undefined) return new Uint8Array(timeStampToken.toSchema().toBER());
  } catch {
    if (await signedDataIn(bytes) !== null) return bytes;
  }
  throw inputError(file, 'holds no time stamp', 'give the answer of a time-stamping authority (RFC 3161)');
}

/** When some bytes existed, by a token; a word when it is for other bytes, or not right. */
export async function readTimeStamp(token: Uint8Array, stamped: Uint8Array, authorities: readonly Certificate[]): Promise<TimeStamp | 'broken' | 'other'> {
  const signed = await signedDataIn(token);
  if (signed === null || signed.encapContentInfo.eContentType !== TST_INFO || signed.signerInfos.length !== 1) return 'broken';
  const data = exact(stamped);
  try {
    const {TSTInfo} = await import('pkijs');
    const info = TSTInfo.fromBER(signed.encapContentInfo.eContent?.getValue() ?? new ArrayBuffer(0));
    if (!STRONG.includes(info.messageImprint.hashAlgorithm.algorithmId)) return 'broken';
    if (!await info.verify({data})) return 'other';
    const {signatureVerified, signerCertificate} = await signed.verify({signer: 0, data, extendedMode: true});
    if (signatureVerified !== true || signerCertificate == null || !isForTimeStamps(signerCertificate)) return 'broken';
    return {at: info.genTime.toISOString(), authority: nameOf(signerCertificate), trusted: await leadsTo(authorities, signed, data)};
  } catch {
    return 'broken';
  }
}

/** The certificates in a PEM text. Throws an `InputError` when there is none. */
export async function readCertificates(text: string, file: string): Promise<readonly Certificate[]> {
  const {Certificate} = await import('pkijs');
  try {
    const found = [...text.matchAll(PEM)].map(([, base64 = '']) => Certificate.fromBER(exact(Buffer.from(base64, 'base64'))));
    if (found.length > 0) return found;
  } catch {
    // Told below.
  }
  throw inputError(file, 'holds no certificate', 'give the certificate of the time-stamping authority, or of who vouches for it, as PEM');
}

async function signedDataIn(token: Uint8Array): Promise<SignedData | null> {
  const pki = await import('pkijs');
  try {
    return new pki.SignedData({schema: pki.ContentInfo.fromBER(exact(token)).content});
  } catch {
    return null;
  }
}

async function leadsTo(authorities: readonly Certificate[], signed: SignedData, data: ArrayBuffer): Promise<boolean> {
  if (authorities.length === 0) return false;
  try {
    return await signed.verify({signer: 0, data, checkChain: true, trustedCerts: [...authorities]});
  } catch {
    return false;
  }
}

function isForTimeStamps({extensions}: Certificate): boolean {
  const purposes = extensions?.find(({extnID}) => extnID === KEY_PURPOSES)?.parsedValue as {readonly keyPurposes?: readonly string[]} | undefined;
  return purposes?.keyPurposes?.includes(FOR_TIME_STAMPS) ?? false;
}

function nameOf({subject}: Certificate): string {
  const named = subject.typesAndValues.find(({type}) => type === COMMON_NAME) ?? subject.typesAndValues[0];
  return String(named?.value.valueBlock.value ?? '');
}

/** A buffer of its own: a view into a larger one would be read beyond its end. */
function exact(bytes: Uint8Array): ArrayBuffer {
  return Uint8Array.from(bytes).buffer;
}
