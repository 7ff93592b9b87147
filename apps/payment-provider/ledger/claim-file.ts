import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { LedgerError } from './ledger-error.js';

export interface Claim {
  release(): void;
}

/**
 * Two processes that write to one ledger would each answer without knowing the other. A file beside it holds the pid of the one that
 * may; that of a process which is gone is taken over.
 *
 * @throws LedgerError  another process has it
 */
export function claimFile(path: string): Claim {
  const [lock, own] = [`${path}.pid`, `${path}.pid.${process.pid}`];
  writeFileSync(own, String(process.pid), { mode: 0o600 });
  try {
    if (!linked(own, lock)) {
      const holder = Number(readFileSync(lock, 'utf8'));
      if (isAnother(holder)) throw new LedgerError('ledger.in-use', `process ${holder} writes to the ledger ${path}`);
      rmSync(lock, { force: true });
      if (!linked(own, lock)) throw new LedgerError('ledger.in-use', `another process writes to the ledger ${path}`);
    }
  } finally {
    rmSync(own, { force: true });
  }
  return { release: () => rmSync(lock, { force: true }) };
}

/** Linking a whole file, unlike creating one and filling it, shows no other process an empty one. */
function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function isAnother(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
