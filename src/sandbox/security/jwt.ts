import {createHmac, generateKeyPair, generateKeyPairSync, sign, verify} from 'node:crypto';
import type {KeyObject} from 'node:crypto';
import {promisify} from 'node:util';

export type Claims = Readonly<Record<string, string | number | undefined>>;

/** The signing keys of one sandbox: ES256 for access tokens, RS256 for ID tokens. */
export interface Keys {
  readonly access: KeyObject;
  readonly accessPublic: KeyObject;
  /** Made when first wanted: an RSA key takes a while, and OpenID Connect demands one. */
  readonly identity: () => Promise<{readonly publicKey: KeyObject; readonly privateKey: KeyObject}>;
}

const makeRsa = promisify(generateKeyPair);

/** Fresh keys. */
export function makeKeys(): Keys {
  const pair = generateKeyPairSync('ec', {namedCurve: 'P-256'});
  let identity: ReturnType<Keys['identity']> | undefined;
  return {
    access: pair.privateKey,
    accessPublic: pair.publicKey,
    identity: () => (identity ??= makeRsa('rsa', {modulusLength: 2048})),
  };
}

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A JWS in compact form (RFC 7515, 3.1), ES256 or RS256 as the key demands. */
export function signJwt(key: KeyObject, type: string, claims: Claims): string {
  const elliptic = key.asymmetricKeyType === 'ec';
  const input = `${encode({alg: elliptic ? 'ES256' : 'RS256', typ: type, kid: elliptic ? 'access' : 'identity'})}.${encode(claims)}`;
  return `${input}.${sign('sha256', Buffer.from(input), {key, dsaEncoding: 'ieee-p1363'}).toString('base64url')}`;
}

/** A token that nobody signed (RFC 7519, 6). */
export const unsignedJwt = (type: string, claims: Claims): string => `${encode({alg: 'none', typ: type})}.${encode(claims)}.`;

/** A token signed by HMAC, with what everybody may know for a secret: the public key (RFC 8725, 2.1). */
export function confusedJwt(key: KeyObject, type: string, claims: Claims): string {
  const input = `${encode({alg: 'HS256', typ: type, kid: 'access'})}.${encode(claims)}`;
  return `${input}.${createHmac('sha256', key.export({type: 'spki', format: 'pem'})).update(input).digest('base64url')}`;
}

/** Which mistakes in checking a token are made. */
export interface Leniency {
  readonly unsigned: boolean;
  readonly altered: boolean;
  readonly hmac: boolean;
}

/** The claims of a token whose signature by the access key holds; undefined for every other text (RFC 8725, 3.1 to 3.3). */
export function readJwt(token: string, key: KeyObject, leniency: Leniency): Claims | undefined {
  const [head = '', body = '', signature = '', ...rest] = token.split('.');
  const header = parse(head);
  const claims = parse(body);
  if (header === undefined || claims === undefined || rest.length > 0) return undefined;
  const input = Buffer.from(`${head}.${body}`);
  if (header['alg'] === 'none') return leniency.unsigned ? claims : undefined;
  if (header['alg'] === 'HS256' && leniency.hmac) {
    const secret = key.export({type: 'spki', format: 'pem'});
    return createHmac('sha256', secret).update(input).digest('base64url') === signature ? claims : undefined;
  }
  if (header['alg'] !== 'ES256' || String(header['typ']).toLowerCase() !== 'at+jwt') return undefined;
  const holds = verify('sha256', input, {key, dsaEncoding: 'ieee-p1363'}, Buffer.from(signature, 'base64url'));
  return holds || leniency.altered ? claims : undefined;
}

function parse(part: string): Claims | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Claims) : undefined;
  } catch {
    return undefined;
  }
}
