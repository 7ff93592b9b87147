/** Whether somebody works here, and so may see what belongs to others. */
export const isStaff = (somebody: { readonly role: string } | undefined): boolean =>
  somebody?.role === 'operator' || somebody?.role === 'admin';
