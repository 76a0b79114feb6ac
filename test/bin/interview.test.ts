import {PassThrough} from 'node:stream';
import {beforeAll, expect, it} from 'vitest';
import {interview} from '../../bin/interview.ts';
import {loadLibrary} from '../../bin/library.ts';
import type {Library} from '../../src/model.ts';

let library: Library;
beforeAll(async () => {
  library = await loadLibrary();
});

/** Holds a conversation: to each prompt the next answer. Gives what came of it and everything that was said. */
async function converse(answers: readonly string[], isTTY = false) {
  const input = new PassThrough();
  const output = Object.assign(new PassThrough(), {isTTY, columns: 200});
  const left = [...answers];
  let said = '';
  output.on('data', (data: Buffer) => {
    said += data.toString();
    if (!/: (\u001b\[\d+G)?$/.test(data.toString())) return;
    const next = left.shift();
    if (next === undefined) input.end();
    else input.write(next.startsWith('\u0003') || next.startsWith('\u0004') ? next : `${next}\n`);
  });
  const outcome = await interview({}, {library, input, output});
  return {outcome, said, left};
}

/** Product, version, vendor, contact. */
const PRODUCT = ['City', '', 'Acme', ''];
const NO_OTHERS = ['', '', ''];
const USUAL_END = ['none', '', ''];

it('asks again for what cannot be, with the reason, until it is right', async () => {
  const {outcome, said, left} = await converse([
    '', 'City', '', 'Acme', '',
    'platform', 'https://user:pw@platform.test/', 'https://platform.test/ngsi-ld/v1', 'snapshot', 'snapshots, distributed', ...NO_OTHERS,
    'token', 'oauth2', 'SECRET', 'token.test', 'https://token.test/', 'me', '0', 'many', '2.5', '0', '3',
  ]);
  expect(left).toEqual([]);
  expect(outcome).toMatchObject({
    product: 'City', productVersion: '1.0', vendor: 'Acme', endpoint: ['ngsi-ld=https://platform.test/ngsi-ld/v1'], without: ['ngsi-ld=snapshots, distributed'],
    auth: 'oauth2', env: 'SECRET', tokenUrl: 'https://token.test/', clientId: 'me', requestsPerSecond: '2.5', concurrency: '3',
  });
  for (const reason of ["must be an absolute URL", "did you mean 'snapshots'?", 'must be one of none, bearer', 'must be a number above 0']) expect(said).toContain(reason);
});

it('asks for mechanisms that something tests only, and says which can be added', async () => {
  const {said} = await converse([...PRODUCT, 'https://platform.test/', '', ...NO_OTHERS, ...USUAL_END]);
  expect(said.match(/URL for /g)).toHaveLength(4);
  expect(said).toMatch(/can be added in the file under endpoints: wfs, .*open-inference-protocol\./);
});

it('asks once more where no endpoint was named at all', async () => {
  const {outcome, said} = await converse([...PRODUCT, '', ...NO_OTHERS, 'https://platform.test/', '', ...NO_OTHERS, ...USUAL_END]);
  expect(said).toContain('At least one of them is needed');
  expect(outcome?.endpoint).toEqual(['ngsi-ld=https://platform.test/']);
});

it.each([['Ctrl-C', '\u0003'], ['Ctrl-D', '\u0004']])('ends with nothing at %s', async (_, key) => {
  expect((await converse(['City', key], true)).outcome).toBeNull();
});

it('ends with nothing when nobody answers any more', async () => {
  expect((await converse(['City', '1.0'])).outcome).toBeNull();
});
