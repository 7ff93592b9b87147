import type { Contract } from '#libs/messaging';
import { type Contexts, contractsIn } from '../../contexts.js';

/** A kind of message that one context sends to another. */
export interface Route {
  readonly from: string;
  readonly to: string;
  /** `call`: somebody waits for the reply; `message`: durable, sent again until its receipt. */
  readonly lane: 'call' | 'message';
  readonly contract: string;
  /** The contract is open to every context; shown for the door, which speaks for the world outside. */
  readonly isOpen: boolean;
}

/** The process itself, when the door has opened. */
const HOST = 'host';

/**
 * Who says what to whom, in whatever placement: from the contracts (`from` says who may send a command or a query, and no
 * other sender gets through the door) and the subscriptions. What a context sends to itself never leaves its process.
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

/** A command of a context travels in its outbox; the door has none, so it waits. */
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
