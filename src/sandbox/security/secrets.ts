import type {SandboxSettings} from '../types.ts';
import {confusedJwt, makeKeys, signJwt, unsignedJwt} from './jwt.ts';
import type {Claims, Keys} from './jwt.ts';

/** A client that is registered with the sandbox. */
export interface Client {
  readonly id: string;
  readonly secret: string;
  readonly scopes: readonly string[];
  readonly redirectUri: string;
}

/** Everything of a sandbox that nobody may guess. */
export interface Secrets {
  readonly keys: Keys;
  /** The client handed out to who tests the sandbox. */
  readonly demo: Client;
  /** Somebody else, whose records are none of the first one's business. */
  readonly guest: Client;
  /** A person, and the id of a session in which they have signed in already. */
  readonly user: {readonly name: string; readonly password: string; readonly session: string};
  /** Tokens of the first client that must be refused: one expired an hour ago, one is for another audience, one is not signed, one by HMAC with the public key. */
  readonly strayTokens: (issuer: string, now: number) => Readonly<Record<'expired' | 'foreign' | 'unsigned' | 'confused', string>>;
}

/** The origin that may read answers across origins, and that clients send their users back to. */
export const PORTAL = 'https://portal.city.example';

/** Where the protected resource begins: the audience of its tokens (RFC 9068, 3). */
export const audienceOf = (issuer: string): string => `${issuer}/secure`;

/** Fresh secrets. */
export function makeSecrets({random}: SandboxSettings): Secrets {
  const keys = makeKeys();
  const redirectUri = `${PORTAL}/callback`;
  const demo: Client = {id: 'mimcheck-demo', secret: random(), scopes: ['openid', 'read', 'write'], redirectUri};
  const claims = (issuer: string, audience: string, exp: number): Claims => ({
    iss: issuer, aud: audience, sub: demo.id, client_id: demo.id, iat: exp - 300, exp, jti: random(), scope: 'read write',
  });
  const mint = (...given: Parameters<typeof claims>): string => signJwt(keys.access, 'at+jwt', claims(...given));
  return {
    keys,
    demo,
    guest: {id: 'mimcheck-guest', secret: random(), scopes: ['read'], redirectUri},
    user: {name: 'alex', password: random(), session: random()},
    strayTokens: (issuer, now) => ({
      expired: mint(issuer, audienceOf(issuer), Math.floor(now / 1000) - 3600),
      foreign: mint(issuer, `${PORTAL}/secure`, Math.floor(now / 1000) + 86_400),
      unsigned: unsignedJwt('at+jwt', claims(issuer, audienceOf(issuer), Math.floor(now / 1000) + 86_400)),
      confused: confusedJwt(keys.accessPublic, 'at+jwt', claims(issuer, audienceOf(issuer), Math.floor(now / 1000) + 86_400)),
    }),
  };
}
