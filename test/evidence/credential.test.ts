import {createLocalJWKSet, decodeJwt, decodeProtectedHeader, importJWK, jwtVerify} from 'jose';
import type {JWK} from 'jose';
import {describe, expect, test} from 'vitest';
import {credential, verifyCredential} from '../../src/evidence/credential.ts';
import type {Attested} from '../../src/evidence/credential.ts';
import {publicHalf} from '../../src/evidence/keys.ts';
import type {PublicKey} from '../../src/evidence/keys.ts';
import {keyFor} from './small-run.ts';

const attested: Attested = {
  about: {product: 'City Platform', version: '4.2', vendor: 'Acme GmbH', started: '2026-11-22T08:00:00.000Z', profile: {scope: [{release: '9.0', mims: [7]}], verdict: 'conformant'}, mandatory: {met: 5, applicable: 5, declared: 1}},
  profile: 'MIMs 9.0: MIM7',
  assurance: {overall: 'E2', tested: 'E2', declared: null}, releases: ['9.0'], mims: [7], bundle: {digest: 'sha256:aa', root: 'sha256:bb'},
  link: 'https://acme.example/report.html', from: '2026-11-22T09:00:00.000Z', until: '2027-11-22T09:00:00.000Z',
};

describe('a credential', () => {
  test.each(['Ed25519', 'ES256'] as const)('says what was verified, for how long, and by whom (%s)', async (alg) => {
    const lab = await keyFor('lab', alg);
    const token = await credential(attested, lab);
    expect(decodeProtectedHeader(token)).toEqual({alg, typ: 'vc+jwt', cty: 'vc', kid: lab.kid});
    const {iss, ...says} = decodeJwt(token);
    expect(iss).toBe((says['issuer'] as {id: string}).id);
    expect(says).toEqual({
      iat: Date.parse(attested.from) / 1000, exp: Date.parse(attested.until) / 1000,
      '@context': ['https://www.w3.org/ns/credentials/v2', {'@vocab': 'urn:mimcheck:credential#'}], type: ['VerifiableCredential', 'MimConformanceCredential'],
      issuer: {id: expect.stringMatching(/^did:jwk:/), name: 'City Lab', role: 'lab'}, validFrom: attested.from, validUntil: attested.until,
      credentialSubject: {
        product: 'City Platform', version: '4.2', vendor: 'Acme GmbH', tested: '2026-11-22T08:00:00.000Z', profile: 'MIMs 9.0: MIM7', releases: ['9.0'], mims: [7], verdict: 'conformant',
        mandatory: {met: 5, applicable: 5, declared: 1}, assurance: 'E2',
      },
      evidence: [{type: 'MimcheckBundle', digest: 'sha256:aa', exchanges: 'sha256:bb', id: 'https://acme.example/report.html'}],
    });
  });

  test.each(['Ed25519', 'ES256'] as const)('is verified by anybody who has the public key and a library for tokens, until its last day (%s)', async (alg) => {
    const lab = await keyFor('lab', alg);
    const token = await credential(attested, lab);
    const known = createLocalJWKSet({keys: [{...publicHalf(lab)}]});
    const at = (time: string) => jwtVerify(token, known, {typ: 'vc+jwt', issuer: decodeJwt(token).iss ?? '', currentDate: new Date(time)});
    expect((await at('2027-01-01T00:00:00Z')).payload['credentialSubject']).toMatchObject({product: 'City Platform', verdict: 'conformant', assurance: 'E2'});
    await expect(at('2027-11-23T00:00:00Z')).rejects.toThrow(/"exp" claim timestamp check failed/);
    // The name of the issuer holds the key itself.
    const named = JSON.parse(Buffer.from((decodeJwt(token).iss ?? '').replace('did:jwk:', ''), 'base64url').toString()) as JWK;
    expect(named).not.toHaveProperty('d');
    await jwtVerify(token, await importJWK(named, alg), {currentDate: new Date('2027-01-01T00:00:00Z')});
    const other = createLocalJWKSet({keys: [{...publicHalf(await keyFor('lab', alg))}]});
    await expect(jwtVerify(token, other, {currentDate: new Date('2027-01-01T00:00:00Z')})).rejects.toThrow();
  });

  test('is worth what its signer is to the reader, and nothing once it was changed or is out of date', async () => {
    const [lab, other] = await Promise.all([keyFor('lab'), keyFor('lab')]);
    const token = await credential(attested, lab);
    const now = new Date('2027-01-01T00:00:00Z');
    const codes = async (one: string, trust: readonly PublicKey[], at = now) => (await verifyCredential(one, {trust, now: at})).checks.map(({status, code}) => `${status} ${code}`);
    expect(await codes(token, [other, lab].map(publicHalf))).toEqual(['ok credential-says']);
    expect(await codes(token, [publicHalf(other)])).toEqual(['unknown credential-stranger']);
    const [head = '', , signature = ''] = token.split('.');
    const better = Buffer.from(JSON.stringify({...decodeJwt(token), credentialSubject: {assurance: 'E4'}})).toString('base64url');
    expect(await codes(`${head}.${better}.${signature}`, [publicHalf(lab)])).toEqual(['unknown credential-stranger']);
    expect(await codes(token, [publicHalf(lab)], new Date('2028-01-01T00:00:00Z'))).toEqual(['ok credential-says', 'altered credential-expired']);
    expect(await codes(token, [publicHalf(lab)], new Date('2026-01-01T00:00:00Z'))).toEqual(['ok credential-says', 'altered credential-expired']);
  });
});
