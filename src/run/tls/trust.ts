// Whom a connection trusts and as whom it comes, made ready once: reading the usual authorities takes longer than a handshake.

import {createSecureContext, rootCertificates} from 'node:tls';
import type {SecureContext, SecureContextOptions} from 'node:tls';
import type {TlsMaterial} from '../http.ts';

/** Makes contexts for what a target names, each once; `more` is the same for all. */
export function trusting(more: SecureContextOptions): (material: TlsMaterial) => SecureContext {
  const contexts = new WeakMap<TlsMaterial, SecureContext>();
  return (material) => {
    const context = contexts.get(material) ?? createSecureContext({...more, ...contextOptions(material)});
    contexts.set(material, context);
    return context;
  };
}

function contextOptions({ca, cert, key}: TlsMaterial): SecureContextOptions {
  return {
    ...(ca === undefined ? {} : {ca: [...rootCertificates, ca]}),
    ...(cert === undefined ? {} : {cert}),
    ...(key === undefined ? {} : {key}),
  };
}
