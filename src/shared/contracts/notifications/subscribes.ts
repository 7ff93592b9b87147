import { StockLow } from '#shared/contracts/inventory';
import { OrderCancelled, OrderConfirmed, OrderRefunded } from '#shared/contracts/orders';
import { UserRegistered } from '#shared/contracts/users';

/** The own copy of contacts, what is worth an e-mail to a customer, and what to staff. */
export const subscribes = [UserRegistered, OrderConfirmed, OrderCancelled, OrderRefunded, StockLow] as const;
