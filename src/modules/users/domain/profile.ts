import type { ReplyOf } from '#libs/messaging/contract';
import type { GetUser } from '#shared/contracts/users';
import type { Account } from './account.js';

/** What is shown of an account: named one by one, so that nothing else ever slips out. */
export const profile = ({ id, email, name, role, createdAt }: Account): ReplyOf<GetUser> => ({
  id,
  email,
  name,
  role,
  createdAt: createdAt.toISOString(),
});
