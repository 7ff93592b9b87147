import { refuse, type ReplyOf } from '#libs/messaging/contract';
import { Authenticate } from '#shared/contracts/users';
import type { Account } from './account.js';

/**
 * Says who proved to be whom. The proof was made before this decision, against `provenHash`: when the account's
 * password has changed since, it proves nothing. Unknown address and wrong password get one and the same answer.
 */
export function authenticate(account: Account | undefined, provenHash: string | undefined) {
  if (!account || account.passwordHash !== provenHash) throw refuse(Authenticate, 'users.wrong-credentials');
  return { reply: { userId: account.id, role: account.role } satisfies ReplyOf<Authenticate> };
}
