import type {SecureContextOptions} from 'node:tls';
import type {SandboxSettings} from '../types.ts';
import {issueCertificate} from './certificate.ts';
import type {SecurityFault} from '../security/faults.ts';

const STRONG = [
  'TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256', 'TLS_AES_128_GCM_SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384', 'ECDHE-ECDSA-CHACHA20-POLY1305', 'ECDHE-ECDSA-AES128-GCM-SHA256',
].join(':');

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
    ciphers: broken('sec-tls-weak-cipher') ? `${STRONG}:ECDHE-ECDSA-AES256-SHA:ECDHE-ECDSA-AES128-SHA` : STRONG,
    honorCipherOrder: true,
    // Old protocols need old algorithms, which OpenSSL refuses at its usual level.
    ...(broken('sec-tls-1.0-enabled') || broken('sec-tls-1.1-enabled') ? {ciphers: 'DEFAULT@SECLEVEL=0'} : {}),
  };
  return {options, caPem: (stranger ?? issued).ca};
}

function versions(broken: (fault: SecurityFault) => boolean): Pick<SecureContextOptions, 'minVersion' | 'maxVersion'> {
  const least = broken('sec-tls-1.0-enabled') ? 'TLSv1' : broken('sec-tls-1.1-enabled') ? 'TLSv1.1' : 'TLSv1.2';
  return {minVersion: least, maxVersion: broken('sec-tls-1.3-missing') ? 'TLSv1.2' : 'TLSv1.3'};
}
