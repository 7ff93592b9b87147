import { Unreadable } from '../../errors.js';
import { frameOf, messageOf } from './inn.fixtures.js';
import type { Case } from './lab.fixtures.js';
import { openGuest, openInn } from './stay.fixtures.js';

export const frames: Case = (lab) => {
  test('a frame brings back a receipt for every message', async () => {
    const [{ inn }, { carrier }] = [await openInn(lab()), await openGuest(lab())];
    const [good, refused, unknown, garbled] = [
      messageOf({ text: 'good, “quoted”, 注文' }),
      messageOf({ text: 'bad', wants: 'refusal' }),
      messageOf({}, 'inn.dance.v1'),
      { ...messageOf({}), body: '{"text":' },
    ];
    const receipts = await carrier.deliver(frameOf([good!, refused!, unknown!, garbled!]));
    expect(receipts).toMatchObject([
      { id: good!.id, outcome: 'done' },
      { id: refused!.id, outcome: 'failed', permanent: true, error: { code: 'inn.full', details: { beds: 0 } } },
      { id: unknown!.id, outcome: 'failed', counted: false, error: { code: 'message.unknown-type' } },
      { id: garbled!.id, outcome: 'failed' },
    ]);
    expect(inn.begun).toEqual([good!.id, refused!.id]);
  });

  test('how often a message was sent and has failed arrives with it', async () => {
    const [{ inn }, { carrier }] = [await openInn(lab()), await openGuest(lab())];
    const [fresh, again] = [messageOf({ text: 'new' }), { ...messageOf({ text: 'bad' }), sends: 2, failures: 3 }];
    await carrier.deliver(frameOf([fresh, again]));
    expect(inn.tries).toEqual([
      { sends: 1, failures: undefined },
      { sends: 2, failures: 3 },
    ]);
  });

  test('an empty frame is answered: it only knocks', async () => {
    await openInn(lab());
    const { carrier } = await openGuest(lab());
    expect(await carrier.deliver(frameOf([]))).toEqual([]);
  });

  test('a frame as full as frames get is carried', async () => {
    await openInn(lab());
    const { carrier } = await openGuest(lab());
    const messages = Array.from({ length: 256 }, () => messageOf({ text: '註'.repeat(2_000) }));
    const receipts = await carrier.deliver(frameOf(messages));
    expect(receipts).toEqual(messages.map(({ id }) => ({ id, outcome: 'done' })));
  });

  test('a frame that comes twice is answered twice', async () => {
    await openInn(lab());
    const { carrier } = await openGuest(lab());
    const frame = frameOf([messageOf({ text: 'once' })]);
    const answers = await Promise.all([carrier.deliver(frame), carrier.deliver(frame)]);
    expect(answers.flat().map(({ outcome }) => outcome)).toEqual(['done', 'done']);
  });
};

/** Beyond what contexts send each other. */
export const limits: Case = (lab) => {
  test('what is more than the wire carries is refused where it is sent', async () => {
    const [{ inn }, { carrier }] = [await openInn(lab()), await openGuest(lab())];
    await expect(carrier.deliver(frameOf([messageOf({ text: 'x'.repeat(5_000_000) })]))).rejects.toBeInstanceOf(
      Unreadable,
    );
    expect(inn.begun).toEqual([]);
    expect(await carrier.deliver(frameOf([]))).toEqual([]);
  });
};
