import { type Role, UserRegistered } from '#shared/contracts/users';

/** A user who can sign in. */
export interface Account {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  /** Argon2id hash in PHC format; the password itself is not stored. */
  readonly passwordHash: string;
  /** Grows with every change of what other contexts copy of the account: its e-mail address and name. */
  readonly revision: number;
  readonly createdAt: Date;
}

/** The event by which other contexts update their copies. */
export const registered = ({ id, email, name, revision }: Account): UserRegistered =>
  new UserRegistered({ userId: id, email, name, version: revision });
