import {
  ProductChanged,
  StockCommitted,
  StockOverdue,
  StockRejected,
  StockReleased,
  StockReserved,
  StockReturned,
} from '#shared/contracts/inventory';
import { PaymentCaptured, PaymentDeclined, PaymentUndone, RefundFailed, RefundMade } from '#shared/contracts/payments';
import { UserRegistered } from '#shared/contracts/users';

/** The own copies of prices and names, every fact that advances a checkout or a refund, and what inventory asks about. */
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
  RefundMade,
  RefundFailed,
  StockReturned,
] as const;
