import { jest } from '@jest/globals';
import { Breakers } from '#libs/resilience';
import { waitFor } from '#test/wait-for';
import type { Refusal } from '../contract/index.js';
import type { Carrier, Reply, Request } from '../envelope.js';
import { Unreachable, Unreadable } from '../errors.js';
import { breakerOf, Way } from './way.js';

const fine: Reply = { body: '1' };
const away = () => Promise.reject(new Unreachable('nobody listens'));
const broken = () => Promise.reject(new Error('the connection broke'));
const never = () => new Promise<Reply>(() => undefined);

/** What the next attempts come to; the last goes on. */
function carrier(...ends: readonly (() => Promise<Reply>)[]): Carrier & { readonly asked: Request[] } {
  const asked: Request[] = [];
  return {
    asked,
    request: (request) => {
      asked.push(request);
      return ends[Math.min(asked.length, ends.length) - 1]!();
    },
    deliver: () => Promise.resolve([]),
  };
}
const request = (remainingMs = 2_000): Request => ({
  id: 'an-id',
  type: 'inn.ask.v1',
  body: '{}',
  headers: {} as never,
  remainingMs,
});

describe('the way to a context', () => {
  let breakers: Breakers;
  let way: Way;
  beforeEach(() => {
    breakers = new Breakers();
    way = new Way(breakerOf(breakers, 'guest', 'inn'));
  });
  afterEach(() => breakers.shutdown());

  it('repeats what was not begun until somebody is there, with what is left of the deadline', async () => {
    const over = carrier(away, away, away, () => Promise.resolve(fine));
    expect(await way.ask(request(), over)).toBe(fine);
    const left = over.asked.map(({ remainingMs }) => remainingMs);
    expect(left).toEqual(left.toSorted((x, y) => y - x));
    expect(new Set(left).size).toBe(4);
  });

  it('says that nothing happened when nobody came', async () => {
    const told = { code: 'context.unavailable', message: expect.stringContaining('nothing happened') };
    await expect(way.ask(request(100), carrier(away))).rejects.toMatchObject(told);
  });

  it('repeats what broke once, under the same id', async () => {
    const over = carrier(broken, () => Promise.resolve(fine));
    expect(await way.ask(request(), over)).toBe(fine);
    expect(over.asked.map(({ id }) => id)).toEqual(['an-id', 'an-id']);
  });

  it('does not repeat it twice, also not when somebody was away in between', async () => {
    const over = carrier(broken, away, away, broken);
    const told = { code: 'request.unanswered', message: expect.stringContaining('it may have been done') };
    await expect(way.ask(request(), over)).rejects.toMatchObject(told);
    expect(over.asked).toHaveLength(4);
  });

  it.each([
    ['is never answered', carrier(never)],
    ['broke, and was then never begun again', carrier(broken, away)],
    ['was away, and is then never answered', carrier(away, never)],
  ])('says that it may have been done when it %s', async (_, over) => {
    await expect(way.ask(request(100), over)).rejects.toMatchObject({ code: 'request.deadline' });
  });

  it('does not repeat what cannot be read', async () => {
    const over = carrier(() => Promise.reject(new Unreadable('it is no request')));
    await expect(way.ask(request(), over)).rejects.toMatchObject({ code: 'message.unreadable' });
    expect(over.asked).toHaveLength(1);
  });

  it('does not wait for one that is away when the caller has no patience', async () => {
    const over = carrier(away);
    await expect(way.ask(request(), over, false)).rejects.toMatchObject({ code: 'context.unavailable' });
    expect(over.asked).toHaveLength(1);
  });

  it('repeats what broke once, also for a caller without patience', async () => {
    const over = carrier(broken, away);
    await expect(way.ask(request(), over, false)).rejects.toMatchObject({ code: 'request.deadline' });
    expect(over.asked).toHaveLength(2);
  });

  describe('to one that stays away', () => {
    const inVain = async (times: number, how: () => Promise<Reply> = away): Promise<void> => {
      await Promise.allSettled(Array.from({ length: times }, () => way.ask(request(20), carrier(how))));
    };

    it('refuses at once after a few in vain, and lets some through when it is back', async () => {
      await inVain(5);
      const over = carrier(() => Promise.resolve(fine));
      await expect(way.ask(request(), over)).rejects.toMatchObject({ code: 'context.unavailable' });
      expect(over.asked).toHaveLength(0);
      await waitFor(async () => ((await way.ask(request(), over).catch(() => undefined)) ? undefined : 'it is away'));
      expect(await way.ask(request(), over)).toBe(fine);
    });

    it('refuses in the same turn, with nothing sent, and says when the next request may try', async () => {
      await inVain(5);
      const over = carrier(never);
      let refusal: unknown;
      way.ask(request(), over).catch((error: unknown) => (refusal = error));
      await new Promise(process.nextTick);
      expect(refusal).toMatchObject({ code: 'context.unavailable', kind: 'unavailable' });
      const { retryAfterMs } = (refusal as Refusal).details as { retryAfterMs: number };
      expect(Math.ceil(retryAfterMs / 1_000)).toBe(1);
      expect(over.asked).toHaveLength(0);
    });

    it('refuses at once also when it accepts connections and stays silent', async () => {
      await inVain(5, never);
      const over = carrier(never);
      await expect(way.ask(request(), over)).rejects.toMatchObject({ code: 'context.unavailable' });
      expect(over.asked).toHaveLength(0);
    });

    it('lets one request try, once, and refuses all others until it has ended', async () => {
      await inVain(5);
      await waitFor(async () => (breakers.list()[0]!.state === 'half-open' ? undefined : 'it does not try again'));
      const over = carrier(away);
      const asked = await Promise.allSettled([1, 2, 3].map(() => way.ask(request(), over)));
      for (const { reason } of asked as PromiseRejectedResult[])
        expect(reason).toMatchObject({ code: 'context.unavailable' });
      expect(over.asked).toHaveLength(1);
    });

    it('goes on waiting when callers without patience have not, while it may be restarting', async () => {
      for (let n = 0; n < 50; n++) await way.ask(request(), carrier(away), false).catch(() => undefined);
      const over = carrier(away, away, () => Promise.resolve(fine));
      expect(await way.ask(request(), over)).toBe(fine);
    });

    it('refuses callers without patience, too, when it has been away for longer than a restart takes', async () => {
      const impatient = (over: Carrier) => way.ask(request(), over, false).catch(({ code }: Refusal) => code);
      jest.useFakeTimers();
      await impatient(carrier(away));
      jest.advanceTimersByTime(5_000);
      for (let n = 0; n < 6; n++) await impatient(carrier(away));
      jest.useRealTimers();
      const over = carrier(() => Promise.resolve(fine));
      expect([await impatient(over), over.asked]).toEqual(['context.unavailable', []]);
    });

    it('takes an answer after the short deadline of a caller without patience for an answer, however many there are', async () => {
      jest.useFakeTimers();
      const slow = () => new Promise<Reply>((answer) => setTimeout(answer, 1_200, fine));
      for (let n = 0; n < 20; n++) {
        way.ask(request(1_000), carrier(slow), false).catch(() => undefined);
        await jest.advanceTimersByTimeAsync(500);
      }
      jest.useRealTimers();
      const over = carrier(() => Promise.resolve(fine));
      expect(await way.ask(request(), over)).toBe(fine);
    });

    it('is patient while few ask', async () => {
      await inVain(4);
      expect(
        await way.ask(
          request(),
          carrier(() => Promise.resolve(fine)),
        ),
      ).toBe(fine);
    });

    it('takes a coded error for an answer', async () => {
      const refused = { error: { code: 'inn.full', kind: 'refused', message: '' } } as const;
      const answers = Array.from({ length: 50 }, () =>
        way.ask(
          request(),
          carrier(() => Promise.resolve(refused)),
        ),
      );
      await Promise.all(answers);
      expect(
        await way.ask(
          request(),
          carrier(() => Promise.resolve(fine)),
        ),
      ).toBe(fine);
    });
  });
});
