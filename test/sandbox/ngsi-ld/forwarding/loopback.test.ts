import {createServer, type Server} from 'node:http';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {startSandbox, type Sandbox} from '../../../../src/sandbox/sandbox.ts';
import {withSandbox} from '../../start.ts';

const API = '/ngsi-ld/v1';
const ROOM = {id: 'urn:r:1', type: 'Room'};

interface Told {
  readonly status: number;
  readonly json: unknown;
  readonly warning: string | null;
}

async function ask({http}: Pick<Sandbox, 'http'>, line: string, body?: object, headers: Record<string, string> = {}): Promise<Told> {
  const [method = 'GET', path = ''] = line.split(' ');
  const response = await fetch(`${http}${API}${path}`, {method, headers: {...(body === undefined ? {} : {'content-type': 'application/json'}), ...headers}, ...(body === undefined ? {} : {body: JSON.stringify(body)})});
  const text = await response.text();
  return {status: response.status, json: text === '' ? undefined : (JSON.parse(text) as unknown), warning: response.headers.get('ngsild-warning')};
}

const register = async (broker: Sandbox, source: {http: string}, more: object = {}): Promise<void> => {
  const body = {type: 'ContextSourceRegistration', endpoint: source.http, information: [{entities: [{type: 'Room'}]}], operations: ['redirectionOps'], ...more};
  expect((await ask(broker, 'POST /csourceRegistrations', body)).json).toBeUndefined();
};

const aliasOf = async (broker: Sandbox): Promise<unknown> => ((await ask(broker, 'GET /info/sourceIdentity')).json as {contextSourceAlias: unknown}).contextSourceAlias;

let contexts: Server;
let context = '';

beforeAll(async () => {
  contexts = createServer((_, response) => void response.end(JSON.stringify({'@context': {Raum: 'https://uri.etsi.org/ngsi-ld/default-context/Room', grad: 'https://uri.etsi.org/ngsi-ld/default-context/temperature'}})));
  await new Promise<void>((resolve) => void contexts.listen(0, '127.0.0.1', resolve));
  const address = contexts.address();
  context = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/c.jsonld`;
});

afterAll(() => void contexts.close());

describe('two sandboxes of which one is a source of the other', () => {
  test('answer as one', async () => {
    await withSandbox([], async (broker) => withSandbox([], async (source) => {
      await register(broker, source, {mode: 'redirect', information: [{entities: [{type: 'Room'}], propertyNames: ['temperature']}]});
      expect((await ask(broker, 'POST /entities', {...ROOM, temperature: 20, humidity: 30})).status).toBe(201);
      expect((await ask(source, 'GET /entities/urn:r:1?format=simplified')).json).toEqual({...ROOM, temperature: 20});
      expect((await ask(broker, 'GET /entities/urn:r:1?format=simplified&local=true')).json).toEqual({...ROOM, humidity: 30});
      expect((await ask(broker, 'GET /entities?type=Room&format=simplified&q=temperature==20;humidity==30')).json).toEqual([{...ROOM, temperature: 20, humidity: 30}]);
      expect((await ask(broker, 'DELETE /entities/urn:r:1')).status).toBe(204);
      expect([(await ask(broker, 'GET /entities/urn:r:1')).status, (await ask(source, 'GET /entities/urn:r:1')).status]).toEqual([404, 404]);
    }));
  });

  test('have tenants of their own', async () => {
    await withSandbox([], async (broker) => withSandbox([], async (source) => {
      await register(broker, source, {tenant: 'inner'});
      await ask(source, 'POST /entities', {...ROOM, temperature: 20}, {'NGSILD-Tenant': 'inner'});
      expect((await ask(broker, 'GET /entities?type=Room&format=simplified')).json).toEqual([{...ROOM, temperature: 20}]);
    }));
  });

  test('understand each other in the words of an @context', async () => {
    await withSandbox([], async (broker) => withSandbox([], async (source) => {
      await register(broker, source, {mode: 'redirect', contextSourceInfo: [{key: 'jsonldContext', value: context}]});
      expect((await ask(broker, 'POST /entities', {...ROOM, temperature: {value: 20, label: {languageMap: {grad: 'Grad'}}}})).status).toBe(201);
      expect((await ask(broker, 'GET /entities?type=Room&attrs=temperature')).json).toEqual([{...ROOM, temperature: {type: 'Property', value: 20, label: {type: 'LanguageProperty', languageMap: {grad: 'Grad'}}}}]);
      expect((await ask(broker, 'PATCH /entities/urn:r:1/attrs/temperature?type=Room', {value: 21})).status).toBe(204);
      expect((await ask(broker, 'GET /entities/urn:r:1?type=Room&pick=temperature&format=simplified')).json).toEqual({temperature: 21});
      expect((await ask(broker, 'POST /entityOperations/query?format=simplified', {type: 'Query', entities: [{type: 'Room'}], q: 'temperature>20', attrs: ['temperature']})).json).toEqual([{...ROOM, temperature: 21}]);
    }));
  });

  test('that are each a source of the other go in no circle, told so or not', async () => {
    await withSandbox([], async (one) => withSandbox([], async (other) => {
      await register(one, other);
      await register(other, one);
      await ask(one, 'POST /entities?local=true', {...ROOM, a: 1});
      await ask(other, 'POST /entities?local=true', {...ROOM, b: 2});
      expect((await ask(one, 'GET /entities?type=Room&format=simplified')).json).toEqual([{...ROOM, a: 1, b: 2}]);
      await withSandbox([], async (third) => {
        await register(third, one, {mode: 'redirect', contextSourceAlias: await aliasOf(one)});
        const alias = await aliasOf(third);
        await register(one, third, {mode: 'redirect', contextSourceAlias: alias, information: [{entities: [{type: 'Car'}]}]});
        expect((await ask(third, 'GET /entities?type=Room&format=simplified')).json).toEqual([{...ROOM, a: 1, b: 2}]);
        await register(third, one, {mode: 'redirect', information: [{entities: [{type: 'Car'}]}]});
        expect(await ask(third, 'POST /entities', {id: 'urn:c:1', type: 'Car'})).toMatchObject({status: 508});
      });
    }));
  });
});

test('a sandbox tells who it is, each tenant by a name of its own', async () => {
  const sandbox = await startSandbox({now: () => 90_500, random: () => 'x'});
  const {json} = await ask(sandbox, 'GET /info/sourceIdentity');
  expect(json).toEqual({id: 'urn:ngsi-ld:ContextSourceIdentity:sandbox-x', type: 'ContextSourceIdentity', contextSourceAlias: 'sandbox-x', contextSourceUptime: 'PT0S', contextSourceTimeAt: '1970-01-01T00:01:30.500Z'});
  expect((await ask(sandbox, 'GET /info/sourceIdentity', undefined, {'NGSILD-Tenant': 'a'})).json).toMatchObject({contextSourceAlias: 'sandbox-x.61'});
  await sandbox.close();
});
