import { SendMail } from '../messages.js';
import { stranger } from './contact.js';
import { underWay } from './delivery.js';
import { ada, draft, item, key, letter, noon, ready, userId, waiting } from './message.fixtures.js';
import { write } from './write.js';

describe('write', () => {
  it('addresses the message to somebody who is known', () => {
    expect(write(letter, { message: undefined, contact: ada }, item, false)).toEqual({ set: { message: ready } });
  });

  it('lets the message wait for somebody who is not known yet, and remembers it', () => {
    expect(write(letter, { message: undefined, contact: undefined }, item, false)).toEqual({
      set: { message: waiting, contact: { ...stranger(userId), waiting: [key] } },
    });
  });

  it('lets a second message wait beside the first', () => {
    const earlier = { orderId: 'another order', kind: draft.kind };
    const contact = { ...stranger(userId), waiting: [earlier] };
    expect(write(letter, { message: undefined, contact }, item, false)).toMatchObject({
      set: { contact: { waiting: [earlier, key] } },
    });
  });

  it.each([ready, waiting])('writes nothing twice ($status)', (message) => {
    expect(write(letter, { message, contact: ada }, item, true)).toEqual({});
  });

  describe('where e-mails are sent', () => {
    const deliveries = [underWay(key, letter.html(), noon)];

    it('sends the message at once to somebody who is known', () => {
      expect(write(letter, { message: undefined, contact: ada }, item, true)).toEqual({
        set: { message: ready, deliveries },
        send: [new SendMail(key)],
      });
    });

    it('keeps the HTML of one that waits, and sends nothing yet', () => {
      expect(write(letter, { message: undefined, contact: undefined }, item, true)).toEqual({
        set: { message: waiting, contact: { ...stranger(userId), waiting: [key] }, deliveries },
      });
    });
  });
});
