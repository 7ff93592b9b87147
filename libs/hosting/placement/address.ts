import type { Address } from './placement.js';

const ADDRESS = /^(?:\[([0-9a-fA-F:]{2,39})\]|([A-Za-z0-9]([A-Za-z0-9._-]{0,252})?)):([1-9]\d{0,4})$/;

/** `payments-1:4100`, `10.0.0.7:4100` or `[::1]:4100`; undefined when it is none. */
export function parseAddress(text: string): Address | undefined {
  const [, six, host, , digits] = ADDRESS.exec(text) ?? [];
  const port = Number(digits);
  return digits && port <= 65_535 ? { host: six ?? host!, port } : undefined;
}

export const addressText = ({ host, port }: Address): string => `${host.includes(':') ? `[${host}]` : host}:${port}`;
