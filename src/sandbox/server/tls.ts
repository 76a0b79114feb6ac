import {constants} from 'node:crypto';
import type {SecureContextOptions} from 'node:tls';
import type {SandboxSettings} from '../types.ts';
import {issueCertificate} from './certificate.ts';
import type {SecurityFault} from '../security/faults.ts';

const STRONG = [
  'TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256', 'TLS_AES_128_GCM_SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384', 'ECDHE-ECDSA-CHACHA20-POLY1305', 'ECDHE-ECDSA-AES128-GCM-SHA256',
].join(':');
const CBC = 'ECDHE-ECDSA-AES256-SHA:ECDHE-ECDSA-AES128-SHA';

/** How the HTTPS server greets: TLS 1.2 and 1.3 with forward secrecy and authenticated encryption, and a fresh certificate. */
export function secureOptions(settings: SandboxSettings): {readonly options: SecureContextOptions; readonly caPem: string} {
  const broken = (fault: SecurityFault): boolean => settings.faults.has(fault);
  const hosts = broken('sec-certificate-wrong-host') ? ['platform.example'] : ['localhost', '127.0.0.1'];
  const {now, random} = settings;
  const issued = issueCertificate({now, random, hosts, expired: broken('sec-certificate-expired')});
  const stranger = broken('sec-certificate-untrusted') ? issueCertificate({now, random, hosts, expired: false}) : undefined;
  const options: SecureContextOptions = {
    key: issued.key,
    cert: issued.chain,
    ...versions(broken),
    ciphers: ciphers(broken),
    honorCipherOrder: true,
  };
  return {options, caPem: (stranger ?? issued).ca};
}

function ciphers(broken: (fault: SecurityFault) => boolean): string {
  if (broken('sec-tls-weak-cipher')) return `${STRONG}:${CBC}`;
  // The old protocols have no others, and OpenSSL refuses their hashes at its usual level.
  return broken('sec-tls-1.0-enabled') || broken('sec-tls-1.1-enabled') ? `${STRONG}:${CBC}@SECLEVEL=0` : STRONG;
}

function versions(broken: (fault: SecurityFault) => boolean): Pick<SecureContextOptions, 'minVersion' | 'maxVersion' | 'secureOptions'> {
  const [oldest, old] = [broken('sec-tls-1.0-enabled'), broken('sec-tls-1.1-enabled')];
  return {
    minVersion: oldest ? 'TLSv1' : old ? 'TLSv1.1' : 'TLSv1.2',
    maxVersion: broken('sec-tls-1.3-missing') ? 'TLSv1.2' : 'TLSv1.3',
    ...(oldest && !old ? {secureOptions: constants.SSL_OP_NO_TLSv1_1} : {}),
  };
}
