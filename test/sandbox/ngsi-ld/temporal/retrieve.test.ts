import {describe, expect, test} from 'vitest';
import {AFTER, at, between, ids, NOON, told, VAN, values} from './vans.ts';

const get = async (query: string, id = VAN): Promise<readonly unknown[]> => values(await (await told()).ask(`GET /temporal/entities/${id}?${query}`));
const refused = async (query: string, id = VAN): Promise<readonly unknown[]> => ids(await (await told()).ask(`GET /temporal/entities/${id}?${query}`));

describe('an evolution', () => {
  test('is shown whole to those who ask for no time, also what has none', async () => {
    expect(await get('attrs=speed,fuel')).toEqual([{id: 'Van:1', speed: [120, 80, 100], fuel: ['full', 'low']}]);
    expect(await get('', 'urn:ngsi-ld:Bus:1')).toEqual([{id: 'Bus:1', speed: [60], brand: ['Opel']}]);
  });

  test('is shown in the time that is asked for', async () => {
    expect(await get(`attrs=speed&timerel=before&timeAt=${at(7)}`)).toEqual([{id: 'Van:1', speed: [120, 80]}]);
    expect(await get(`attrs=speed,fuel&${between(5, 7)}`)).toEqual([{id: 'Van:1', speed: [80]}]);
    expect(await get(`${AFTER}&timeproperty=modifiedAt&pick=id,fuel`)).toEqual([{id: 'Van:1', fuel: ['full', 'low']}]);
  });

  test('is shown with the last instances of each Attribute, in its time if there is one', async () => {
    expect(await get('attrs=speed,fuel&lastN=2')).toEqual([{id: 'Van:1', speed: [80, 100], fuel: ['full', 'low']}]);
    expect(await get(`attrs=speed&lastN=1&timerel=before&timeAt=${at(7)}`)).toEqual([{id: 'Van:1', speed: [80]}]);
    expect(await get('lastN=1', 'urn:ngsi-ld:Bus:1')).toEqual([{id: 'Bus:1', speed: [60]}]);
  });

  test('is shown without what is omitted', async () => {
    expect(await get('omit=location,fuel')).toEqual([{id: 'Van:1', speed: [120, 80, 100]}]);
  });

  test.each([
    ['when nobody told of it', '', 'urn:ngsi-ld:Van:9'],
    ['when it has nothing in the time that is asked for', `timerel=after&timeAt=${at(8)}`, VAN],
    ['when it has none of the Attributes', 'attrs=colour', VAN],
    ['when it has nothing of what is picked', 'pick=colour', VAN],
    ['when it has none of the Attributes in that time', `attrs=fuel&${between(4, 6)}`, VAN],
  ])('is not found %s', async (_, query, id) => {
    expect(await refused(query, id)).toEqual([404, 'ResourceNotFound']);
  });

  test.each([
    ['an id that is no URI', '', 'van'],
    ['a time and no relation', `timeAt=${NOON}`, VAN],
    ['a relation and no time', 'timerel=before', VAN],
    ['no end', `timerel=between&timeAt=${NOON}`, VAN],
    ['0 as lastN', 'lastN=0', VAN],
    ['-1 as lastN', 'lastN=-1', VAN],
    ['linked Entities', 'pick=owner%7Bname%7D', VAN],
  ])('is not shown to those who ask with %s', async (_, query, id) => {
    expect(await refused(query, id)).toEqual([400, 'BadRequestData']);
  });

  test('of one tenant is not shown to another', async () => {
    const {ask} = await told();
    await ask('POST /temporal/entities', {body: {id: 'urn:ngsi-ld:Van:7', type: 'Van'}, headers: {'NGSILD-Tenant': 'north'}});
    expect((await ask(`GET /temporal/entities/${VAN}`, {headers: {'NGSILD-Tenant': 'north'}})).status).toBe(404);
    expect((await ask('GET /temporal/entities/urn:ngsi-ld:Van:7')).status).toBe(404);
  });
});
