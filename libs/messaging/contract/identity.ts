/** The user who caused a message, with the role; absent for messages that a context sends by itself. */
export interface Identity {
  readonly userId: string;
  readonly role: 'customer' | 'operator' | 'admin';
}
