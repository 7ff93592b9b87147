import type { Socket } from 'node:net';

/** How long the one side may take what is still for it, when the other one is closed. */
const LINGER_MS = 5_000;

/**
 * Joins two sockets; neither is read faster than the other one takes it. When one is closed the other is, after it has been sent what
 * is still for it.
 *
 * @param moved  called for every piece
 */
export function join(client: Socket, service: Socket, moved: () => void): Promise<void> {
  const ways = [
    [client, service],
    [service, client],
  ] as const;
  for (const [from, to] of ways) {
    from.on('error', () => undefined); // 'close' follows
    from.on('data', moved);
    from.pipe(to);
    from.once('close', () => {
      if (to.destroyed) return;
      const late = setTimeout(() => to.destroy(), LINGER_MS);
      to.once('close', () => clearTimeout(late)).destroySoon();
    });
  }
  return Promise.all(ways.map(([socket]) => new Promise((closed) => void socket.once('close', closed)))).then(
    () => undefined,
  );
}
