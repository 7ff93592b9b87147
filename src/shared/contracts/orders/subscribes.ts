import {
  ProductChanged,
  StockCommitted,
  StockOverdue,
  StockRejected,
  StockReleased,
  StockReserved,
} from '#shared/contracts/inventory';
import { PaymentCaptured, PaymentDeclined, PaymentUndone } from '#shared/contracts/payments';
import { UserRegistered } from '#shared/contracts/users';

/** The own copies of prices and names, every fact that advances the checkout, and what inventory asks about. */
export const subscribes = [
  ProductChanged,
  UserRegistered,
  StockReserved,
  StockRejected,
  StockReleased,
  StockCommitted,
  PaymentCaptured,
  PaymentDeclined,
  PaymentUndone,
  StockOverdue,
] as const;
