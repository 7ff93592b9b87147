import { waitFor } from '#test/wait-for';
import { Unreachable } from '../../errors.js';
import { ContextServer } from '../../door/context-server.js';
import { silent } from '../../door/message-log.js';
import { frameOf, Inn, messageOf, requestOf } from './inn.fixtures.js';
import type { Case } from './lab.fixtures.js';
import { openGuest, openInn } from './stay.fixtures.js';

export const absence: Case = (lab) => {
  test('where nobody is, nothing is sent', async () => {
    const { carrier } = await openGuest(lab());
    await expect(carrier.request(requestOf({ text: '?' }, 2_000))).rejects.toBeInstanceOf(Unreachable);
    await expect(carrier.deliver(frameOf([messageOf({ text: '?' })], 2_000))).rejects.toBeInstanceOf(Unreachable);
  });

  test('a context that has not opened yet begins nothing; what waits for it succeeds when it does', async () => {
    const inn = new Inn('inn-1');
    const closed = new ContextServer('inn', silent);
    const transport = await lab().open('inn-1', ['inn']);
    await transport.serve([closed]);
    const { carrier, ask } = await openGuest(lab());
    await expect(carrier.request(requestOf({ text: '?' }, 2_000))).rejects.toBeInstanceOf(Unreachable);
    await expect(carrier.deliver(frameOf([messageOf({ text: '?' })], 2_000))).rejects.toBeInstanceOf(Unreachable);
    const early = ask('early', undefined, { deadlineMs: 10_000 });
    await transport.close();
    await openInn(lab(), 'inn-1', inn);
    expect(await early).toMatchObject({ text: 'early' });
    expect(inn.begun).toHaveLength(1);
  });

  test('a receiver goes and comes back: what is asked meanwhile succeeds', async () => {
    const first = await openInn(lab());
    const { ask } = await openGuest(lab());
    await ask('before');
    await first.transport.close();
    const meanwhile = ask('meanwhile', undefined, { deadlineMs: 10_000 });
    await openInn(lab());
    expect(await meanwhile).toMatchObject({ text: 'meanwhile' });
  });

  test('its machine goes with a call under way: nobody knows; then it comes back', async () => {
    const [{ inn }, { carrier, ask }] = [await openInn(lab()), await openGuest(lab())];
    const lost = carrier.request(requestOf({ text: 'wait', wants: 'patience' }, 5_000)).catch((error: Error) => error);
    await waitFor(async () => (inn.begun.length ? undefined : 'the call has not come'));
    lab().network!.cut('inn-1');
    inn.release();
    const end = await lost;
    expect(end).toBeInstanceOf(Error);
    expect(end).not.toBeInstanceOf(Unreachable);
    lab().network!.mend('inn-1');
    await waitFor(async () => ((await ask('back')).text === 'back' ? undefined : 'no answer'));
  });

  test('one that is stopped keeps nobody waiting beyond the deadline, and goes on when it is woken', async () => {
    await openInn(lab());
    const { ask } = await openGuest(lab());
    await ask('before');
    lab().network!.mute('inn-1');
    const begun = performance.now();
    const calls = Array.from({ length: 10 }, () => ask('during', undefined, { deadlineMs: 1_000 }));
    const ends = await Promise.allSettled(calls);
    process.stdout.write(`      settled after ${Math.round(performance.now() - begun)} of 1000 ms\n`);
    expect(ends.filter(({ status }) => status === 'fulfilled')).toEqual([]);
    lab().network!.unmute('inn-1');
    await waitFor(async () => ((await ask('after')).text === 'after' ? undefined : 'no answer'));
  });

  test('bytes that are no message harm nobody', async () => {
    const [{ inn }, { ask }] = [await openInn(lab()), await openGuest(lab())];
    await ask('before');
    await lab().network!.garble('inn-1');
    await waitFor(async () => ((await ask('after')).text === 'after' ? undefined : 'no answer'));
    expect(inn.begun.length).toBeGreaterThanOrEqual(2);
  });
};
