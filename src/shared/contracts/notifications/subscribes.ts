import { OrderCancelled, OrderConfirmed } from '#shared/contracts/orders';
import { UserRegistered } from '#shared/contracts/users';

/** The own copy of contacts, and what is worth an e-mail. */
export const subscribes = [UserRegistered, OrderConfirmed, OrderCancelled] as const;
