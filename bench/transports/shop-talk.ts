import { Channels, keysFromSecret } from '#libs/keys';
import { newId, type Frame, type Headers, type Message, type Request } from '#libs/messaging';
import { ReserveStock } from '#shared/contracts/inventory';
import { PlaceOrder } from '#shared/contracts/orders';

/** A receiver for both, which no context of Cleave is. */
export const RECEIVER = 'receiver';

/** The keys that authenticate the sender to the other process. */
export const talk = (speaks: readonly string[]) => ({ speaks, channels: new Channels(keysFromSecret('a benchmark')) });
const DEADLINE_MS = 10_000;

const line = { productId: newId(), quantity: 2 };

/** The request that places an order: 150 bytes, and 350 of headers. */
export const request = (): Request => ({
  id: newId(),
  type: PlaceOrder.contract.name,
  body: JSON.stringify({ lines: [line], payment: { method: 'pm_card_visa' } }),
  headers: headers('gateway'),
  remainingMs: DEADLINE_MS,
});

/** Messages of a frequent kind. */
export const frame = (size: number): Frame => ({
  id: newId(),
  sender: 'orders',
  receiver: RECEIVER,
  messages: Array.from({ length: size }, message),
  remainingMs: DEADLINE_MS,
});

function message(): Message {
  const orderId = newId();
  const body = JSON.stringify({ orderId, lines: [line] });
  const type = ReserveStock.contract.name;
  return { id: newId(), type, key: orderId, body, headers: JSON.stringify(headers('orders')), sends: 1 };
}

const headers = (source: string): Headers => ({
  source,
  time: new Date().toISOString(),
  traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  correlationid: newId(),
  causationid: newId(),
  caller: { userId: newId(), role: 'customer' },
});
