import type {Origins} from '../target.ts';
import type {SandboxSettings} from '../types.ts';
import type {SecurityFault} from './faults.ts';
import type {Secrets} from './secrets.ts';

/** What a granted authorization code stands for (RFC 6749, 4.1.2). */
export interface Grant {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly challenge: string | undefined;
  readonly scope: string;
  readonly nonce: string | undefined;
  readonly user: string;
  /** Milliseconds since 1970. */
  readonly expires: number;
}

/** An authorization request that waits for the user to sign in. */
export interface Pending extends Omit<Grant, 'user' | 'expires'> {
  readonly state: string | undefined;
}

/** A browser that has been here. */
export interface Session {
  readonly csrf: string;
  readonly user?: string;
  /** In which the user wants to be written to. */
  readonly language?: string;
  readonly pending?: Pending;
}

/** What the security parts share. */
export interface SecurityContext {
  readonly settings: SandboxSettings;
  readonly origins: Origins;
  readonly secrets: Secrets;
  readonly codes: Map<string, Grant>;
  readonly sessions: Map<string, Session>;
  readonly broken: (fault: SecurityFault) => boolean;
}
