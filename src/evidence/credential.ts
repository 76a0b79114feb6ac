// What verifying came to as a Verifiable Credential 2.0, secured as a JWT (`vc+jwt`): for catalogues, registries and badges.

import type {JsonObject} from '../model.ts';
import type {About, Verification} from './check.ts';
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
  const {about, assurance, releases, mims, bundle, link, from, until} = attested;
  return signToken({
    '@context': CONTEXTS, type: ['VerifiableCredential', 'MimConformanceCredential'],
    issuer: {id: didOf(key), name: key.name, role: key.role}, validFrom: from, validUntil: until,
    credentialSubject: {
      product: about.product, version: about.version, vendor: about.vendor, tested: about.started,
      profile: about.profile.title, releases, mims, verdict: about.profile.verdict, mandatory: about.mandatory, assurance: assurance.overall,
    },
    evidence: [{type: 'MimcheckBundle', digest: bundle.digest, exchanges: bundle.root, ...(link === null ? {} : {id: link})}],
  }, {typ: TYPE, key});
}

/** What a credential says, and who of those that the reader trusts has signed it; null when none of them did. */
export async function readCredential(token: string, trust: readonly PublicKey[]): Promise<{readonly signer: PublicKey; readonly says: JsonObject} | null> {
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
