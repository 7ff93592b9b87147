import { connect } from 'node:net';
import type { Instance } from './discovery.js';

/** Resolves when the instance accepts a connection, which is closed at once. Rejects when not, or not in time. */
export function canConnect({ host, port }: Instance, limitMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port });
    socket.setTimeout(limitMs, () => socket.destroy(new Error(`${host}:${port} does not accept a connection`)));
    socket.once('connect', () => resolve(void socket.destroy()));
    socket.once('error', reject);
  });
}
