import { type Role, UserRegistered } from '#shared/contracts/users';

/** Somebody who can sign in. */
export interface Account {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  /** Argon2id in PHC format; the password itself is kept nowhere. */
  readonly passwordHash: string;
  /** Grows with every change of what others keep of the account: its e-mail address and name. */
  readonly revision: number;
  readonly createdAt: Date;
}

/** What copies of the account elsewhere are told. */
export const registered = ({ id, email, name, revision }: Account): UserRegistered =>
  new UserRegistered({ userId: id, email, name, version: revision });
