import fc from 'fast-check';
import { AdjustStock, CommitStock, ReleaseStock, ReserveStock, ReturnStock } from '#shared/contracts/inventory';
import type { Line } from '#shared/kernel';
import { adjust } from './adjust.js';
import { commit } from './commit.js';
import { release } from './release.js';
import type { Reservation, StockReturn } from './reservation.js';
import { reserve } from './reserve.js';
import { restock } from './restock.js';
import { item } from './stock.fixtures.js';
import { emptyShelf, type StockItem } from './stock-item.js';
import type { StockMovement } from './stock-movement.js';

interface Changes {
  readonly shelf?: readonly StockItem[];
  readonly held?: Reservation;
  readonly known?: StockReturn;
  readonly ledger?: readonly StockMovement[];
}

/** Inventory in memory, to which the decisions are applied one after the other. */
class House {
  readonly shelf = new Map(['p1', 'p2', 'p3'].map((productId) => [productId, emptyShelf(productId)]));
  readonly held = new Map<string, Reservation>();
  readonly known = new Map<string, StockReturn>();
  readonly ledger: StockMovement[] = [];

  adjust(productId: string, delta: number) {
    const set = attempt(
      () => adjust(new AdjustStock({ productId, delta, reason: 'x' }), this.shelf.get(productId), item).set,
    );
    if (set) this.keep({ shelf: [set.shelf], ledger: set.ledger });
  }

  reserve(orderId: string, lines: Line[]) {
    this.keep(reserve(new ReserveStock({ orderId, lines }), this.stock(orderId), item).set);
  }

  release(orderId: string) {
    this.keep(release(new ReleaseStock({ orderId, lines: [] }), this.stock(orderId), item).set);
  }

  commit(orderId: string) {
    this.keep(attempt(() => commit(new CommitStock({ orderId, lines: [] }), this.stock(orderId), item).set));
  }

  restock(orderId: string, returnId: string, lines: Line[]) {
    const known = this.known.get(returnId);
    const command = new ReturnStock({ orderId, returnId, lines });
    this.keep(attempt(() => restock(command, { ...this.stock(orderId), known }, item).set));
  }

  private stock(orderId: string) {
    return { shelf: [...this.shelf.values()], held: this.held.get(orderId) };
  }

  private keep(set: Changes = {}) {
    for (const stock of set.shelf ?? []) this.shelf.set(stock.productId, stock);
    if (set.known) this.known.set(set.known.id, set.known);
    if (set.held) this.held.set(set.held.orderId, set.held);
    this.ledger.push(...(set.ledger ?? []));
  }
}

/** A refusal or a thrown error changes nothing. */
function attempt<T>(decision: () => T): T | undefined {
  try {
    return decision();
  } catch {
    return undefined;
  }
}

const product = fc.constantFrom('p1', 'p2', 'p3');
const order = fc.constantFrom('o1', 'o2', 'o3', 'o4');
const lines = fc.array(fc.record({ productId: product, quantity: fc.integer({ min: 1, max: 5 }) }), {
  minLength: 1,
  maxLength: 4,
});
const act = fc.oneof(
  fc.tuple(product, fc.integer({ min: -8, max: 8 })).map(
    ([p, delta]) =>
      (house: House) =>
        house.adjust(p, delta),
  ),
  fc.tuple(order, lines).map(
    ([o, wanted]) =>
      (house: House) =>
        house.reserve(o, wanted),
  ),
  order.map((o) => (house: House) => house.release(o)),
  order.map((o) => (house: House) => house.commit(o)),
  fc.tuple(order, fc.constantFrom('r1', 'r2', 'r3', 'r4', 'r5'), lines).map(
    ([o, id, back]) =>
      (house: House) =>
        house.restock(o, id, back),
  ),
);

const total = (numbers: readonly number[]) => numbers.reduce((sum, n) => sum + n, 0);

describe('whatever happens, in whatever order, however often', () => {
  const always = (rule: (house: House) => void) =>
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
        const house = new House();
        for (const happen of acts) {
          happen(house);
          rule(house);
        }
      }),
      { numRuns: 500 },
    );

  it('on hand + reserved + committed = received − written off, and nothing is below zero', () => {
    always(({ shelf }) => {
      for (const { onHand, reserved, committed, received, writtenOff } of shelf.values()) {
        expect(onHand + reserved + committed).toBe(received - writtenOff);
        expect(Math.min(onHand, reserved, committed, received, writtenOff)).toBeGreaterThanOrEqual(0);
      }
    });
  });

  it('the ledger adds up to the shelf', () => {
    always(({ shelf, ledger }) => {
      for (const { productId, onHand, reserved, committed } of shelf.values()) {
        const own = ledger.filter((movement) => movement.productId === productId);
        expect(total(own.map((movement) => movement.onHand))).toBe(onHand);
        expect(total(own.map((movement) => movement.reserved))).toBe(reserved);
        expect(total(own.map((movement) => movement.committed))).toBe(committed);
      }
    });
  });

  it.each([
    ['reserved', 'held'],
    ['committed', 'committed'],
  ] as const)('what is %s is what the reservations say that are %s', (counter, inState) => {
    always(({ shelf, held }) => {
      for (const stock of shelf.values()) {
        const lines = [...held.values()].filter(({ state }) => state === inState).flatMap(({ lines }) => lines);
        const back = [...held.values()]
          .filter(({ state }) => state === inState)
          .flatMap(({ returned }) => returned ?? []);
        const of = (all: readonly Line[]) =>
          total(all.filter(({ productId }) => productId === stock.productId).map(({ quantity }) => quantity));
        expect(of(lines) - of(back)).toBe(stock[counter]);
      }
    });
  });
});
