import { claim, release } from '#libs/processes';
import { LedgerError } from './ledger-error.js';

export interface Claim {
  release(): void;
}

/**
 * Two processes that write to one ledger would each answer without knowing the other. A file beside it names the one that may; that of a
 * process which is gone is taken over, also when its pid is another's by now.
 *
 * @throws LedgerError  another process has it
 */
export function claimFile(path: string): Claim {
  const lock = `${path}.lock`;
  const holder = claim(lock, 'payment-provider');
  if (holder) throw new LedgerError('ledger.in-use', `process ${holder.pid} writes to the ledger ${path}`);
  return { release: () => release(lock) };
}
