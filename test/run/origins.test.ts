import {expect, test} from 'vitest';
import {originsOf} from '../../src/run/platform.ts';
import {makeTarget} from './plans.ts';

test('a target names origins in its endpoints, their addresses and its token URLs, and by nothing else', () => {
  const target = makeTarget('https://api.city.example/v1');
  const endpoint = {
    url: 'https://api.city.example/v1', headers: {},
    parameters: {
      'page-url': 'https://www.city.example/', 'plain-url': 'http://www.city.example/', 'bad-url': 'no address', 'mail-url': 'mailto:a@city.example',
      'redirect-uri': 'https://portal.example/callback', 'allowed-origin': 'https://portal.example', boxes: [[1, 2, 3, 4]],
    },
  };
  const auth = {demo: {kind: 'oauth2', tokenUrl: 'https://login.city.example/token', clientId: 'x', clientSecret: 'y'}} as const;
  expect([...originsOf({...target, endpoints: {http: endpoint}, auth})].toSorted()).toEqual([
    'http://www.city.example', 'https://api.city.example', 'https://login.city.example', 'https://www.city.example',
  ]);
});
