// Names that stand for what a client proves with that a code is its own (PKCE): `case.verifier`, `case.challenge`, and a second pair with `-2`.

import {createHash} from 'node:crypto';

const PROOF = /^case\.(verifier|challenge)(-2)?$/;

/** The verifier of this run and case, or its hash by S256 (RFC 7636, 4.1 and 4.2), or null when the name is none of these. Made when wanted, for few cases do. */
export function proof(name: string, caseKey: string): string | null {
  const match = PROOF.exec(name);
  if (match === null) return null;
  const [, kind, second = ''] = match;
  const verifier = `${caseKey.slice(0, 60)}-mimcheck-mimcheck-mimcheck-mimcheck${second}`;
  return kind === 'verifier' ? verifier : createHash('sha256').update(verifier).digest('base64url');
}

/** Whether a name is one of these. */
export function isProofName(name: string): boolean {
  return PROOF.test(name);
}
