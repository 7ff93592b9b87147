import { type ItemTime, refuse, type ReplyOf } from '#libs/messaging/contract';
import { RegisterUser } from '#shared/contracts/users';
import { type Account, registered } from './account.js';

/** Registers a customer; one account per e-mail address. */
export function register(
  { email, name }: RegisterUser,
  passwordHash: string,
  existing: Account | undefined,
  { id, now }: ItemTime,
) {
  if (existing) throw refuse(RegisterUser, 'users.email-taken');
  const account: Account = { id: id('user'), email, name, role: 'customer', passwordHash, revision: 1, createdAt: now };
  return {
    set: { account },
    send: [registered(account)],
    reply: { id: account.id, email, name, role: account.role } satisfies ReplyOf<RegisterUser>,
  };
}
