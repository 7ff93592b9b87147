import { waitFor } from '#test/wait-for';

/** A line of the message log: who, whom, what, how long, how it ended, about what. */
const LINE = /(\S+) → (\S+) +(\S+) +[\d.]+ ms +\S+ +(\S*)/g;

/** How often each message was delivered, by the log of all receivers. What an effect tells its context is not carried. */
function deliveriesIn(log: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const [, from, to, what, key] of log.matchAll(LINE)) {
    const message = `${from} → ${to} ${what} ${key}`;
    if (!from!.endsWith('.effects')) counts.set(message, (counts.get(message) ?? 0) + 1);
  }
  return counts;
}

/** That the test tests what it says: with CLEAVE_MESSAGE_LOG, every message of the log was delivered at least twice. */
export const deliveredTwice = (log: () => string): void =>
  it('every message so far was delivered twice', async () => {
    await waitFor(async () => {
      const deliveries = [...deliveriesIn(log())];
      const single = deliveries.filter(([, times]) => times < 2).map(([message]) => message);
      if (deliveries.length < 100) return `only ${deliveries.length} messages are in the log`;
      return single.length ? `once only: ${single.join(', ')}` : undefined;
    });
  });
