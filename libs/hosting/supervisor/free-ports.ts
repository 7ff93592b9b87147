import { createServer } from 'node:http';

/** Below the range from which systems take the ports of outgoing connections: one of those could sit on ours before we listen. */
const FIRST = 20_000;
const LAST = 31_999;
const MOST_TRIES = 1_000;

/** So many ports of the loopback interface on which nobody listens. Rejects when there are none. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const found = new Set<number>();
  const first = FIRST + Math.floor(Math.random() * (LAST - FIRST)); // two starts at once should not look at the same ones
  for (let n = 0; found.size < count && n < MOST_TRIES; n++) {
    const port = FIRST + ((first - FIRST + n) % (LAST - FIRST + 1));
    if (await isFree(port)) found.add(port);
  }
  if (found.size < count) throw new Error(`There are no ${count} free ports between ${FIRST} and ${LAST}.`);
  return [...found];
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer()
      .once('error', () => resolve(false))
      .listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
