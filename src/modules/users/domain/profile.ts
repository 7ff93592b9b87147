import type { ReplyOf } from '#libs/messaging/contract';
import type { GetUser } from '#shared/contracts/users';
import type { Account } from './account.js';

/** The public fields of an account, copied one by one, so that a new column is not exposed by accident. */
export const profile = ({ id, email, name, role, createdAt }: Account): ReplyOf<GetUser> => ({
  id,
  email,
  name,
  role,
  createdAt: createdAt.toISOString(),
});
