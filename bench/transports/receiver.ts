import { ContextServer, currentScope, newId, RevivePipe, silent, type ContractClass } from '#libs/messaging';
import { ReserveStock } from '#shared/contracts/inventory';
import { PlaceOrder } from '#shared/contracts/orders';
import { RECEIVER } from './shop-talk.js';

/** A real door with nothing behind it: what is left is what it costs to bring something there and its answer back. */
export function receiver(): ContextServer {
  const server = new ContextServer(RECEIVER, silent);
  const reply = { id: newId(), status: 'pending', total: { amount: 4_200, currency: 'EUR' } };
  handle(server, PlaceOrder, () => reply);
  handle(server, ReserveStock, () => void currentScope()!.pending.push(Promise.resolve()));
  server.open();
  return server;
}

function handle(server: ContextServer, type: ContractClass, answer: () => unknown): void {
  const pipe = new RevivePipe(type);
  const work = (data: unknown): Promise<unknown> => {
    pipe.transform(data);
    return Promise.resolve(answer());
  };
  server.addHandler(type.contract.name, work, false, { contract: type.contract });
}
