import {
  ProductChanged,
  StockCommitted,
  StockRejected,
  StockReleased,
  StockReserved,
} from '#shared/contracts/inventory';
import { PaymentCaptured, PaymentDeclined, PaymentUndone } from '#shared/contracts/payments';
import { UserRegistered } from '#shared/contracts/users';

/** The own copies of prices and names, and every fact that advances the checkout. */
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
] as const;
