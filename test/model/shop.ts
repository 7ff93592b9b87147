/** A product of the model, by its place in the shop. */
export interface Shelf {
  received: number;
  writtenOff: number;
  /** What it cost, by the version of the product that the price came with. */
  readonly prices: Map<number, number>;
  price: number;
}
export interface Wanted {
  /** The place of the product in the shop. */
  readonly product: number;
  readonly quantity: number;
}
/** A line of an order that was bought. */
export interface Line extends Wanted {
  /** Pieces that were refunded: those that are on the shelf again, and those that are not. */
  back: number;
  gone: number;
}
export interface Bought {
  readonly lines: readonly Line[];
  readonly total: number;
  /** What was given back by refunds. */
  refunded: number;
  /** How it must end; undefined where a race decides. */
  ending: Ending | undefined;
}
export interface Ending {
  readonly status: string;
  readonly reason: string | null;
}

/** What a shop must be like, by what was done to it: the model. It knows nothing of how. */
export interface Shop {
  readonly shelves: readonly Shelf[];
  readonly orders: Bought[];
  /** Nothing is under way, so what comes next can be foretold. */
  isQuiet: boolean;
}

export const newShop = (stock: readonly number[], price: number): Shop => ({
  shelves: stock.map((received) => ({ received, writtenOff: 0, prices: new Map([[1, price]]), price })),
  orders: [],
  isQuiet: true,
});

/** What nobody has, when nothing is under way. */
export const free = ({ shelves, orders }: Shop, product: number): number => {
  const { received, writtenOff } = shelves[product]!;
  const away = orders.flatMap(({ lines, ending }) =>
    lines
      .filter((line) => line.product === product)
      .map(({ quantity, back, gone }) => (ending?.status === 'confirmed' ? quantity - back : gone)),
  );
  return received - writtenOff - sum(away);
};

/** How an order ends that is alone. */
export function foretold(shop: Shop, lines: readonly Wanted[], method: string): Ending {
  if (lines.some(({ product, quantity }) => quantity > free(shop, product)))
    return { status: 'cancelled', reason: 'out-of-stock' };
  const isFree = lines.every(({ product }) => shop.shelves[product]!.price === 0);
  if (method === DECLINED && !isFree) return { status: 'cancelled', reason: 'payment-declined' };
  return { status: 'confirmed', reason: null };
}

export const DECLINED = 'pm_card_visa_chargeDeclined';
export const sum = (numbers: readonly number[]): number => numbers.reduce((before, next) => before + next, 0);
/** Products by name, for people: A, B. */
export const nameOf = (product: number): string => 'ABCDEF'[product]!;
export const linesText = (lines: readonly Wanted[]): string =>
  lines.map(({ product, quantity }) => `${quantity} of ${nameOf(product)}`).join(' and ');
