// Keys as JSON Web Keys (RFC 7517). The door to jose for them, of which only the thumbprints are always needed. A private key is never part of the product, of a bundle or of a report.

import type {JWTPayload} from 'jose';
import {calculateJwkThumbprint} from 'jose/jwk/thumbprint';
import {inputError} from '../error.ts';
import type {JsonObject} from '../model.ts';

const ROLES = ['vendor', 'buyer', 'lab'] as const;
/** Who signs: who offers, who buys, or who tests for others. */
export type Role = (typeof ROLES)[number];

const ALGORITHMS = ['Ed25519', 'ES256'] as const;
export type Algorithm = (typeof ALGORITHMS)[number];

/** A key to check signatures with, and whose it is said to be. */
export interface PublicKey {
  readonly kty: string;
  readonly crv: string;
  readonly x: string;
  readonly y?: string;
  readonly alg: Algorithm;
  /** Its thumbprint (RFC 7638). */
  readonly kid: string;
  readonly name: string;
  readonly role: Role;
}

export interface PrivateKey extends PublicKey {
  readonly d: string;
}

/** A new pair of keys. */
export async function newKey({alg, name, role}: Pick<PublicKey, 'alg' | 'name' | 'role'>): Promise<PrivateKey> {
  const {exportJWK, generateKeyPair} = await import('jose');
  const {privateKey} = await generateKeyPair(alg, {extractable: true});
  const {kty, crv, x, y, d} = await exportJWK(privateKey);
  if (kty === undefined || crv === undefined || x === undefined || d === undefined) throw new Error(`a key for ${alg} lacks a part`);
  const parts = {kty, crv, x, ...(y === undefined ? {} : {y})};
  return {...parts, alg, kid: await calculateJwkThumbprint(parts), name, role, d};
}

/** The half of a key that is handed on. */
export function publicHalf({kty, crv, x, y, alg, kid, name, role}: PublicKey): PublicKey {
  return {kty, crv, x, ...(y === undefined ? {} : {y}), alg, kid, name, role};
}

/** A private key as `mimcheck keygen` writes it. Throws an `InputError` when it is none. */
export async function readPrivateKey(text: string, file: string): Promise<PrivateKey> {
  const value = parse(text, file);
  const key = await publicKeyOf(value);
  const secret = isRecord(value) ? value['d'] : undefined;
  if (key === null || typeof secret !== 'string') throw inputError(file, 'holds no private key', 'make one with mimcheck keygen');
  return {...key, d: secret};
}

/** The keys of a JSON Web Key Set. Throws an `InputError` when one of them is not as `mimcheck keygen` writes it. */
export async function readKeySet(text: string, file: string): Promise<readonly PublicKey[]> {
  const value = parse(text, file);
  const list = isRecord(value) ? value['keys'] : undefined;
  if (!Array.isArray(list)) throw inputError(file, 'is no set of keys: it has no list "keys"', 'give the .jwks file of mimcheck keygen, or several in one');
  return Promise.all(list.map(async (one, index) => {
    const key = await publicKeyOf(one);
    if (key === null) throw inputError(file, `holds a key that cannot be used, number ${index + 1}`, 'a key has kty, crv, x, alg, kid (its thumbprint), name and role: vendor, buyer or lab');
    if (isRecord(one) && 'd' in one) throw inputError(file, `holds a private key, number ${index + 1}`, 'hand on the .jwks file only, and make a new key');
    return key;
  }));
}

/** The keys that a reader trusts, from all his files. Throws an `InputError` when one of them stands in two roles: who holds it could confirm himself. */
export function oneRoleEach(keys: readonly PublicKey[]): readonly PublicKey[] {
  const roles = new Map<string, Role>();
  for (const {kid, role, name} of keys) {
    const other = roles.get(kid) ?? role;
    if (other !== role) throw inputError('--trust', `the key ${kid} of ${name} stands there as ${other} and as ${role}`, 'a key has one role; ask its owner which, and take the other entry out');
    roles.set(kid, role);
  }
  return keys;
}

/** A key out of JSON, or null when it is none of ours, or its `kid` is not its thumbprint. */
export async function publicKeyOf(value: unknown): Promise<PublicKey | null> {
  if (!isRecord(value)) return null;
  const {kty, crv, x, y, alg, kid, name, role} = value;
  const text = (one: unknown): one is string => typeof one === 'string' && one !== '';
  // A coordinate is base64url (RFC 7518, 6.2.1.2); a stranger may write anything.
  const coordinate = (one: unknown): one is string => text(one) && /^[A-Za-z0-9_-]+$/.test(one);
  if (!text(kty) || !text(crv) || !coordinate(x) || !text(kid) || !text(name) || !ROLES.some((one) => one === role)) return null;
  const isEdwards = alg === 'Ed25519' && kty === 'OKP' && crv === 'Ed25519' && y === undefined;
  const isCurve = alg === 'ES256' && kty === 'EC' && crv === 'P-256' && coordinate(y);
  if (!isEdwards && !isCurve) return null;
  const parts = {kty, crv, x, ...(text(y) ? {y} : {})};
  if (await calculateJwkThumbprint(parts) !== kid) return null;
  return {...parts, alg, kid, name, role: role as Role};
}

/** A token signed with a key, such as a credential. The algorithm has the name that it has in the key (RFC 9864), by which readers find the key. */
export async function signToken(payload: JsonObject, {typ, key}: {readonly typ: string; readonly key: PrivateKey}): Promise<string> {
  const {SignJWT, importJWK} = await import('jose');
  return new SignJWT(payload as JWTPayload).setProtectedHeader({alg: key.alg, typ, cty: 'vc', kid: key.kid}).sign(await importJWK({...key}, key.alg));
}

/** What a token says, when it was signed with a key; null when it was not. Times in it are the reader's to judge. */
export async function readToken(token: string, {typ, key}: {readonly typ: string; readonly key: PublicKey}): Promise<JsonObject | null> {
  const {importJWK, jwtVerify} = await import('jose');
  try {
    return (await jwtVerify(token, await importJWK({...key}, key.alg), {typ, algorithms: [key.alg], currentDate: new Date(0)})).payload as JsonObject;
  } catch {
    return null;
  }
}

function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw inputError(file, 'is no JSON', 'give a key file of mimcheck keygen');
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
