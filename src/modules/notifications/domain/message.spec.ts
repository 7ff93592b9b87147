import { mayRead, view } from './message.js';
import { ready, userId } from './message.fixtures.js';

describe('message', () => {
  it('shows nothing but what is meant to be seen', () => {
    expect(view(ready)).toEqual({
      kind: 'order-confirmed',
      status: 'ready',
      to: 'ada@example.com',
      subject: 'Good news',
      body: 'Dear Ada,\n\nIt is confirmed.',
      createdAt: '2026-03-01T12:00:00.000Z',
    });
  });

  it.each([
    [{ userId, role: 'customer' as const }, true],
    [{ userId: 'somebody else', role: 'customer' as const }, false],
    [{ userId: 'somebody else', role: 'operator' as const }, true],
    [undefined, false],
  ])('is read by %j: %s', (somebody, read) => {
    expect(mayRead(somebody, ready)).toBe(read);
  });
});
