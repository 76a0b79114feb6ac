// Stands before a platform and passes everything on, but says of each new thing that it lies where others have theirs.

import {createServer, request as ask} from 'node:http';
import type {AddressInfo} from 'node:net';

export interface Liar {
  readonly origin: string;
  /** How many answers it has changed. */
  readonly lies: () => number;
  readonly close: () => Promise<void>;
}

/** Starts it; `places` gives, for the path of a request that created something, the paths that it names in turn. */
export async function startLiar(upstream: string, places: (path: string) => readonly string[]): Promise<Liar> {
  let lies = 0;
  const server = createServer((incoming, response) => {
    const {host: _, ...headers} = incoming.headers;
    const onward = ask(new URL(incoming.url ?? '/', upstream), {method: incoming.method, headers}, (answer) => {
      const named = places(incoming.url ?? '/');
      const place = answer.statusCode === 201 && answer.headers.location !== undefined ? named[lies++ % named.length] : undefined;
      response.writeHead(answer.statusCode ?? 502, {...answer.headers, ...(place === undefined ? {} : {location: place})});
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    lies: () => lies,
    close: () => new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    }),
  };
}
