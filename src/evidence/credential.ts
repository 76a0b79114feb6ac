// What verifying came to as a Verifiable Credential 2.0, secured as a JWT (`vc+jwt`): for catalogues, registries and badges.

import type {Json, JsonObject} from '../model.ts';
import {NO_ASSURANCE} from './assurance.ts';
import {answerOf, check} from './check.ts';
import type {About, Check, Verification} from './check.ts';
import {publicHalf, readToken, signToken} from './keys.ts';
import type {PrivateKey, PublicKey} from './keys.ts';

const TYPE = 'vc+jwt';
const CONTEXTS = ['https://www.w3.org/ns/credentials/v2', {'@vocab': 'urn:mimcheck:credential#'}] as const;

/** What is attested. */
export interface Attested {
  readonly about: About;
  readonly assurance: Verification['assurance'];
  readonly releases: readonly string[];
  readonly mims: readonly number[];
  /** Name of the profile. */
  readonly profile: string;
  /** SHA-256 of the manifest, and root over the exchanges. */
  readonly bundle: {readonly digest: string; readonly root: string};
  /** Where the report or the bundle can be read. */
  readonly link: string | null;
  /** ISO 8601 UTC. */
  readonly from: string;
  readonly until: string;
}

/** The credential as a compact token. Its issuer is named by its own key (did:jwk), so that it can be checked offline. */
export function credential(attested: Attested, key: PrivateKey): Promise<string> {
  const {about, assurance, profile, releases, mims, bundle, link, from, until} = attested;
  const issuer = didOf(key);
  const seconds = (time: string): number => Math.floor(Date.parse(time) / 1000);
  return signToken({
    // For readers who know tokens and no credentials: they honour the end of it too.
    iss: issuer, iat: seconds(from), exp: seconds(until),
    '@context': CONTEXTS, type: ['VerifiableCredential', 'MimConformanceCredential'],
    issuer: {id: issuer, name: key.name, role: key.role}, validFrom: from, validUntil: until,
    credentialSubject: {
      product: about.product, version: about.version, vendor: about.vendor, tested: about.started,
      profile, releases, mims, verdict: about.profile.verdict, mandatory: about.mandatory, assurance: assurance.overall,
    },
    evidence: [{type: 'MimcheckBundle', digest: bundle.digest, exchanges: bundle.root, ...(link === null ? {} : {id: link})}],
  }, {typ: TYPE, key});
}

/** Whether a credential was signed by somebody whom the reader trusts, and holds at this moment. What it rests on is in the bundle that it names. */
export async function verifyCredential(token: string, {trust, now}: {readonly trust: readonly PublicKey[]; readonly now: Date}): Promise<Verification> {
  const read = await readCredential(token, trust);
  const checks = read === null ? [check('unknown', 'credential-stranger')] : checksOf(read, now);
  return {
    format: 'mimcheck-verification/1', answer: answerOf(checks), assurance: NO_ASSURANCE, about: null, checks,
    signatures: read === null ? [] : [{role: read.signer.role, name: read.signer.name, key: read.signer.kid, trusted: true, at: String(read.says['validFrom']), kind: 'credential'}],
  };
}

function checksOf({signer, says}: {readonly signer: PublicKey; readonly says: JsonObject}, now: Date): readonly Check[] {
  const subject = says['credentialSubject'] as JsonObject | undefined ?? {};
  const evidence = (says['evidence'] as readonly JsonObject[] | undefined)?.[0] ?? {};
  const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '-');
  const [from, until] = [text(says['validFrom']), text(says['validUntil'])];
  const holds = Date.parse(from) <= now.getTime() && now.getTime() <= Date.parse(until);
  const values = {
    name: signer.name, role: signer.role, product: text(subject['product']), version: text(subject['version']), profile: text(subject['profile']),
    verdict: text(subject['verdict']), assurance: text(subject['assurance']), until, from, bundle: text(evidence['digest']),
  };
  return [check('ok', 'credential-says', values), ...(holds ? [] : [check('altered', 'credential-expired', values)])];
}

/** What a credential says, and who of those that the reader trusts has signed it; null when none of them did. */
async function readCredential(token: string, trust: readonly PublicKey[]): Promise<{readonly signer: PublicKey; readonly says: JsonObject} | null> {
  for (const signer of trust) {
    const says = await readToken(token, {typ: TYPE, key: signer});
    if (says !== null) return {signer, says};
  }
  return null;
}

/** A key as a name that holds it (did:jwk). */
function didOf(key: PrivateKey): string {
  const {kty, crv, x, y} = publicHalf(key);
  return `did:jwk:${Buffer.from(JSON.stringify({crv, kty, x, ...(y === undefined ? {} : {y})})).toString('base64url')}`;
}
