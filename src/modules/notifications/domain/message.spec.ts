import { view } from './message.js';
import { ready } from './message.fixtures.js';

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
});
