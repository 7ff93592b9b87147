import type { ItemTime, ReplyOf } from '#libs/messaging/contract';
import type { AppointOperator } from '#shared/contracts/users';
import { isStaff } from '#shared/kernel';
import { type Account, registered } from './account.js';

/**
 * Makes the account an operator, and replaces its password by that of the settings: otherwise somebody who had registered the
 * address before would become an operator with a password of their own.
 */
export function appoint(
  { email }: AppointOperator,
  passwordHash: string,
  existing: Account | undefined,
  item: ItemTime,
) {
  if (!existing) {
    const account = operator(email, passwordHash, item);
    return { set: { account }, send: [registered(account)], reply: appointed(account) };
  }
  if (isStaff(existing) && existing.passwordHash === passwordHash) return { reply: appointed(existing) };
  const role = isStaff(existing) ? existing.role : 'operator';
  return { set: { account: { ...existing, role, passwordHash } }, reply: appointed(existing) };
}

const operator = (email: string, passwordHash: string, { id, now }: ItemTime): Account => ({
  id: id('user'),
  email,
  name: 'Operator',
  role: 'operator',
  passwordHash,
  revision: 1,
  createdAt: now,
});

const appointed = ({ id }: Account) => ({ id }) satisfies ReplyOf<AppointOperator>;
