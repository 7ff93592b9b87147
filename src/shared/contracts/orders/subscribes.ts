import {
  ProductChanged,
  StockCommitted,
  StockRejected,
  StockReleased,
  StockReserved,
} from '#shared/contracts/inventory';
import { PaymentCaptured, PaymentDeclined, PaymentUndone } from '#shared/contracts/payments';

/** The own copy of prices, and every fact that advances the checkout. */
export const subscribes = [
  ProductChanged,
  StockReserved,
  StockRejected,
  StockReleased,
  StockCommitted,
  PaymentCaptured,
  PaymentDeclined,
  PaymentUndone,
] as const;
