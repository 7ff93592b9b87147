import { Cook, KitchenModule, Rang, Served } from './kitchen.fixtures.js';
import type { LoneContext } from './lone-context.js';
import type { MessageOutcome } from './message-outcome.js';
import { testContext } from './test-context.js';

const MINUTE_MS = 60_000;

describe('the clock of a context under test', () => {
  let kitchen: LoneContext;
  beforeEach(async () => (kitchen = await testContext(KitchenModule)));
  afterEach(() => kitchen?.close());

  /** What was served, with the minute since the beginning that the decision saw. */
  const servedIn = ({ sent }: MessageOutcome, begun: number) =>
    sent.map(({ body }) => {
      const { dish, at } = JSON.parse(body) as Served;
      return `${dish} at ${Math.floor((Date.parse(at) - begun) / MINUTE_MS)}`;
    });

  it('fires a timer when its time has come, and not before; what follows from it is done then', async () => {
    await kitchen.given(new Cook({ dish: 'egg', minutes: 4 }));
    (await kitchen.whenTimeElapses('3m')).thenSentNothing();
    (await kitchen.whenTimeElapses('60s')).thenSent(Served);
    (await kitchen.whenTimeElapses('1d')).thenSentNothing();
  });

  it('goes from one timer to the next, those among them that are set on the way', async () => {
    const begun = Date.now();
    await kitchen.given(
      new Cook({ dish: 'stew', minutes: 60 }),
      new Cook({ dish: 'egg', minutes: 4 }),
      new Cook({ dish: 'bun', minutes: 10, every: 20 }),
    );
    const hour = await kitchen.whenTimeElapses('1h');
    expect(servedIn(hour, begun)).toEqual(['egg at 4', 'bun at 10', 'bun at 30', 'bun at 50', 'stew at 60']);
  });

  it('does not jump back: what is decided next sees the moved time, and its timers ring as much later', async () => {
    const begun = Date.now();
    await kitchen.whenTimeElapses('1h');
    await kitchen.given(new Cook({ dish: 'tea', minutes: 3 }));
    (await kitchen.whenTimeElapses('2m')).thenSentNothing();
    expect(servedIn(await kitchen.whenTimeElapses('1m'), begun)).toEqual(['tea at 63']);
  });

  it('tries again what fails, until it is a dead letter, as in so much time', async () => {
    await kitchen.given(new Cook({ dish: 'soup', minutes: 1, isRuined: true }));
    (await kitchen.whenTimeElapses('1h')).thenSentNothing();
    expect(await kitchen.db.query('SELECT type, failures FROM dead_letter')).toEqual([
      { type: Rang.contract.name, failures: 10 },
    ]);
  });

  it('lets no lease run out, and says what is not taken', async () => {
    // as if another replica had it under way
    await kitchen.db.query(`BEGIN READ WRITE;
      INSERT INTO outbox (id, receiver, type, key, body, headers, due_at, sends, sent_by) VALUES
        (gen_random_uuid(), 'kitchen', 'kitchen.rang.v1', 'pie', '{}', '{}', clock_timestamp() + interval '1 h', 1, 'other');
      COMMIT`);
    const leases = () => kitchen.db.query("SELECT due_at FROM outbox WHERE key = 'pie'");
    const before = await leases();
    await kitchen.given(new Cook({ dish: 'egg', minutes: 4 }));
    await expect(kitchen.whenTimeElapses('2h')).rejects.toThrow('due by now, and not taken: kitchen.rang.v1 pie');
    expect(await leases()).toEqual(before);
  });

  it('gives up timers that have no end', async () => {
    await kitchen.given(new Cook({ dish: 'rice', minutes: 1, every: 1 }));
    await expect(kitchen.whenTimeElapses('1d')).rejects.toThrow(
      'without an end: let less time pass than 86400000 ms at once',
    );
  });

  it.each(['soon', '-1s'])('takes no %s for a duration', async (text) => {
    await expect(kitchen.whenTimeElapses(text as '1s')).rejects.toThrow('is no duration');
  });
});
