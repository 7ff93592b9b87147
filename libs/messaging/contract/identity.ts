/** Who caused a message: a user with a role, or nobody for a message that a context sent by itself. */
export interface Identity {
  readonly userId: string;
  readonly role: 'customer' | 'operator' | 'admin';
}
