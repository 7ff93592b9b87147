import { Admission } from './admission.js';
import { Workload } from './workload.js';

const TICK_MS = 10;
/** What ends has taken so long at least, however few are under way. */
const SHORTEST_MS = 200;

/** A context that ends so many commands a second, first come, first served, behind a door that lets in what it will. */
class Shop {
  now = 0;
  readonly store = { receiver: 'store', waitedMs: 0 };
  readonly workload = new Workload(() => this.now);
  readonly admission = new Admission({
    workload: this.workload,
    overload: () => undefined,
    withinMs: 500,
    needs: [this.store],
  });
  readonly underWay: number[] = [];
  readonly took: number[] = [];
  readonly refusals: number[] = [];

  /** So many come each second, evenly, and come again only by chance. */
  open(seconds: number, { offered, possible }: { offered: number; possible: number }): this {
    let [come, done] = [0, 0];
    for (const until = this.now + seconds * 1_000; this.now < until; this.now += TICK_MS) {
      for (come += (offered * TICK_MS) / 1_000; come >= 1; come--) this.ask();
      done = Math.min(possible, done + (possible * TICK_MS) / 1_000);
      for (; done >= 1 && this.now - (this.underWay[0] ?? Infinity) >= SHORTEST_MS; done--) this.finish();
    }
    return this;
  }

  private ask(): void {
    const closed = this.admission.enter();
    if (closed) return void this.refusals.push(closed.retryAfterMs);
    this.underWay.push(this.now);
    this.workload.set(1);
    this.admission.leave();
  }

  private finish(): void {
    this.took.push(this.now - this.underWay.shift()!);
    this.workload.drop(1);
  }
}

const fresh = (shop: Shop): Shop => {
  shop.took.length = shop.refusals.length = 0;
  return shop;
};
let shop: Shop;
beforeEach(() => {
  shop = new Shop();
});

describe.each([50, 1_000, 3_000])('a context that can do %i commands a second', (possible) => {
  it('refuses none of as many as it can do', () => {
    expect(shop.open(10, { offered: possible * 0.95, possible }).refusals).toEqual([]);
  });

  it.each([1.5, 2, 10])('offered %d times as many, does all that it can, and each within a few seconds', (times) => {
    const seconds = possible < 256 ? 10 : 5; // few commands take longer to show their rate
    fresh(shop.open(seconds, { offered: possible * times, possible })).open(seconds, {
      offered: possible * times,
      possible,
    });
    expect(shop.took.length).toBeGreaterThan(seconds * possible * 0.97);
    expect(Math.max(...shop.took)).toBeLessThan(possible < 256 ? 256_000 / possible + 200 : 1_500);
    expect(shop.refusals.length).toBeGreaterThan(0);
  });
});

it('a burst that is done in time is let in as a whole', () => {
  shop.open(10, { offered: 10, possible: 1_000 });
  shop.open(0.25, { offered: 4_000, possible: 1_000 }).open(5, { offered: 0, possible: 1_000 });
  expect(shop.refusals).toEqual([]);
  expect(Math.max(...shop.took)).toBeLessThan(1_000);
});

it('a new order after a burst does not wait behind those before', () => {
  shop.open(10, { offered: 5_000, possible: 1_000 });
  fresh(shop.open(2, { offered: 0, possible: 1_000 })).open(2, { offered: 100, possible: 1_000 });
  expect(shop.refusals).toEqual([]);
  expect(Math.max(...shop.took)).toBeLessThan(2 * SHORTEST_MS);
});

it('a neighbour at a tenth of its speed: no more is accepted than is done in time at that, and more again afterwards', () => {
  shop.open(10, { offered: 2_000, possible: 1_000 });
  fresh(shop.open(15, { offered: 2_000, possible: 100 })).open(30, { offered: 2_000, possible: 100 });
  expect(Math.max(...shop.took)).toBeLessThan(3_000);
  fresh(shop.open(5, { offered: 2_000, possible: 1_000 })).open(10, { offered: 2_000, possible: 1_000 });
  expect(shop.took.length).toBeGreaterThan(9_500);
});

it('a neighbour that is away: closed while it is, open at once when it is back', () => {
  shop.store.waitedMs = 5_001;
  expect(shop.admission.enter()).toEqual({ why: 'commands wait 5001 ms for store', retryAfterMs: 5_001 });
  shop.store.waitedMs = 240_000;
  expect(shop.admission.enter()).toMatchObject({ retryAfterMs: 30_000 });
  shop.store.waitedMs = 0;
  expect(shop.admission.enter()).toBeUndefined();
});

it('says when there will be room: when those are served who were refused before', () => {
  shop.open(20, { offered: 3_000, possible: 1_000 });
  const last = shop.refusals.at(-1)!;
  expect(last).toBeGreaterThan(4_000);
  expect(last).toBeLessThan(9_000);
  shop.open(10, { offered: 1_010, possible: 1_000 });
  expect(shop.refusals.at(-1)).toBe(1_000);
});

it('after a restart with more under way than a batch it takes nothing new until that ends', () => {
  shop.workload.correct(2_000);
  expect(shop.admission.enter()).toMatchObject({ why: '2000 commands are under way, and 0 a second end' });
  shop.workload.correct(-1_800);
  expect(shop.admission.enter()).toBeUndefined();
});

it('a context that promises nothing takes whatever its outbox has room for', () => {
  let why: string | undefined;
  const admission = new Admission({ workload: new Workload(), overload: () => why, needs: [] });
  for (let n = 0; n < 10_000; n++) expect(admission.enter()).toBeUndefined();
  why = '100001 messages wait for store';
  expect(admission.enter()).toEqual({ why, retryAfterMs: 1_000 });
});

it('closes also for a reason of the context itself', () => {
  const closed = { why: 'the till is away', retryAfterMs: 7_000 };
  let reason: typeof closed | undefined = closed;
  const workload = new Workload();
  const admission = new Admission({
    workload,
    overload: () => undefined,
    withinMs: 500,
    needs: [],
    closings: [() => reason],
  });
  expect([admission.enter(), workload.underWay]).toEqual([closed, 0]);
  reason = undefined;
  expect([admission.enter(), workload.underWay]).toEqual([undefined, 1]);
});
