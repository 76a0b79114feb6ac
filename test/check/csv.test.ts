import {describe, expect, it} from 'vitest';
import {csv} from '../../src/check/csv.ts';
import type {Json} from '../../src/model.ts';

async function mismatches(body: string, options: Json): Promise<readonly string[]> {
  const subject = {status: 200, method: null, asked: 'GET', url: 'https://city.example/', headers: [], body, facts: []};
  const {mismatches: found} = await csv.compare(options, subject, {scope: {}, contexts: {}, touch: () => undefined});
  return found.map(({code, where}) => `${code} ${where}`);
}

const rows = [{id: '1', name: 'Town Hall'}, {id: '2', name: 'Mill, old'}];

describe('a table in CSV', () => {
  it('is read as rows, by the names in its first line', async () => {
    expect(await mismatches('id,name\r\n1,Town Hall\r\n2,"Mill, old"\r\n', rows)).toEqual([]);
    expect(await mismatches('id,name\n1,Town Hall\n2,"Mill, old"', rows)).toEqual([]);
  });

  it('may hold ends of lines and doubled quotation marks within quotation marks', async () => {
    expect(await mismatches('a,b\n"x\r\ny","say ""so"""\n', [{a: 'x\r\ny', b: 'say "so"'}])).toEqual([]);
    expect(await mismatches('a\n""\n', [{a: ''}])).toEqual([]);
  });

  it('may have empty fields, also at the end of a line or of the text', async () => {
    expect(await mismatches('a,b,c\n,,\n,x,', [{a: '', b: '', c: ''}, {a: '', b: 'x', c: ''}])).toEqual([]);
  });

  it('has as many fields in every line', async () => {
    expect(await mismatches('id,name\n1,Town Hall\n2,Mill, old\n', {$any: true})).toEqual(['body-not-csv body']);
    expect(await mismatches('id,name\n1\n', {$any: true})).toEqual(['body-not-csv body']);
  });

  it('has quotation marks around whole fields only', async () => {
    for (const body of ['a\nx"y"\n', 'a\n"x"y\n', 'a\n"x\n', '"a', 'a\rb\n']) expect(await mismatches(body, {$any: true}), body).toEqual(['body-not-csv body']);
  });

  it('is no empty text', async () => {
    expect(await mismatches('', {$any: true})).toEqual(['body-not-csv body']);
  });

  it('is held against what its rows must be', async () => {
    expect(await mismatches('id\n1\n', [{id: '2'}])).toEqual(['value-unexpected body/0/id']);
    expect(await mismatches('id\n', {$length: {$gte: 1}})).toEqual(['length-unexpected body']);
  });

  it('of a megabyte in one field is read at once', async () => {
    expect(await mismatches(`a\n"${'x""'.repeat(400_000)}"\n`, [{a: {$type: 'string'}}])).toEqual([]);
  });
});
