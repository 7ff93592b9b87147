import type { Contract } from '../contract/index.js';

/** What a request is about; it has no column for that as messages do. */
export function keyOf(contract: Contract | undefined, body: string): string {
  try {
    return String(contract?.key(JSON.parse(body) as never) ?? '');
  } catch {
    return '';
  }
}
