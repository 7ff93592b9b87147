import { ContextServer, currentScope, newId, silent, type ContractClass } from '#libs/messaging';
import { ReserveStock } from '#shared/contracts/inventory';
import { PlaceOrder } from '#shared/contracts/orders';
import { RECEIVER } from './shop-talk.js';

/** A message server whose handler does nothing, so that only the transport is measured. */
export function receiver(): ContextServer {
  const server = new ContextServer(RECEIVER, silent);
  const reply = { id: newId(), status: 'pending', total: { amount: 4_200, currency: 'EUR' } };
  handle(server, PlaceOrder, () => reply);
  handle(server, ReserveStock, () => void currentScope()!.pending.push(Promise.resolve()));
  server.open();
  return server;
}

function handle(server: ContextServer, type: ContractClass, answer: () => unknown): void {
  server.addHandler(type.contract.name, () => Promise.resolve(answer()), false, { type });
}
