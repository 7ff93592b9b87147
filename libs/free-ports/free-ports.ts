import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * Below the ephemeral ports for outgoing connections (Linux: from 32768 on). A port found by `listen(0)` is one of those, and an outgoing
 * connection may take it before it is used, as happened to a test.
 */
const FIRST = 20_000;
const LAST = 31_999;
const MOST_TRIES = 1_000;

/** An unused port of the loopback interface. Rejects when none is found. */
export async function freePort(): Promise<number> {
  const [port] = await freePorts(1);
  return port!;
}

/** Several different unused ports, chosen at random so that two simultaneous starts do not choose the same ones. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const found = new Set<number>();
  for (let n = 0; found.size < count && n < count + MOST_TRIES; n++) {
    const port = randomInt(FIRST, LAST + 1);
    if (await isFree(port)) found.add(port);
  }
  if (found.size < count) throw new Error(`there are no ${count} free ports between ${FIRST} and ${LAST}`);
  return [...found];
}

/** Whether nobody listens on it on the loopback interface. */
export const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer()
      .once('error', () => resolve(false))
      .listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
