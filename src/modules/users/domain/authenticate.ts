import { refuse, type ReplyOf } from '#libs/messaging/contract';
import { Authenticate } from '#shared/contracts/users';
import type { Account } from './account.js';

/**
 * Authenticates a user whose password was verified before, against `provenHash`; refuses when the account's password has
 * changed since. An unknown address and a wrong password get the same answer, so that it does not reveal who has an account.
 */
export function authenticate(account: Account | undefined, provenHash: string | undefined) {
  if (!account || account.passwordHash !== provenHash) throw refuse(Authenticate, 'users.wrong-credentials');
  return { reply: { userId: account.id, role: account.role } satisfies ReplyOf<Authenticate> };
}
