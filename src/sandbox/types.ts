// What the parts of the sandbox share: a request and a response as plain data, and the faults that can be switched on.

import type {IncomingHttpHeaders} from 'node:http';

/** A request as a part of the sandbox sees it, body read in full. */
export interface SandboxRequest {
  readonly method: string;
  /** Absolute, with the origin under which the client reached the sandbox. */
  readonly url: URL;
  /** Path below the part's prefix, still percent-encoded, starting with `/`. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** True when the request came over TLS. */
  readonly secure: boolean;
}

/** What a part of the sandbox answers. */
export interface SandboxResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string | Buffer;
}

/** One named way in which the sandbox can be wrong, as real platforms are. */
export interface Fault {
  /** Kebab-case, unique in the sandbox, beginning with the part: `ngsi-ld-location-missing`. */
  readonly name: string;
  /** One plain sentence: what the platform does wrong. */
  readonly title: string;
  /** The clause it breaks, such as `ETSI GS CIM 009 V1.9.1, 6.4.3.1`. */
  readonly breaks: string;
}

/** What every part gets when the sandbox starts. */
export interface SandboxSettings {
  /** Names of the faults switched on. */
  readonly faults: ReadonlySet<string>;
  /** The present time in milliseconds since 1970. */
  readonly now: () => number;
  /** A fresh unguessable string. */
  readonly random: () => string;
  /** After how long the NGSI-LD broker shows what was written, in milliseconds; absent: at once. */
  readonly lagMs?: number;
}

/** One part of the sandbox: everything below one path prefix. */
export interface SandboxPart {
  /** `/ngsi-ld/v1`, `/ogc` … */
  readonly prefix: string;
  readonly handle: (request: SandboxRequest) => Promise<SandboxResponse>;
  /** Stops timers and pending deliveries. */
  readonly close: () => Promise<void>;
}
