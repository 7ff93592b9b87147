import { waitFor } from '#test/wait-for';
import { frameOf, messageOf, requestOf } from './inn.fixtures.js';
import type { Case } from './lab.fixtures.js';
import { openGuest, openInn, timesBegun } from './stay.fixtures.js';

const CALLS = 200;
/** More calls than one process takes at once over any transport (Redis: 256), so that each replica gets some. */
const CROWD = 300;

export const replicas: Case = (lab) => {
  test('each call is taken by one of them, and each of them takes some', async () => {
    const inns = [await openInn(lab(), 'inn-1'), await openInn(lab(), 'inn-2')] as const;
    const { ask, carrier } = await openGuest(lab());
    const asked = Array.from({ length: CALLS }, (_, i) => ask(`${i}`));
    const sent = Array.from({ length: CALLS }, () => carrier.deliver(frameOf([messageOf({ text: 'a note' })])));
    await Promise.all([...asked, ...sent]);
    expect(timesBegun(...inns)).toEqual(Array(2 * CALLS).fill(1));
    for (const { inn } of inns) expect(inn.begun.length).toBeGreaterThan(CALLS / 10);
  });

  test('one is killed: no call fails, and what was under way there is repeated once', async () => {
    const inns = [await openInn(lab(), 'inn-1'), await openInn(lab(), 'inn-2')] as const;
    const { ask } = await openGuest(lab());
    await Promise.all(Array.from({ length: 20 }, () => ask('before')));
    const underWay = Array.from({ length: CROWD }, () => ask('wait', 'patience', { deadlineMs: 10_000 }));
    await waitFor(async () => (inns.every(({ inn }) => inn.begun.length > 12) ? undefined : 'calls are not under way'));
    lab().network!.cut('inn-1');
    for (const { inn } of inns) inn.release();
    const after = Array.from({ length: CALLS }, () => ask('after'));
    expect(new Set((await Promise.all([...underWay, ...after])).map(({ text }) => text))).toEqual(
      new Set(['wait', 'after']),
    );
    expect(Math.max(...timesBegun(...inns))).toBeLessThanOrEqual(2);
    lab().network!.mend('inn-1');
    const before = inns[0].inn.begun.length;
    await waitFor(async () => {
      await Promise.all(Array.from({ length: 10 }, () => ask('again')));
      return inns[0].inn.begun.length > before ? undefined : 'it takes nothing since it is back';
    });
  });

  test('one is stopped: the other takes over within the deadline', async () => {
    const inns = [await openInn(lab(), 'inn-1'), await openInn(lab(), 'inn-2')] as const;
    const { ask } = await openGuest(lab());
    await Promise.all(Array.from({ length: 20 }, () => ask('before')));
    lab().network!.mute('inn-1');
    const begun = performance.now();
    const asked = Array.from({ length: 20 }, () => ask('during', undefined, { deadlineMs: 10_000 }));
    expect(new Set((await Promise.all(asked)).map(({ by }) => by))).toEqual(new Set(['inn-2']));
    process.stdout.write(`      all answered after ${Math.round(performance.now() - begun)} ms\n`);
    lab().network!.unmute('inn-1');
    expect(Math.max(...timesBegun(...inns))).toBeLessThanOrEqual(2);
  });

  test('one drains: what it has begun is answered, what is new goes elsewhere, and its own calls still go out', async () => {
    const inns = [await openInn(lab(), 'inn-1'), await openInn(lab(), 'inn-2')] as const;
    const [leaving, staying] = inns;
    const { carrier, ask } = await openGuest(lab());
    const own = await openGuest({ ...lab(), open: async () => leaving.transport });
    const underWay = Array.from({ length: CALLS }, () =>
      carrier.request(requestOf({ text: 'wait', wants: 'patience' }, 10_000)),
    );
    const frame = carrier.deliver(frameOf([messageOf({ text: 'a note' })]));
    // all of them: one that is still on its way when the replica drains is refused there, and repeated only by the bus
    await waitFor(async () => {
      const [one, other] = inns.map(({ inn }) => inn.begun.length) as [number, number];
      return one > 5 && other > 5 && one + other === CALLS + 1 ? undefined : `${one} and ${other} calls are under way`;
    });
    const drained = leaving.transport.drain();
    const begun = leaving.inn.begun.length;
    const elsewhere = await Promise.all(Array.from({ length: 20 }, () => ask('new')));
    expect(new Set(elsewhere.map(({ by }) => by))).toEqual(new Set(['inn-2']));
    expect((await own.ask('of its own')).by).toBe('inn-2');
    for (const { inn } of inns) inn.release();
    expect((await Promise.all(underWay)).filter((reply) => 'error' in reply)).toEqual([]);
    expect(await frame).toHaveLength(1);
    await drained;
    expect(leaving.inn.begun).toHaveLength(begun);
    await leaving.transport.close();
    expect((await ask('after')).by).toBe('inn-2');
    expect(timesBegun(leaving, staying).every((times) => times === 1)).toBe(true);
  });
};
