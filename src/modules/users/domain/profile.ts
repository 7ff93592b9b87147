import type { Identity, ReplyOf } from '#libs/messaging/contract';
import type { GetUser } from '#shared/contracts/users';
import { isStaff } from '#shared/kernel';
import type { Account } from './account.js';

/** People see their own account, staff every account. */
export const maySee = (somebody: Identity | undefined, userId: string): boolean =>
  somebody?.userId === userId || isStaff(somebody);

/** What is shown of an account: named one by one, so that nothing else ever slips out. */
export const profile = ({ id, email, name, role, createdAt }: Account): ReplyOf<GetUser> => ({
  id,
  email,
  name,
  role,
  createdAt: createdAt.toISOString(),
});
