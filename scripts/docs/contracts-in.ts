import { existsSync } from 'node:fs';
import type { ContractClass } from '#libs/messaging';

/** The contracts among what a module exports. */
export const contractsIn = (face: Readonly<Record<string, unknown>>): readonly ContractClass[] =>
  Object.values(face).filter((one): one is ContractClass => typeof one === 'function' && 'contract' in one);

/** What a context sends to itself: the contracts of its `messages.ts`. */
export async function ownMessagesOf(context: string): Promise<readonly ContractClass[]> {
  const file = new URL(`../../src/modules/${context}/messages.ts`, import.meta.url);
  return existsSync(file) ? contractsIn((await import(file.href)) as Record<string, unknown>) : [];
}
