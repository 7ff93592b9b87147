import { waitFor } from '#test/wait-for';
import { requestOf } from './inn.fixtures.js';
import type { Case } from './lab.fixtures.js';
import { openGuest, openInn } from './stay.fixtures.js';

export const requests: Case = (lab) => {
  test('a request comes back with its reply, every character of it, in the name of its caller', async () => {
    const [{ inn }, { ask }] = [await openInn(lab()), await openGuest(lab())];
    const text = 'plain, “quoted”, \\ and \n, Ωμέγα, 注文, 🧾, \ud800';
    const reply = await ask(text, undefined, { caller: { userId: 'a-user', role: 'customer' } });
    expect(reply).toMatchObject({ text, by: 'inn-1', user: 'a-user' });
    expect(inn.begun).toHaveLength(1);
  });

  test('many at once come back each with its own', async () => {
    await openInn(lab());
    const { ask } = await openGuest(lab());
    const texts = Array.from({ length: 200 }, (_, i) => `${i}`);
    const replies = await Promise.all(texts.map((text) => ask(text)));
    expect(replies.map(({ text }) => text)).toEqual(texts);
  });

  test('a refusal arrives with its code, kind, words and details', async () => {
    await openInn(lab());
    const { ask } = await openGuest(lab());
    const refusal = { code: 'inn.full', kind: 'refused', message: 'no bed is free', details: { beds: 0 } };
    await expect(ask('a bed', 'refusal')).rejects.toMatchObject(refusal);
  });

  test('what is left of the deadline travels along', async () => {
    await openInn(lab());
    const { ask } = await openGuest(lab());
    const { leftMs } = await ask('when', undefined, { deadlineMs: 3_000 });
    expect(leftMs).toBeGreaterThan(0);
    expect(leftMs).toBeLessThanOrEqual(3_000);
  });

  test('a request that is not answered ends at its deadline', async () => {
    const [{ inn }, { ask }] = [await openInn(lab()), await openGuest(lab())];
    await expect(ask('wait', 'patience', { deadlineMs: 300 })).rejects.toMatchObject({ code: 'request.deadline' });
    expect(inn.begun).toHaveLength(1);
    inn.release();
  });

  test('what is too large is refused, on the way there and on the way back, and what is not is carried', async () => {
    const [{ inn }, { ask }] = [await openInn(lab()), await openGuest(lab())];
    await expect(ask('x'.repeat(300_000))).rejects.toMatchObject({ code: 'message.too-large' });
    expect(inn.begun).toHaveLength(0);
    await expect(ask('x', 'everything')).rejects.toMatchObject({ code: 'reply.invalid' });
    const large = '註'.repeat(250_000);
    expect((await ask(large)).text).toBe(large);
  });

  test('a request of an unknown type, or of a payload that does not fit, gets a code', async () => {
    await openInn(lab());
    const { carrier } = await openGuest(lab());
    const ask = async (request: object, type?: string) => {
      const reply = await carrier.request(requestOf(request, 5_000, type));
      return 'error' in reply && reply.error.code;
    };
    expect(await ask({}, 'inn.dance.v1')).toBe('message.unknown-type');
    expect(await ask({ text: 1 })).toBe('message.invalid');
  });

  test('a body that is no JSON, a source that is no string and a deadline of no length hurt nobody', async () => {
    await openInn(lab());
    const { carrier, ask } = await openGuest(lab());
    const good = requestOf({ text: 'good' });
    const bad = [
      { ...good, body: '{"text":' },
      { ...good, headers: { ...good.headers, source: 7 as never } },
      { ...good, remainingMs: 1e-9 },
      { ...good, type: '__proto__' },
    ];
    await Promise.allSettled(bad.map((request) => carrier.request(request)));
    await waitFor(async () => ((await ask('again')).text === 'again' ? undefined : 'no answer'));
  });
};
