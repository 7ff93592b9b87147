import { setTimeout as pause } from 'node:timers/promises';
import { FAULT_POINTS, newId, type FaultPoint } from '#libs/messaging';
import { CoreChild } from '#test/core-child';
import { complaints, quiet } from './books.js';
import { Sell } from './contexts/contracts.js';
import { Rig } from './rig.js';

/** How long a life may last until its fault strikes. */
const LIFE_MS = 8_000;
const AT_ONCE = 12;
/** Longer than any run: what was under way in a process that was killed is free when the next one starts, or never. */
const LEASES = { leaseMs: 600_000, effectLeaseMs: 600_000 };
const SHELVES = 3;
/** So many processes in a row are killed before one may live: a message that is under way in a fourth is taken for poison. */
const IN_A_ROW = 3;

export interface Kill {
  readonly point: FaultPoint;
  readonly nth: number;
}

/** Those that a context without projections reaches; the others are in read-side.e2e.spec.ts. */
export const POINTS = FAULT_POINTS.filter((point) => !point.startsWith('projection.'));

/** What came of a run: how often each point struck, and how much was sold while it did. */
export interface Run {
  readonly hits: Readonly<Record<string, number>>;
  readonly missed: readonly Kill[];
  readonly sales: number;
  readonly unlike: readonly string[];
  readonly complaints: readonly string[];
}

/** One process after another sells and is killed -9 where its fault is armed; now and then one lives and finishes what they left. */
export async function killAndRestart(kills: readonly Kill[]): Promise<Run> {
  const rig = await Rig.open();
  const seller = new Seller(rig);
  const hits: Record<string, number> = Object.fromEntries(POINTS.map((point) => [point, 0]));
  const missed: Kill[] = [];
  try {
    const wrong: string[] = [];
    for (const [n, kill] of kills.entries()) {
      if (await seller.live(kill)) hits[kill.point]!++;
      else missed.push(kill);
      if ((n + 1) % IN_A_ROW && n + 1 < kills.length) continue;
      await seller.finish();
      wrong.push(...(await complaints(rig)));
      if (wrong.length) break;
    }
    return { hits, missed, sales: rig.sold.length, unlike: seller.unlike, complaints: wrong };
  } finally {
    await rig.close();
  }
}

/** A client with idempotency keys: it asks again for what was not answered, and remembers every reply. */
class Seller {
  private open: Sell[] = [];
  private readonly replies = new Map<string, string>();
  /** Replies that differ from an earlier one under the same key. */
  readonly unlike: string[] = [];
  private readonly shelves = Array.from({ length: SHELVES }, () => newId());

  constructor(private readonly rig: Rig) {}

  /** One life of the process. True when the fault struck. */
  async live({ point, nth }: Kill): Promise<boolean> {
    const child = CoreChild.start(this.rig, `${point}:${nth}:kill9`, { settings: LEASES });
    if (await child.ready()) {
      await this.sellUntil(child, point.startsWith('stop.') ? 300 : LIFE_MS);
      child.stop();
      const late = setTimeout(() => child.kill(), LIFE_MS);
      await child.ended();
      clearTimeout(late);
    }
    this.remember(child);
    return child.errors.includes(`FAULT ${point} kill9`);
  }

  /** A life with nothing armed: everything that was ever asked for is answered and done. */
  async finish(): Promise<void> {
    const child = CoreChild.start(this.rig, '', { settings: LEASES });
    try {
      await child.ready();
      for (let n = 0; n < 200 && (this.open.length || child.asked.size); n++) {
        this.ask(child, this.open.splice(0));
        await pause(50);
        this.remember(child, false);
      }
      await quiet(this.rig);
      for (const sell of this.rig.sold.slice(-20)) child.sell(sell);
      while (child.asked.size && child.isAlive) await pause(20);
      this.remember(child);
    } finally {
      child.kill();
      await child.ended();
    }
  }

  private async sellUntil(child: CoreChild, limitMs: number): Promise<void> {
    this.ask(child, this.open.splice(0));
    for (const limit = performance.now() + limitMs; child.isAlive && performance.now() < limit; await pause(5))
      while (child.asked.size < AT_ONCE) this.ask(child, [this.wish()]);
  }

  private wish(): Sell {
    const sell = new Sell({ id: newId(), shelf: this.shelves[this.rig.sold.length % SHELVES]!, quantity: 1 });
    this.rig.sold.push(sell);
    return sell;
  }

  private ask(child: CoreChild, sells: readonly Sell[]): void {
    for (const sell of sells) child.sell(sell);
  }

  private remember(child: CoreChild, isOver = true): void {
    for (const [id, reply] of child.replies) {
      const earlier = this.replies.get(id);
      if (earlier !== undefined && earlier !== reply) this.unlike.push(`${id}: ${earlier} and later ${reply}`);
      this.replies.set(id, reply);
    }
    const again = [...child.refused.keys(), ...(isOver ? child.asked.keys() : [])];
    child.refused.clear();
    this.open.push(...this.rig.sold.filter(({ id }) => again.includes(id)));
  }
}

/** How often each point struck, a line each. */
export const table = ({ hits, sales }: Run): string =>
  [
    ...Object.entries(hits).map(([point, n]) => `${point.padEnd(22)} killed ${String(n).padStart(3)} times`),
    `${sales} sales`,
  ].join('\n');
