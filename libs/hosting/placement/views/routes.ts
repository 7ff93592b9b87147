import type { Contract } from '#libs/messaging';
import { type Contexts, contractsIn } from '../../contexts.js';

/** A kind of message that one context sends to another. */
export interface Route {
  readonly from: string;
  readonly to: string;
  /** `call`: the sender waits for the reply; `message`: durable, sent again until its receipt. */
  readonly lane: 'call' | 'message';
  readonly contract: string;
  /** Every context may send this contract; shown for the door, which sends for external clients. */
  readonly isOpen: boolean;
}

/** The process itself, when the door has opened. */
const HOST = 'host';

/**
 * All routes, independent of the placement: from the contracts (`from` lists the allowed senders of a command or query) and the
 * subscriptions. Messages of a context to itself never leave its process and are left out.
 */
export function routesOf({ contexts, door }: Contexts): readonly Route[] {
  const faces = Object.values(contexts).flatMap((entry) => contractsIn(entry.contracts));
  const asked = faces
    .map(({ contract }) => contract)
    .filter(({ kind }) => kind === 'command' || kind === 'query')
    .flatMap((contract) => askedBy(contract, door.name));
  const heard = Object.entries(contexts).flatMap(([to, { subscribes }]) =>
    subscribes.map(({ contract: { context: from, name } }) => ({
      from,
      to,
      lane: 'message' as const,
      contract: name,
      isOpen: false,
    })),
  );
  const order = [door.name, ...Object.keys(contexts)];
  const rank = ({ from, to }: Route): number => order.indexOf(from) * order.length + order.indexOf(to);
  return [...asked, ...heard]
    .filter(({ from, to }) => from !== to)
    .toSorted((a, b) => rank(a) - rank(b) || compare(a.contract, b.contract));
}

/** A context sends commands through its outbox; the door has none, so it calls and waits for the reply. */
function askedBy({ kind, name, context, from }: Contract, door: string): readonly Route[] {
  const senders = new Set((from ?? [door]).map((sender) => (sender === HOST ? door : sender)));
  return [...senders].map((sender) => ({
    from: sender,
    to: context,
    lane: kind === 'query' || sender === door ? 'call' : 'message',
    contract: name,
    isOpen: from === undefined,
  }));
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
