import { existsSync } from 'node:fs';
import { contractsIn } from '#libs/hosting';
import type { ContractClass } from '#libs/messaging';

/** The messages that a context sends to itself: the contracts of its `messages.ts`. */
export async function ownMessagesOf(context: string): Promise<readonly ContractClass[]> {
  const file = new URL(`../../src/modules/${context}/messages.ts`, import.meta.url);
  return existsSync(file) ? contractsIn((await import(file.href)) as Record<string, unknown>) : [];
}
