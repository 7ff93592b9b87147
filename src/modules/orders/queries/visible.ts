import type { Identity } from '#libs/messaging/contract';
import { isStaff } from '#shared/kernel';

/** Another user's order does not exist, except for those who work here. */
export const isVisible = (order: { readonly userId: string }, who: Identity | undefined): boolean =>
  order.userId === who?.userId || isStaff(who);
