// Community Solid Server from npm: its default configuration, in memory.

import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {installPackage} from './npm.ts';
import type {FieldPlatform} from './platform.ts';

const VERSION = '7.2.0';

/** It has no option for the address it listens on, and would listen on all. */
const LOOPBACK = `
const {Server} = require('node:net');
const {listen} = Server.prototype;
Server.prototype.listen = function (port, ...rest) {
  return typeof port === 'number' && typeof rest[0] !== 'string' ? listen.call(this, port, '127.0.0.1', ...rest) : listen.call(this, port, ...rest);
};
`;

export const communitySolidServer: FieldPlatform = {
  name: 'community-solid-server',
  version: VERSION,
  mechanisms: ['http'],
  install: (folder) => {
    installPackage(folder, '@solid/community-server', VERSION);
    writeFileSync(join(folder, 'loopback.cjs'), LOOPBACK);
  },
  start: ({port}) => ({
    command: process.execPath,
    args: ['--require', './loopback.cjs', 'node_modules/@solid/community-server/bin/server.js', '--port', String(port), '--baseUrl', `http://localhost:${port}/`, '--loggingLevel', 'warn'],
    env: {},
  }),
  ready: (port) => `http://localhost:${port}/.well-known/openid-configuration`,
  secrets: {},
  target: (port) => `
target: { product: Community Solid Server, version: "${VERSION}", vendor: Solid community }
endpoints:
  http:
    url: http://localhost:${port}
    parameters:
      cors-url: http://localhost:${port}/
      allowed-site: portal.example.org
      issuer: http://localhost:${port}/
      metadata-url: http://localhost:${port}/.well-known/openid-configuration
      openid-configuration-url: http://localhost:${port}/.well-known/openid-configuration
claims:
  http:
    without: [public, plain-http, pages, sessions, sign-in, folders, security-txt, cors-list, protected, owners, oauth, scopes, jwt, token-endpoint, authorization-code]
`,
};
