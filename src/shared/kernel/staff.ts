interface Somebody {
  readonly userId: string;
  readonly role: string;
}

/** Whether somebody works here, and so may see what belongs to others. */
export const isStaff = (somebody: Pick<Somebody, 'role'> | undefined): boolean =>
  somebody?.role === 'operator' || somebody?.role === 'admin';

/** Whether somebody may see what belongs to this user: people see what is theirs, staff everything, nobody nothing. */
export const maySee = (somebody: Somebody | undefined, userId: string): boolean =>
  somebody?.userId === userId || isStaff(somebody);
