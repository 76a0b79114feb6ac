// A guard around every connection that is made: what would leave the loopback interface is noted and never begun.

import {Socket} from 'node:net';

export interface Guard {
  /** `host:port` of what was tried beyond loopback. */
  readonly blocked: readonly string[];
  readonly lift: () => void;
}

/** Puts itself in the place of the one function through which every TCP connection of this process goes, whatever library makes it. */
export function guardConnections(): Guard {
  const blocked: string[] = [];
  const {connect} = Socket.prototype;
  Socket.prototype.connect = function guarded(this: Socket, ...given: unknown[]): Socket {
    const first = Array.isArray(given[0]) ? (given[0] as unknown[])[0] : given[0];
    const {host = 'localhost', port, path} = (typeof first === 'object' && first !== null ? first : {port: first, host: given[1]}) as {host?: string; port?: number; path?: string};
    if (host === '127.0.0.1' && path === undefined) return Reflect.apply(connect, this, given) as Socket;
    blocked.push(path ?? `${host}:${port}`);
    setImmediate(() => this.destroy(Object.assign(new Error('blocked by the test'), {code: 'ECONNREFUSED'})));
    return this;
  } as typeof connect;
  return {blocked, lift: () => { Socket.prototype.connect = connect; }};
}
