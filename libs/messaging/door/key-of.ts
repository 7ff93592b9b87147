import type { Contract } from '../contract/index.js';

/** The key of a request, computed from its body: unlike a message, a request does not carry it. */
export function keyOf(contract: Contract | undefined, body: string): string {
  try {
    return String(contract?.key(JSON.parse(body) as never) ?? '');
  } catch {
    return '';
  }
}
