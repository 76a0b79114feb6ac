// Why nothing came back that could be judged. Neither the vendor's fault nor ours is proven by it.

import type {Silence, SilenceReason} from '../model.ts';

/** How far an exchange had come when it broke. */
export interface Progress {
  readonly started: boolean;
  /** Status, once the header was there. */
  readonly status: number | null;
  readonly bytes: number;
}

const REASONS: Readonly<Record<string, SilenceReason>> = {
  ECONNREFUSED: 'refused', EHOSTUNREACH: 'refused', ENETUNREACH: 'refused', EADDRNOTAVAIL: 'refused', EHOSTDOWN: 'refused',
  ENOTFOUND: 'dns', EAI_AGAIN: 'dns', EAI_FAIL: 'dns', EAI_NODATA: 'dns',
  PROXY_REFUSED: 'refused', PROXY_AUTH: 'auth',
  ETIMEDOUT: 'timeout', UND_ERR_CONNECT_TIMEOUT: 'timeout', UND_ERR_HEADERS_TIMEOUT: 'timeout', UND_ERR_BODY_TIMEOUT: 'timeout',
  ECONNRESET: 'reset', EPIPE: 'reset',
  // It is this machine that has no connection to spare.
  EMFILE: 'aborted', ENFILE: 'aborted', ENOBUFS: 'aborted', ENOMEM: 'aborted',
  UND_ERR_HEADERS_OVERFLOW: 'header-cap', HPE_HEADER_OVERFLOW: 'header-cap',
  ERR_HTTP2_STREAM_ERROR: 'reset', ERR_HTTP2_SESSION_ERROR: 'reset',
  UND_ERR_SOCKET: 'early-close', UND_ERR_INFO: 'early-close', ERR_STREAM_PREMATURE_CLOSE: 'early-close',
};
const TLS_CODE = new RegExp(`^(?:${[
  'ERR_TLS', 'ERR_SSL', 'CERT_', 'CRL_', 'UNABLE_TO_', 'SELF_SIGNED', 'DEPTH_ZERO', 'HOSTNAME_MISMATCH',
  'INVALID_CA', 'INVALID_PURPOSE', 'PATH_LENGTH', 'EPROTO', 'UND_ERR_PRX_TLS',
].join('|')})`);

/** What an error of the network or of the HTTP parser stands for. */
export function silenceFrom(error: unknown, progress: Progress): Silence {
  const {code, message} = describe(error);
  const reason = reasonOf(code, progress);
  const got = progress.status === null ? '' : ` after the header (status ${progress.status}) and ${progress.bytes} bytes of the body`;
  return {kind: 'silence', reason, detail: `${message}${got}`};
}

function reasonOf(code: string, {started, status}: Progress): SilenceReason {
  const known = REASONS[code] ?? (TLS_CODE.test(code) ? 'tls' : 'malformed');
  if (status !== null && (known === 'reset' || known === 'early-close')) return 'early-close';
  // Closed before the request was on its way: nobody was there to answer it.
  if (!started && known === 'early-close') return 'reset';
  return known;
}

function describe(error: unknown): {code: string; message: string} {
  if (!(error instanceof Error)) return {code: '', message: String(error)};
  const {code, errors, cause} = error as Error & {code?: unknown; errors?: readonly unknown[]};
  // Several addresses were tried: the first error speaks for them.
  if (errors?.[0] !== undefined) return describe(errors[0]);
  if (typeof code === 'string' && code !== '') return {code, message: error.message === '' ? code : error.message};
  return cause === undefined ? {code: '', message: error.message} : describe(cause);
}
