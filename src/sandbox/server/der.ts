// Just enough of ASN.1 DER (ITU-T X.690) to write an X.509 certificate, so that the sandbox needs no library for it.

/** One DER element: tag, length, content. */
export function element(tag: number, ...content: readonly Buffer[]): Buffer {
  const body = Buffer.concat(content);
  return Buffer.concat([Buffer.from([tag]), lengthOf(body.length), body]);
}

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return Buffer.from([0x80 | bytes.length, ...bytes]);
}

/** SEQUENCE of the given elements. */
export const sequence = (...content: readonly Buffer[]): Buffer => element(0x30, ...content);

/** SET of the given elements. */
export const set = (...content: readonly Buffer[]): Buffer => element(0x31, ...content);

/** A non-negative INTEGER from its big-endian bytes. */
export function integer(bytes: Buffer): Buffer {
  const start = bytes.findIndex((byte) => byte !== 0);
  const short = start === -1 ? Buffer.from([0]) : bytes.subarray(start);
  // A set top bit would make the number negative.
  return element(0x02, (short[0] ?? 0) & 0x80 ? Buffer.concat([Buffer.from([0]), short]) : short);
}

/** OBJECT IDENTIFIER from dotted notation. */
export function objectIdentifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return element(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

function base128(arc: number): number[] {
  const bytes = [arc % 128];
  for (let rest = Math.floor(arc / 128); rest > 0; rest = Math.floor(rest / 128)) bytes.unshift((rest % 128) | 0x80);
  return bytes;
}

/** UTF8String. */
export const utf8 = (text: string): Buffer => element(0x0c, Buffer.from(text, 'utf8'));

/** BOOLEAN TRUE. */
export const yes = (): Buffer => element(0x01, Buffer.from([0xff]));

/** BIT STRING without unused bits unless told otherwise. */
export const bits = (bytes: Buffer, unused = 0): Buffer => element(0x03, Buffer.from([unused]), bytes);

/** OCTET STRING. */
export const octets = (...content: readonly Buffer[]): Buffer => element(0x04, ...content);

/** An explicitly tagged, constructed element: `[number]`. */
export const tagged = (number: number, ...content: readonly Buffer[]): Buffer => element(0xa0 + number, ...content);

/** An implicitly tagged, primitive element: `[number]`. */
export const implicit = (number: number, content: Buffer): Buffer => element(0x80 + number, content);

/** UTCTime up to 2049, GeneralizedTime after it (RFC 5280, 4.1.2.5). */
export function time(milliseconds: number): Buffer {
  const digits = new Date(milliseconds).toISOString().replace(/\.\d+/, '').replace(/[-:T]/g, '');
  return Number(digits.slice(0, 4)) < 2050
    ? element(0x17, Buffer.from(digits.slice(2), 'ascii'))
    : element(0x18, Buffer.from(digits, 'ascii'));
}
