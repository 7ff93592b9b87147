import { Logger } from '@nestjs/common';
import { waitFor } from '#test/wait-for';
import type { Transport } from '../transport.js';
import { frameOf, messageOf, Note } from './inn.fixtures.js';
import { ATTACKS, type Case } from './lab.fixtures.js';
import { openGuest, openInn, type Served } from './stay.fixtures.js';

const TIMES = 3;

/** Beyond who may open a connection: what somebody can do who has one, or who stands between. */
export const forgery: Case = (lab) => {
  const lines: string[] = [];
  let served: Served;
  let guest: Awaited<ReturnType<typeof openGuest>>;
  beforeEach(async () => {
    lines.length = 0;
    const write = (line: unknown) => void lines.push(String(line));
    Logger.overrideLogger({ log: () => undefined, error: write, warn: write });
    served = await openInn(lab());
    guest = await openGuest(lab());
  });
  afterEach(() => Logger.overrideLogger(false));

  const counted = (transport: Transport, kind: string, times: number) =>
    waitFor(async () =>
      (transport.refusals[kind] ?? 0) >= times
        ? undefined
        : `refused are ${JSON.stringify(transport.refusals)}, and not ${times} as ${kind}`,
    );

  test.each(ATTACKS)('%s is refused before it is handled, counted, and told once', async (attack) => {
    await guest.ask('before');
    let right = 1;
    let forged = 0;
    for (let n = 1; n <= TIMES; n++) {
      const struck = await lab().intruder!.strike(attack);
      right += struck.right;
      await counted(served.transport, struck.kind, (forged += struck.times));
    }
    expect(await guest.ask('after')).toMatchObject({ text: 'after' });
    expect(served.inn.begun).toHaveLength(right + 1);
    expect(lines.filter((line) => line.includes('is refused') || line.startsWith('refused'))).toHaveLength(1);
    expect(guest.transport.refusals).toEqual({});
  });

  test('an answer by somebody who was not asked is refused, counted, and does not disturb the right one', async () => {
    const heard = lab().network!.tap('guest-1');
    const asked = guest.ask('wait', 'patience');
    await waitFor(async () => (served.inn.begun.length ? undefined : 'it is not being answered'));
    const kind = await lab().intruder!.answer(heard().toString('latin1'));
    await waitFor(async () => {
      await guest.ask('meanwhile');
      return guest.transport.refusals[kind] ? undefined : `${kind} was not refused`;
    });
    served.inn.release();
    expect(await asked).toMatchObject({ text: 'wait', by: 'inn-1' });
    expect(lines.filter((line) => /an answer|not spoken to/.test(line))).toHaveLength(1);
  });

  test('a message in the name of another than the sender of its frame is refused with a code', async () => {
    const message = messageOf({ text: '?' }, Note.contract.name);
    const foreign = { ...message, headers: message.headers.replace('guest', 'cook') };
    expect(await guest.carrier.deliver(frameOf([foreign]))).toMatchObject([
      { outcome: 'failed', permanent: true, error: { code: 'message.forbidden' } },
    ]);
    expect(served.inn.begun).toEqual([]);
  });
};
