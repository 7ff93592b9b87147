import { stranger } from './contact.js';
import { ada, draft, item, key, ready, userId, waiting } from './message.fixtures.js';
import { write } from './write.js';

describe('write', () => {
  it('addresses the message to somebody who is known', () => {
    expect(write(draft, { message: undefined, contact: ada }, item)).toEqual({ set: { message: ready } });
  });

  it('lets the message wait for somebody who is not known yet, and remembers it', () => {
    expect(write(draft, { message: undefined, contact: undefined }, item)).toEqual({
      set: { message: waiting, contact: { ...stranger(userId), waiting: [key] } },
    });
  });

  it('lets a second message wait beside the first', () => {
    const earlier = { orderId: 'another order', kind: draft.kind };
    const contact = { ...stranger(userId), waiting: [earlier] };
    expect(write(draft, { message: undefined, contact }, item)).toMatchObject({
      set: { contact: { waiting: [earlier, key] } },
    });
  });

  it.each([ready, waiting])('writes nothing twice ($status)', (message) => {
    expect(write(draft, { message, contact: ada }, item)).toEqual({});
  });
});
