import {X509Certificate} from 'node:crypto';
import {describe, expect, it} from 'vitest';
import {issueCertificate} from '../../../src/sandbox/server/certificate.ts';

const NOW = Date.UTC(2026, 10, 21, 12);

function issue(change: {readonly expired?: boolean; readonly hosts?: readonly string[]} = {}): {leaf: X509Certificate; ca: X509Certificate} {
  const issued = issueCertificate({now: () => NOW, random: () => 'seed', hosts: ['localhost', '127.0.0.1'], expired: false, ...change});
  return {leaf: new X509Certificate(issued.chain), ca: new X509Certificate(issued.ca)};
}

describe('the certificate of a sandbox', () => {
  it('is signed by the authority it comes with', () => {
    const {leaf, ca} = issue();
    expect(leaf.verify(ca.publicKey)).toBe(true);
    expect(leaf.checkIssued(ca)).toBe(true);
    expect(leaf.verify(issue().ca.publicKey)).toBe(false);
    expect(ca.ca).toBe(true);
    expect(leaf.ca).toBe(false);
  });

  it('is good for the hosts asked for, and no other', () => {
    const {leaf} = issue();
    expect(leaf.checkHost('localhost')).toBe('localhost');
    expect(leaf.checkIP('127.0.0.1')).toBe('127.0.0.1');
    expect(leaf.checkHost('example.org')).toBeUndefined();
  });

  it('is valid for one year around the present time', () => {
    const {leaf} = issue();
    expect(Date.parse(leaf.validFrom)).toBeLessThan(NOW);
    expect(Date.parse(leaf.validTo) - Date.parse(leaf.validFrom)).toBe(365 * 86_400_000);
    expect(Date.parse(leaf.validTo)).toBeGreaterThan(NOW);
  });

  it('has ended when an expired one is asked for, while its authority has not', () => {
    const {leaf, ca} = issue({expired: true});
    expect(Date.parse(leaf.validTo)).toBeLessThan(NOW);
    expect(Date.parse(ca.validTo)).toBeGreaterThan(NOW);
  });
});
